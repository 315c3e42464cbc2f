import { useState } from "react";
import type { TicketView } from "@kvit/contract/tickets";
import { explain } from "../api/explain.ts";
import { request } from "../api/request.ts";
import { ticketPath } from "../app/navigation.ts";
import { complain } from "../app/toasts.ts";
import { useWords } from "../i18n/language.ts";
import type { View } from "../store/views.ts";
import { Skeleton } from "../tickets/EmptyList.tsx";
import { personName } from "../tickets/person-name.ts";
import { useViewName } from "../tickets/view-name.ts";
import { AppLink } from "../ui/AppLink.tsx";
import { Avatar } from "../ui/Avatar.tsx";
import { PriorityBars } from "../ui/PriorityBars.tsx";
import { StatusGlyph } from "../ui/StatusGlyph.tsx";
import { pathAt, queryAt } from "./moment.ts";
import { useKept } from "./use-kept.ts";
import { queryOf } from "./view-query.ts";

type Page = { readonly items: readonly TicketView[]; readonly next: string | null };

/** The tickets of a view as they stood at an instant: links, one below the other, to each as it stood then. */
export function PastList({ view, at }: { readonly view: View; readonly at: string }) {
  const { t } = useWords();
  const path = `/api/v1/tickets?${queryAt({ ...queryOf(view), limit: "50" }, at)}`;
  const { value, error, reload, loading } = useKept<Page>(path, view.id);
  const name = useViewName(view);
  return (
    <section className="list past-list" aria-label={name} aria-busy={loading} data-testid="past-list">
      <header className="list-header">
        <h1 className="truncate">{name}</h1>
      </header>
      <div className="list-scroll">
        {value === null && error === null && <Skeleton />}
        {error !== null && value === null && (
          <div className="list-empty" role="alert">
            <p>{t("queue.failed", { detail: explain(error) })}</p>
            <button type="button" className="button" onClick={reload}>
              {t("common.retry")}
            </button>
          </div>
        )}
        {value !== null && value.items.length === 0 && value.next === null && (
          <p className="list-empty" data-testid="empty">
            {t("past.empty")}
          </p>
        )}
        {value !== null && <Pages key={path} first={value} path={path} at={at} />}
      </div>
    </section>
  );
}

/** The first page, and those behind it as they are asked for. */
function Pages({ first, path, at }: { readonly first: Page; readonly path: string; readonly at: string }) {
  const { t } = useWords();
  const [more, setMore] = useState<readonly Page[]>([]);
  const [loading, setLoading] = useState(false);
  const pages = [first, ...more];
  const next = pages.at(-1)?.next ?? null;
  const loadNext = async (cursor: string) => {
    setLoading(true);
    try {
      const page = await request<Page>(`${path}&cursor=${encodeURIComponent(cursor)}`);
      setMore([...more, page]);
    } catch (error) {
      complain(explain(error));
    } finally {
      setLoading(false);
    }
  };
  return (
    <>
      <ul className="past-rows">
        {pages.flatMap(({ items }) =>
          items.map((ticket) => <Row key={ticket.number} ticket={ticket} at={at} />),
        )}
      </ul>
      {next !== null && (
        <button
          type="button"
          className="button past-more"
          disabled={loading}
          onClick={() => void loadNext(next)}
        >
          {t("common.more")}
        </button>
      )}
    </>
  );
}

function Row({ ticket, at }: { readonly ticket: TicketView; readonly at: string }) {
  const { t, format } = useWords();
  const then = Date.parse(at);
  const since = Date.parse(ticket.waitingSince ?? ticket.updatedAt);
  return (
    <li>
      <AppLink
        className="past-row"
        href={pathAt(ticketPath(ticket.number), at)}
        data-testid="row"
        data-ticket={ticket.number}
        data-status={ticket.status}
      >
        <span role="img" aria-label={t(`status.${ticket.status}`)} title={t(`status.${ticket.status}`)}>
          <StatusGlyph status={ticket.status} />
        </span>
        <span className="row-number">{ticket.reference}</span>
        <span className="row-person truncate" dir="auto">
          {personName(ticket.requester)}
        </span>
        <span className="past-row-subject truncate" dir="auto">
          <b>{ticket.subject}</b> <span className="meta">{ticket.preview}</span>
        </span>
        {(ticket.priority === "high" || ticket.priority === "urgent") && (
          <span role="img" aria-label={t(`priority.${ticket.priority}`)}>
            <PriorityBars priority={ticket.priority} />
          </span>
        )}
        <time className="meta" dateTime={ticket.waitingSince ?? ticket.updatedAt} title={format.exact(since)}>
          {format.age(since, Math.max(then, since))}
        </time>
        {ticket.assignee !== null && <Avatar name={ticket.assignee.name} label={ticket.assignee.name} />}
      </AppLink>
    </li>
  );
}
