import { memo } from "react";
import { useWords } from "../i18n/language.ts";
import { go, ticketPath } from "../app/navigation.ts";
import { hasDraft } from "../store/drafts.ts";
import { isCurrent, isSelected, setCurrent, toggle } from "../store/list.ts";
import { presence } from "../store/live.ts";
import { isUnread, useSeen } from "../store/seen.ts";
import { useSignedIn } from "../store/session.ts";
import { useKeyed } from "../store/signal.ts";
import { useTicket, type ShownTicket } from "../store/tickets.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { Icon } from "../ui/Icon.tsx";
import { PriorityBars } from "../ui/PriorityBars.tsx";
import { StatusGlyph } from "../ui/StatusGlyph.tsx";
import { useMinute } from "../ui/time.ts";
import { personName } from "./person-name.ts";

export const rowId = (number: number) => `row-${number}`;

/** One line of the list. It watches its own ticket only, so that a change elsewhere leaves it alone. */
export const TicketRow = memo(function TicketRow({
  number,
  index,
}: {
  readonly number: number;
  readonly index: number;
}) {
  const { t } = useWords();
  const ticket = useTicket(number);
  const here = useKeyed(isCurrent, number) ?? false;
  const selected = useKeyed(isSelected, number) ?? false;
  useSeen(number);
  if (ticket === undefined) return <div className="row" role="row" aria-rowindex={index + 1} />;
  const unread = isUnread(ticket);
  return (
    <div
      id={rowId(number)}
      className="row"
      role="row"
      aria-rowindex={index + 1}
      aria-selected={selected}
      data-testid="row"
      data-ticket={number}
      data-status={ticket.status}
      data-pending={ticket.pending === "no" ? undefined : ticket.pending}
      data-current={here || undefined}
      data-unread={unread || undefined}
      onClick={(event) => clicked(event, number)}
      onDoubleClick={() => go(ticketPath(number))}
    >
      <span className="row-tick" role="gridcell">
        <input
          type="checkbox"
          tabIndex={-1}
          checked={selected}
          aria-label={t("row.select", { reference: ticket.reference })}
          onChange={() => toggle(number)}
          onClick={(event) => event.stopPropagation()}
        />
      </span>
      <span
        className="row-glyph"
        role="gridcell"
        aria-label={t(`status.${ticket.status}`)}
        title={t(`status.${ticket.status}`)}
      >
        <StatusGlyph status={ticket.status} />
        {unread && <span className="row-unread" role="img" aria-label={t("row.unread")} />}
      </span>
      <RowText ticket={ticket} />
      <RowEnd ticket={ticket} />
    </div>
  );
});

function clicked(event: React.MouseEvent, number: number): void {
  if (event.metaKey || event.ctrlKey) {
    toggle(number);
    return;
  }
  setCurrent(number);
  if (matchMedia("(width < 48em)").matches) go(ticketPath(number));
}

function RowText({ ticket }: { readonly ticket: ShownTicket }) {
  const { t } = useWords();
  const person = personName(ticket.requester);
  return (
    <span className="row-text" role="gridcell">
      <span className="row-number">{ticket.reference}</span>
      <span className="row-person truncate" dir="auto">
        {person}
      </span>
      <span className="row-subject" title={ticket.subject}>
        <b className="truncate" dir="auto">
          {ticket.subject}
        </b>{" "}
        <span className="row-preview truncate" dir="auto">
          {ticket.preview}
        </span>
      </span>
      {ticket.sample && <span className="tag row-sample">{t("row.sample")}</span>}
      {ticket.tags.slice(0, 2).map((tag) => (
        <span key={tag} className="tag row-tag truncate">
          {tag}
        </span>
      ))}
    </span>
  );
}

function RowEnd({ ticket }: { readonly ticket: ShownTicket }) {
  const { t } = useWords();
  const raised = ticket.priority === "high" || ticket.priority === "urgent";
  return (
    <span className="row-end" role="gridcell">
      <Presence number={ticket.number} />
      <DraftMark number={ticket.number} />
      {ticket.pending === "late" && (
        <span className="pending-dot" role="img" aria-label={t("row.pending")} title={t("row.pending")} />
      )}
      {ticket.needsReview && (
        <span className="row-review" role="img" aria-label={t("row.review")} title={t("row.review")}>
          <Icon name="flag" />
        </span>
      )}
      {raised && (
        <span
          role="img"
          aria-label={t(`priority.${ticket.priority}`)}
          title={t(`priority.${ticket.priority}`)}
        >
          <PriorityBars priority={ticket.priority} />
        </span>
      )}
      <RowTime ticket={ticket} />
      {ticket.assignee === null ? (
        <span
          className="avatar row-nobody"
          role="img"
          aria-label={t("row.unassigned")}
          title={t("row.unassigned")}
        />
      ) : (
        <Avatar name={ticket.assignee.name} label={ticket.assignee.name} />
      )}
    </span>
  );
}

const minuteMs = 60_000;

/** What the time beside a row means depends on whose turn it is; an age has one form whoever is waited for. */
function RowTime({ ticket }: { readonly ticket: ShownTicket }) {
  const { t, format } = useWords();
  const now = useMinute();
  if (ticket.status === "postponed") {
    const until = ticket.postponedUntil;
    if (until === null) return <span className="row-time">{t("row.untilReply")}</span>;
    const wakes = Date.parse(until);
    return (
      <span className="row-time" title={t("row.wakes", { at: format.exact(wakes) })}>
        {format.brief(wakes, now)}
      </span>
    );
  }
  if (ticket.purgeAt !== null && ticket.status !== "closed") {
    const purged = Date.parse(ticket.purgeAt);
    return (
      <time
        className="row-time"
        dateTime={ticket.purgeAt}
        title={t("review.purgeAt", { at: format.exact(purged) })}
      >
        {t("review.purgeShort", { at: format.brief(purged, now) })}
      </time>
    );
  }
  const at = Date.parse(ticket.waitingSince ?? ticket.updatedAt);
  const duration = format.duration(Math.max(0, now - at));
  const exact = format.exact(at);
  return (
    <time
      className="row-time"
      dateTime={ticket.waitingSince ?? ticket.updatedAt}
      {...(ticket.waitingSince === null
        ? { title: exact }
        : { title: t("row.waits", { at: exact, duration }), "data-waiting": true })}
    >
      {now - at < minuteMs ? t("row.now") : format.age(at, now)}
    </time>
  );
}

function DraftMark({ number }: { readonly number: number }) {
  const { t } = useWords();
  if (useKeyed(hasDraft, number) === undefined) return null;
  return <span className="tag row-draft">{t("row.draft")}</span>;
}

function Presence({ number }: { readonly number: number }) {
  const { t } = useWords();
  const { agents } = useSignedIn();
  const others = useKeyed(presence, number);
  const first = others?.find((other) => other.doing === "typing") ?? others?.[0];
  if (first === undefined) return null;
  const name = agents.find((agent) => agent.id === first.id)?.name ?? t("actor.agent");
  const label = t(`row.${first.doing}`, { name });
  return (
    <span className="row-presence" data-doing={first.doing} role="img" aria-label={label} title={label}>
      <Icon name={first.doing === "typing" ? "note" : "eye"} />
    </span>
  );
}
