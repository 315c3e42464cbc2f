import type { Instant } from "../kernel/index.ts";
import { evolve } from "./evolve.ts";
import type { TicketEvent } from "./event.ts";
import { whoseTurn, type Turn } from "./status.ts";
import type { Ticket, TicketFields } from "./ticket.ts";

/** What a ticket was over a stretch of its life: `[from, to)`; `to` null while it lasts. */
export type Interval = Pick<TicketFields, "status" | "stage" | "departmentId" | "assigneeId" | "priority"> & {
  readonly from: Instant;
  readonly to: Instant | null;
  /** Since when somebody has been waiting for our word; null when nobody was. */
  readonly waitingSince: Instant | null;
  /** The conversation goes on in another ticket, so it is nobody's turn here. */
  readonly merged: boolean;
  /** The event that began it. */
  readonly fromSeq: number;
};

/**
 * The interval that begins with `after`, or null when the one under way goes
 * on. Whoever stores it ends the last one at the same instant; together they
 * cover the life of the ticket without gap or overlap. `before` and `after`
 * may be one event or one whole act apart.
 */
export function nextInterval(before: Ticket | null, after: Ticket): Interval | null {
  const merged = isMerged(after);
  const { status, stage, departmentId, assigneeId, priority, oldestUnansweredAt: waitingSince } = after;
  const same =
    before !== null &&
    before.status === status &&
    before.stage === stage &&
    before.departmentId === departmentId &&
    before.assigneeId === assigneeId &&
    before.priority === priority &&
    isMerged(before) === merged &&
    before.oldestUnansweredAt === waitingSince;
  if (same) return null;
  const from = after.updatedAt;
  return {
    status,
    stage,
    departmentId,
    assigneeId,
    priority,
    waitingSince,
    merged,
    from,
    to: null,
    fromSeq: after.version,
  };
}

const isMerged = ({ mergedInto }: TicketFields): boolean => mergedInto !== null;

/** All intervals of a history, act by act, so that states passed through within one act leave no trace of length nought. */
export function intervalsOf(events: readonly TicketEvent[]): readonly Interval[] {
  const intervals: Interval[] = [];
  let before: Ticket | null = null;
  let ticket: Ticket | null = null;
  events.forEach((event, index) => {
    ticket = evolve(ticket, event);
    if (events[index + 1]?.act === event.act) return;
    const next = nextInterval(before, ticket);
    if (next !== null) {
      const last = intervals.pop();
      if (last !== undefined) intervals.push({ ...last, to: next.from });
      intervals.push(next);
    }
    before = ticket;
  });
  return intervals;
}

/** Microseconds by whose turn it was; `date` is the time postponed. They add up to the ticket's age exactly. */
export type TurnSums = Readonly<Record<Turn, number>>;

/** The one bar that SLA, closing and reports read, up to `until`. */
export function turnSums(intervals: readonly Interval[], until: Instant): TurnSums {
  const sums = { ours: 0, customer: 0, date: 0, nobody: 0 };
  for (const { status, merged, from, to } of intervals) {
    const end = Math.min(to ?? until, until);
    sums[whoseTurn(status, merged)] += Math.max(end - from, 0);
  }
  return sums;
}
