import { useState } from "react";
import type { ThreadView } from "@kvit/contract/tickets";
import { explain } from "../api/explain.ts";
import { useWords } from "../i18n/language.ts";
import { LifecycleStrip } from "../tickets/strip/LifecycleStrip.tsx";
import type { Visit } from "../tickets/strip/visits.ts";
import { StatusChip } from "../tickets/StatusChip.tsx";
import { PinnedScroll } from "../tickets/thread/PinnedScroll.tsx";
import { Timeline } from "../tickets/thread/Timeline.tsx";
import { personName } from "../tickets/person-name.ts";
import { Icon } from "../ui/Icon.tsx";
import { PriorityBars } from "../ui/PriorityBars.tsx";
import { queryAt } from "./moment.ts";
import { useKept } from "./use-kept.ts";
import "../tickets/ticket.css";

/** A ticket as it stood at an instant, to be read and not to be touched. */
export function PastTicket({ number, at }: { readonly number: number; readonly at: string }) {
  const { t } = useWords();
  const [visit, setVisit] = useState<Visit | null>(null);
  const path = `/api/app/tickets/${number}?${queryAt({}, at)}`;
  const { value: thread, error, reload, loading } = useKept<ThreadView>(path, String(number));
  if (thread === null)
    return (
      <div className="pane" aria-busy={loading} role={error === null ? undefined : "alert"}>
        {error !== null && (
          <div className="list-empty">
            <p>{explain(error)}</p>
            <button type="button" className="button" onClick={reload}>
              {t("common.retry")}
            </button>
          </div>
        )}
      </div>
    );
  return (
    <article
      className="pane past-ticket"
      data-variant="page"
      data-testid="past-ticket"
      data-ticket={number}
      data-status={thread.ticket.status}
      aria-busy={loading}
    >
      <PastHeader thread={thread} />
      <LifecycleStrip
        ticket={{ ...thread.ticket }}
        thread={thread}
        picked={visit?.key ?? null}
        onPick={setVisit}
      />
      <PinnedScroll subject={number} atEnd={visit === null}>
        <Timeline thread={thread} visit={visit} onShowAll={() => setVisit(null)} />
      </PinnedScroll>
    </article>
  );
}

function PastHeader({ thread: { ticket } }: { readonly thread: ThreadView }) {
  const { t } = useWords();
  return (
    <header className="ticket-header">
      <div className="ticket-title">
        <h2 className="ticket-subject" title={ticket.subject}>
          {ticket.subject}
        </h2>
        <span className="ticket-number">{ticket.reference}</span>
      </div>
      <div className="ticket-facts past-facts">
        <StatusChip status={ticket.status} />
        <span>
          <PriorityBars priority={ticket.priority} /> {t(`priority.${ticket.priority}`)}
        </span>
        <span>
          <Icon name="folder" /> {ticket.department.name}
        </span>
        <span>
          <Icon name="person" /> {ticket.assignee?.name ?? t("row.unassigned")}
        </span>
        <span dir="auto">{personName(ticket.requester)}</span>
        {ticket.tags.map((tag) => (
          <span key={tag} className="tag">
            {tag}
          </span>
        ))}
      </div>
    </header>
  );
}
