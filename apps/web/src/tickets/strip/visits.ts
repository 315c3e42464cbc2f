import type { IntervalView, ThreadView, TicketView } from "@kvit/contract/tickets";
import { outcome, whoseTurn, type Status, type Turn } from "@kvit/domain/tickets";
import type { MessageKey } from "../../i18n/language.ts";

/** One stay in a status, as the strip shows it. `to` null: it goes on. Times in epoch milliseconds. */
export type Visit = {
  readonly key: string;
  readonly status: Status;
  readonly turn: Turn;
  readonly from: number;
  readonly to: number | null;
  readonly by: string;
};
export type Step = { readonly status: Status; readonly when: MessageKey; readonly at?: number };

/**
 * The stays of a ticket in order. Stages inside one status are one stay; the
 * time it was merged into another is one of its own, and nobody's. When
 * the row is ahead of the thread, because a change is not confirmed yet, the
 * strip shows that change as a stay that begins now.
 */
export function visitsOf(thread: ThreadView, ticket: TicketView, now: number, me: string): readonly Visit[] {
  const visits: Visit[] = [];
  for (const interval of thread.intervals) {
    const last = visits.at(-1);
    if (last !== undefined && last.status === interval.status && last.turn === interval.turn)
      visits[visits.length - 1] = { ...last, to: endOf(interval) };
    else visits.push(visitOf(interval));
  }
  const last = visits.at(-1);
  if (last !== undefined && last.status !== ticket.status) {
    visits[visits.length - 1] = { ...last, to: now };
    const { status } = ticket;
    visits.push({ key: "pending", status, turn: whoseTurn(status), from: now, to: null, by: me });
  }
  return visits;
}

const endOf = (interval: IntervalView) => (interval.to === null ? null : Date.parse(interval.to));
function visitOf(interval: IntervalView): Visit {
  return {
    key: String(interval.seq),
    status: interval.status,
    turn: interval.turn,
    from: Date.parse(interval.from),
    to: endOf(interval),
    by: interval.actor?.name ?? "",
  };
}

export const lengthOf = (visit: Visit, now: number): number => Math.max(0, (visit.to ?? now) - visit.from);

/** How long the ticket lay with whom; the parts add up to its age. */
export function sumsOf(
  visits: readonly Visit[],
  now: number,
): Readonly<Record<Turn, number>> & { readonly age: number } {
  const sums = { ours: 0, customer: 0, date: 0, nobody: 0, age: 0 };
  for (const visit of visits) {
    const length = lengthOf(visit, now);
    sums[visit.turn] += length;
    sums.age += length;
  }
  return sums;
}

/** What the ladder does with a ticket in these states, by which it ends there. */
const ends = { resolve: "resolved", close: "closed" } as const;

/**
 * What can come next, by the table of the life cycle, and what leads there. The
 * step that comes by itself has its date: the first of `plan` that ends a
 * state. A change that is not confirmed yet has made `plan` out of date.
 */
export function nextSteps(ticket: TicketView, plan: ThreadView["plan"] = []): readonly Step[] {
  const byItself = plan.find(({ act }) => act === "resolve" || act === "close");
  return stepsByTable(ticket).map((step) =>
    byItself !== undefined &&
    (byItself.act === "resolve" || byItself.act === "close") &&
    ends[byItself.act] === step.status
      ? { ...step, when: "strip.next.byItself", at: Date.parse(byItself.at) }
      : step,
  );
}

function stepsByTable(ticket: TicketView): readonly Step[] {
  const { status } = ticket;
  if (typeof ticket.mergedInto === "number") return [];
  if (status === "postponed") {
    const back = ticket.postponedFrom ?? "open";
    const until = ticket.postponedUntil;
    return until === null
      ? [{ status: "open", when: "strip.next.customerReply" }]
      : [{ status: back, when: "strip.next.wake", at: Date.parse(until) }];
  }
  const wanted = [
    ["reply", "strip.next.reply"],
    ["receive", "strip.next.customerReply"],
    ["resolve", "strip.next.resolve"],
    ["confirm", "strip.next.confirm"],
  ] as const;
  const steps = wanted.flatMap(([command, when]): Step[] => {
    const next = outcome(command, status);
    return next.kind === "moves" && next.to !== status ? [{ status: next.to, when }] : [];
  });
  // the last step closes the line: it is drawn outermost
  return steps.sort((a, b) => Number(a.status === "closed") - Number(b.status === "closed")).slice(0, 2);
}

/** More than eight stays: the first two and the last five stay, the middle is folded into a number. */
export function foldVisits(
  visits: readonly Visit[],
  open: boolean,
): { readonly head: readonly Visit[]; readonly folded: number; readonly tail: readonly Visit[] } {
  if (open || visits.length <= 8) return { head: visits, folded: 0, tail: [] };
  return { head: visits.slice(0, 2), folded: visits.length - 7, tail: visits.slice(-5) };
}
