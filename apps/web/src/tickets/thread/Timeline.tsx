import { memo, useEffect, useMemo, useRef } from "react";
import type { ThreadView } from "@kvit/contract/tickets";
import { useWords, type MessageKey } from "../../i18n/language.ts";
import { ticketPath } from "../../app/navigation.ts";
import { overlay } from "../../app/overlay.ts";
import { pathAt } from "../../past/moment.ts";
import { AppLink } from "../../ui/AppLink.tsx";
import { useSignedIn } from "../../store/session.ts";
import { useSignal } from "../../store/signal.ts";
import { Icon } from "../../ui/Icon.tsx";
import { useMinute } from "../../ui/time.ts";
import { messageStep, timelineFilter } from "../peek.ts";
import type { Visit } from "../strip/visits.ts";
import { EventLine } from "./EventLine.tsx";
import { MessageCard } from "./MessageCard.tsx";
import { download, timelineCsv } from "./timeline-csv.ts";
import { entriesOf, filters, isDuring, passes, type Entry, type Filter } from "./timeline-entries.ts";
import "./thread.css";

const labels: Readonly<Record<Filter, MessageKey>> = {
  all: "timeline.all",
  messages: "timeline.messages",
  notes: "timeline.notes",
  changes: "timeline.changes",
  sla: "timeline.sla",
  rules: "timeline.rules",
};

type Props = {
  readonly thread: ThreadView;
  readonly visit: Visit | null;
  readonly onShowAll: () => void;
};

/** Messages, notes and events of a ticket in the order of time. */
export function Timeline({ thread, visit, onShowAll }: Props) {
  const words = useWords();
  const { t, format } = words;
  const filter = useSignal(timelineFilter);
  const world = useSignedIn();
  const now = useMinute();
  const box = useRef<HTMLDivElement>(null);
  const all = useMemo(() => entriesOf(thread), [thread]);
  const entries = all.filter((entry) => passes(entry, filter) && isDuring(entry, visit));
  useMessageSteps(box);
  useTarget(box);
  const save = () =>
    download(`${thread.ticket.reference.replace("#", "")}.csv`, timelineCsv(entries, words, world));
  return (
    <section className="timeline" aria-label={t("timeline.title")} data-testid="timeline">
      <div className="timeline-head">
        <div className="filters" role="group" aria-label={t("timeline.title")}>
          {filters.map((each, index) => (
            <button
              key={each}
              type="button"
              className="filter"
              aria-pressed={filter === each}
              aria-keyshortcuts={String(index + 1)}
              onClick={() => timelineFilter.set(each)}
            >
              {t(labels[each])}
            </button>
          ))}
        </div>
        <button
          type="button"
          className="filter timeline-csv timeline-verify"
          data-testid="timeline-verify"
          onClick={() => overlay.set({ kind: "verify", numbers: [thread.ticket.number] })}
        >
          <Icon name="check" /> {t("proof.verify")}
        </button>
        <button type="button" className="filter timeline-csv" data-testid="timeline-csv" onClick={save}>
          <Icon name="download" /> <span aria-hidden="true">CSV</span>
          <span className="hidden">{t("timeline.csv")}</span>
        </button>
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
          <AppLink className="link" href={pathAt(ticketPath(thread.ticket.number), beginOf(thread, visit))}>
            {t("past.here")}
          </AppLink>
        </p>
      )}
      <div ref={box} className="entries">
        {entries.length === 0 && <p className="meta">{t("timeline.empty")}</p>}
        {entries.map((entry) => (
          <Line key={entry.anchor} number={thread.ticket.number} entry={entry} now={now} />
        ))}
      </div>
    </section>
  );
}

/** The exact instant at which a stay began; it is shown to the millisecond alone. */
function beginOf({ intervals }: ThreadView, { key, from }: Visit): string {
  return intervals.find(({ seq }) => String(seq) === key)?.from ?? new Date(from).toISOString();
}

type LineProps = { readonly number: number; readonly entry: Entry; readonly now: number };
const Line = memo(
  function Line({ number, entry, now }: LineProps) {
    return "message" in entry ? (
      <MessageCard number={number} message={entry.message} now={now} />
    ) : (
      <EventLine number={number} event={entry.event} isTakenBack={entry.isTakenBack} now={now} />
    );
  },
  (a, b) => a.now === b.now && a.entry.anchor === b.entry.anchor && isSame(a.entry, b.entry),
);
function isSame(a: Entry, b: Entry): boolean {
  if ("message" in a) return "message" in b && a.message === b.message;
  return "event" in b && a.event === b.event && a.isTakenBack === b.isTakenBack;
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

/** An address with a moment in it (`#m17`, `#e4`) opens at that moment. */
function useTarget(box: React.RefObject<HTMLDivElement | null>): void {
  useEffect(() => {
    const anchor = /^#([me]\d+)$/.exec(location.hash)?.[1];
    if (anchor === undefined) return;
    const line = box.current?.querySelector<HTMLElement>(`[data-anchor="${anchor}"]`);
    if (line == null) return;
    line.dataset["target"] = "yes";
    line.scrollIntoView({ block: "center" });
    line.focus({ preventScroll: true });
  }, [box]);
}
