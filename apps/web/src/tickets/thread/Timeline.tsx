import { useEffect, useRef, useState } from "react";
import type { EventView, MessageView, ThreadView } from "@kvit/contract/tickets";
import { useWords, type MessageKey } from "../../i18n/language.ts";
import { useSignal } from "../../store/signal.ts";
import { useMinute } from "../../ui/time.ts";
import { messageStep } from "../peek.ts";
import type { Visit } from "../strip/visits.ts";
import { EventLine } from "./EventLine.tsx";
import { isToldByMessage, kindOf } from "./event-words.ts";
import { MessageCard } from "./MessageCard.tsx";
import "./thread.css";

const filters = ["all", "messages", "notes", "changes", "sla", "rules"] as const;
type Filter = (typeof filters)[number];
const labels: Readonly<Record<Filter, MessageKey>> = {
  all: "timeline.all",
  messages: "timeline.messages",
  notes: "timeline.notes",
  changes: "timeline.changes",
  sla: "timeline.sla",
  rules: "timeline.rules",
};
type Entry =
  | { readonly at: string; readonly message: MessageView }
  | { readonly at: string; readonly event: EventView };

type Props = {
  readonly thread: ThreadView;
  readonly visit: Visit | null;
  readonly onShowAll: () => void;
};

/** Messages, notes and events of a ticket in the order of time. */
export function Timeline({ thread, visit, onShowAll }: Props) {
  const { t, format } = useWords();
  const [filter, setFilter] = useState<Filter>("all");
  const now = useMinute();
  const box = useRef<HTMLDivElement>(null);
  useMessageSteps(box);
  const entries = entriesOf(thread).filter((entry) => passes(entry, filter) && isDuring(entry, visit));
  return (
    <section className="timeline" aria-label={t("timeline.title")} data-testid="timeline">
      <div className="filters" role="group" aria-label={t("timeline.title")}>
        {filters.map((each) => (
          <button
            key={each}
            type="button"
            className="filter"
            aria-pressed={filter === each}
            onClick={() => setFilter(each)}
          >
            {t(labels[each])}
          </button>
        ))}
      </div>
      {visit !== null && (
        <p className="narrowed" role="status">
          {t("timeline.filtered", {
            status: t(`status.${visit.status}`),
            from: format.moment(visit.from, now),
          })}
          <button type="button" className="link" onClick={onShowAll}>
            {t("timeline.showAll")}
          </button>
        </p>
      )}
      <div ref={box} className="entries">
        {entries.length === 0 && <p className="meta">{t("timeline.empty")}</p>}
        {entries.map((entry) =>
          "message" in entry ? (
            <MessageCard key={`m${entry.message.id}`} message={entry.message} now={now} />
          ) : (
            <EventLine key={`e${entry.event.seq}`} event={entry.event} now={now} />
          ),
        )}
      </div>
    </section>
  );
}

function entriesOf(thread: ThreadView): readonly Entry[] {
  const events = thread.events.filter(
    (event) => !isToldByMessage(event) && event.type !== "message.delivery_changed",
  );
  const all: Entry[] = [
    ...thread.messages.map((message) => ({ at: message.at, message })),
    ...events.map((event) => ({ at: event.at, event })),
  ];
  return all.sort(
    (a, b) => Date.parse(a.at) - Date.parse(b.at) || Number("event" in a) - Number("event" in b),
  );
}

function passes(entry: Entry, filter: Filter): boolean {
  if (filter === "all") return true;
  if ("event" in entry) return kindOf(entry.event) === filter;
  return filter === (entry.message.kind === "note" ? "notes" : "messages");
}

function isDuring(entry: Entry, visit: Visit | null): boolean {
  if (visit === null) return true;
  const at = Date.parse(entry.at);
  return at >= visit.from && (visit.to === null || at < visit.to);
}

/** `Shift+N` and `Shift+P` put the focus on the next and the previous message. */
function useMessageSteps(box: React.RefObject<HTMLDivElement | null>): void {
  const step = useSignal(messageStep);
  const answered = useRef(step);
  useEffect(() => {
    if (answered.current === step || step.by === 0) return;
    answered.current = step;
    const cards = [...(box.current?.querySelectorAll<HTMLElement>("[data-message]") ?? [])];
    const index = cards.findIndex((card) => card.contains(document.activeElement));
    const target = index === -1 ? (step.by > 0 ? 0 : cards.length - 1) : index + step.by;
    const card = cards[target];
    card?.focus({ preventScroll: true });
    card?.scrollIntoView({ block: "nearest" });
  }, [step, box]);
}
