import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { ThreadView, TicketView } from "@kvit/contract/tickets";
import { useWords } from "../../i18n/language.ts";
import { useSignedIn } from "../../store/session.ts";
import { useSignal } from "../../store/signal.ts";
import { StatusGlyph } from "../../ui/StatusGlyph.tsx";
import { stripFocus } from "../peek.ts";
import { StripSegment } from "./StripSegment.tsx";
import { foldVisits, lengthOf, nextSteps, sumsOf, visitsOf, type Step, type Visit } from "./visits.ts";
import { useTicking } from "./use-ticking.ts";
import "./strip.css";

const roomyStays = 4;
type Props = {
  readonly ticket: TicketView;
  readonly thread: ThreadView;
  /** The stay to which the timeline is narrowed, by its key. */
  readonly picked: string | null;
  readonly onPick: (visit: Visit | null) => void;
};

/** A ticket's way through its statuses: what was, what is, what comes next. Arrow keys walk it, Enter narrows the timeline. */
export function LifecycleStrip({ ticket, thread, picked, onPick }: Props) {
  const { t } = useWords();
  const me = useSignedIn().me.agent.name;
  const [unfolded, setUnfolded] = useState(false);
  const list = useRef<HTMLOListElement>(null);
  const started = thread.intervals.at(-1)?.from ?? ticket.createdAt;
  const ticking = useTicking(Date.parse(started));
  const now = thread.at === null ? ticking : Date.parse(thread.at);
  const visits = visitsOf(thread, ticket, now, me);
  const { head, folded, tail } = foldVisits(visits, unfolded);
  const wish = useSignal(stripFocus);
  const answered = useRef(wish);
  useEffect(() => {
    if (answered.current === wish) return;
    answered.current = wish;
    [...(list.current?.querySelectorAll("button") ?? [])].at(-1)?.focus();
  }, [wish]);
  const stays = visits.length;
  useLayoutEffect(() => {
    const box = list.current;
    const present = box?.querySelector<HTMLElement>("[data-now]");
    // a few stays always fit, and asking for their places costs a layout
    if (stays < roomyStays || box == null || present == null) return;
    box.scrollTo({ left: present.offsetLeft + present.offsetWidth - box.clientWidth });
  }, [stays]);
  const segment = (visit: Visit) => (
    <StripSegment
      key={visit.key}
      visit={visit}
      now={now}
      position={{ index: visits.indexOf(visit) + 1, total: visits.length }}
      picked={picked === visit.key}
      onPick={() => onPick(picked === visit.key ? null : visit)}
    />
  );
  return (
    <section className="strip" aria-label={t("strip.title")} data-testid="strip">
      <ol ref={list} className="strip-list" onKeyDown={walk}>
        {head.map(segment)}
        {folded > 0 && (
          <li className="strip-fold">
            <button
              type="button"
              aria-label={t("strip.folded", { count: folded })}
              onClick={() => setUnfolded(true)}
            >
              +{folded}
            </button>
          </li>
        )}
        {tail.map(segment)}
        {(thread.at === null ? nextSteps(ticket, planFor(thread, ticket)) : []).map((step) => (
          <Ghost key={step.status} step={step} now={now} />
        ))}
      </ol>
      <Sums visits={visits} now={now} reopened={ticket.reopenCount} />
    </section>
  );
}

/** Left and right go from stay to stay. */
function walk(event: React.KeyboardEvent<HTMLOListElement>): void {
  const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (by === undefined) return;
  const buttons = [...event.currentTarget.querySelectorAll("button")];
  const index = buttons.findIndex((button) => button === document.activeElement);
  buttons[Math.max(0, Math.min(buttons.length - 1, index + by))]?.focus();
  event.preventDefault();
}

function Ghost({ step, now }: { readonly step: Step; readonly now: number }) {
  const { t, format } = useWords();
  const at = step.when === "strip.next.byItself" ? format.day : (date: number) => format.near(date, now);
  const when = step.at === undefined ? t(step.when) : t(step.when, { at: at(step.at) });
  return (
    <li
      className="strip-item strip-ghost"
      data-testid="strip-ghost"
      data-status={step.status}
      data-status-color={step.status}
    >
      <span className="strip-name">
        <StatusGlyph status={step.status} /> {t(`status.${step.status}`)}
      </span>
      <span className="strip-bar" aria-hidden="true" />
      <span className="strip-when" title={step.at === undefined ? undefined : format.exact(step.at)}>
        {when}
      </span>
    </li>
  );
}

/** A change on the screen that the server does not have yet has other dates than the thread tells. */
const planFor = (thread: ThreadView, ticket: TicketView): ThreadView["plan"] =>
  thread.ticket.status === ticket.status ? thread.plan : [];

type SumsProps = { readonly visits: readonly Visit[]; readonly now: number; readonly reopened: number };
function Sums({ visits, now, reopened }: SumsProps) {
  const { t, format } = useWords();
  const sums = sumsOf(visits, now);
  const parts = [
    t("strip.us", { duration: format.duration(sums.ours) }),
    ...(sums.customer > 0 ? [t("strip.customer", { duration: format.duration(sums.customer) })] : []),
    ...(reopened > 0 ? [t("strip.reopened", { count: reopened })] : []),
    t("strip.age", {
      duration: format.duration(visits.reduce((sum, visit) => sum + lengthOf(visit, now), 0)),
    }),
  ];
  return (
    <p className="strip-sums">
      {parts.map((part) => (
        <span key={part}>{part}</span>
      ))}
      <span className="strip-legend">{t("strip.legend")}</span>
    </p>
  );
}
