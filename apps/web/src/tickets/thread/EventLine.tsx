import type { EventView } from "@kvit/contract/tickets";
import { statuses } from "@kvit/domain/tickets";
import { ticketPath } from "../../app/navigation.ts";
import { useWords, type MessageKey, type Words } from "../../i18n/language.ts";
import { useSignedIn } from "../../store/session.ts";
import { pathAt } from "../../past/moment.ts";
import { AppLink } from "../../ui/AppLink.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { StatusGlyph } from "../../ui/StatusGlyph.tsx";
import { Moment } from "./Moment.tsx";
import { sentenceOf } from "./event-words.ts";

type Props = {
  readonly number: number;
  readonly event: EventView;
  /** It was undone, and counts no longer. */
  readonly isTakenBack: boolean;
  readonly now: number;
};

/** One event of the timeline: when, what, who, and what caused it. */
export function EventLine({ number, event, isTakenBack, now }: Props) {
  const words = useWords();
  const world = useSignedIn();
  const status = statuses.find((each) => each === event.changes["status"]?.to);
  const cause = causeOf(event, words);
  return (
    <div
      className="event"
      data-testid="event"
      data-type={event.type}
      data-anchor={`e${event.seq}`}
      tabIndex={-1}
    >
      {status === undefined ? (
        <span className="event-dot" aria-hidden="true" />
      ) : (
        <StatusGlyph status={status} />
      )}
      <span className="event-text">
        {isTakenBack ? <s>{sentenceOf(event, words, world)}</s> : sentenceOf(event, words, world)}
        {isTakenBack && ` (${words.t("timeline.takenBack")})`}
        <span className="event-who">
          {" · "}
          {event.actor.name === "" ? words.t(`actor.${event.actor.kind}`) : event.actor.name}
          {cause !== null && `, ${cause}`}
        </span>
      </span>
      <AppLink
        className="event-look"
        href={pathAt(ticketPath(number), event.at)}
        aria-label={`${words.t("past.here")}: ${words.format.exact(Date.parse(event.at))}`}
        title={words.t("past.here")}
      >
        <Icon name="clock" />
      </AppLink>
      <Moment at={event.at} now={now} anchor={`e${event.seq}`} />
    </div>
  );
}

const causes: Readonly<Record<string, MessageKey>> = {
  rule: "cause.rule",
  mail: "cause.mail",
  timer: "cause.timer",
  macro: "cause.macro",
  import: "cause.import",
};
function causeOf(event: EventView, words: Words): string | null {
  const key = causes[String(event.cause["kind"])];
  return key === undefined ? null : words.t(key);
}
