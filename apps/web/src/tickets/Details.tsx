import type { ThreadView } from "@kvit/contract/tickets";
import { useWords, type MessageKey } from "../i18n/language.ts";
import { detailsFolded } from "../app/layout.ts";
import { ticketPath } from "../app/navigation.ts";
import { overlay, type PickerKind } from "../app/overlay.ts";
import { KeyHint } from "../keys/KeyHint.tsx";
import { AppLink } from "../ui/AppLink.tsx";
import type { ShownTicket } from "../store/tickets.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { Icon } from "../ui/Icon.tsx";
import { PriorityBars } from "../ui/PriorityBars.tsx";
import { StatusGlyph } from "../ui/StatusGlyph.tsx";
import { useMinute } from "../ui/time.ts";
import { Attempts, Linked, WhatComesNext } from "./later.tsx";
import { personName } from "./person-name.ts";

/** Who the customer is, what the ticket carries, and what else this person asked. */
export function Details({
  ticket,
  thread,
}: {
  readonly ticket: ShownTicket;
  readonly thread: ThreadView | null;
}) {
  const { t, format } = useWords();
  const pick = (kind: PickerKind) => () => overlay.set({ kind, numbers: [ticket.number] });
  return (
    <aside className="details" aria-label={t("details.title")} data-testid="details">
      <button
        type="button"
        className="icon-button details-close"
        aria-label={t("common.dismiss")}
        onClick={() => detailsFolded.set(true)}
      >
        <Icon name="close" />
      </button>
      <Person ticket={ticket} thread={thread} />
      <dl className="details-facts">
        <Line label="details.assignee" command="ticket.assign" onPick={pick("assign")}>
          {ticket.assignee?.name ?? t("row.unassigned")}
        </Line>
        <Line label="details.department" command="ticket.transfer" onPick={pick("transfer")}>
          {ticket.department.name}
        </Line>
        <Line label="details.priority" command="ticket.priority" onPick={pick("priority")}>
          <PriorityBars priority={ticket.priority} /> {t(`priority.${ticket.priority}`)}
        </Line>
        <Line label="details.tags" command="ticket.tags" onPick={pick("tags")}>
          {ticket.tags.length === 0
            ? t("details.noTags")
            : ticket.tags.map((tag) => (
                <span key={tag} className="tag">
                  {tag}
                </span>
              ))}
        </Line>
        <div className="details-line">
          <dt>{t("details.channel")}</dt>
          <dd>{t(`channel.${ticket.channel}`)}</dd>
        </div>
        <div className="details-line">
          <dt>{t("details.created")}</dt>
          <dd title={format.exact(Date.parse(ticket.createdAt))}>
            {format.dateTime(Date.parse(ticket.createdAt))}
          </dd>
        </div>
      </dl>
      {thread !== null && <WhatComesNext thread={thread} />}
      {thread !== null && <Attempts thread={thread} />}
      {thread !== null && <Linked thread={thread} />}
      {thread !== null && <Others thread={thread} />}
    </aside>
  );
}

function Person({ ticket, thread }: { readonly ticket: ShownTicket; readonly thread: ThreadView | null }) {
  const { t } = useWords();
  const { email } = ticket.requester;
  const known = thread?.requester;
  const shown = personName(ticket.requester);
  return (
    <div className="person">
      <Avatar name={shown} />
      <div className="person-words">
        <h3>
          <AppLink href={`/people/${ticket.requester.id}`} title={t("person.open")}>
            {shown}
          </AppLink>
        </h3>
        {(known?.emails ?? [email ?? ""]).map((each) => (
          <p key={each} className="meta truncate" title={each}>
            {each}
          </p>
        ))}
        {known !== undefined && <About person={known} />}
      </div>
    </div>
  );
}

function About({ person }: { readonly person: ThreadView["requester"] }) {
  return (
    <>
      {person.company !== null && <p className="meta">{person.company.name}</p>}
      <LocalTime zone={person.timeZone} language={person.language} />
      {person.notes !== "" && <p className="person-notes">{person.notes}</p>}
    </>
  );
}

function LocalTime({ zone, language }: { readonly zone: string | null; readonly language: string | null }) {
  const { t, language: own } = useWords();
  const now = useMinute();
  const names = new Intl.DisplayNames([own], { type: "language" });
  const time =
    zone === null
      ? null
      : new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit" }).format(now);
  const parts = [
    ...(language === null ? [] : [names.of(language) ?? language]),
    ...(time === null ? [] : [t("details.localTime", { time })]),
  ];
  return parts.length === 0 ? null : <p className="meta person-place">{parts.join(" · ")}</p>;
}

type LineProps = {
  readonly label: MessageKey;
  readonly command: string;
  readonly onPick: () => void;
  readonly children: React.ReactNode;
};
function Line({ label, command, onPick, children }: LineProps) {
  const { t } = useWords();
  return (
    <div className="details-line">
      <dt>{t(label)}</dt>
      <dd>
        <button type="button" className="details-pick" onClick={onPick}>
          <span className="details-value">{children}</span>
          <KeyHint command={command} />
        </button>
      </dd>
    </div>
  );
}

function Others({ thread }: { readonly thread: ThreadView }) {
  const { t, format } = useWords();
  const now = useMinute();
  const { otherTickets } = thread.requester;
  return (
    <section className="others">
      <h3>{t("details.others")}</h3>
      {otherTickets.length === 0 && <p className="meta">{t("details.noOthers")}</p>}
      <ul>
        {otherTickets.map((other) => (
          <li key={other.number}>
            <AppLink className="other" href={ticketPath(other.number)}>
              <StatusGlyph status={other.status} />
              <span className="other-words truncate" title={other.subject}>
                {other.subject}
              </span>
              <span className="hidden">{t(`status.${other.status}`)}</span>
              <span className="meta">{format.near(Date.parse(other.createdAt), now)}</span>
            </AppLink>
          </li>
        ))}
      </ul>
    </section>
  );
}
