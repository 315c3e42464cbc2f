import { nextInterval, type Interval, type Ticket, type TicketEvent } from "@kvit/domain/tickets";
import type { IntervalEvidence } from "./evidence.queries.ts";
import { finding, type Finding } from "./problem.ts";

/** Whether the stored intervals cover the ticket's life exactly as its events tell it. `states`: the ticket after each event. */
export function intervalProblems(
  rows: readonly IntervalEvidence[],
  events: readonly TicketEvent[],
  states: readonly Ticket[],
): Finding[] {
  const stored = new Map(rows.map((row) => [row.from_seq, row]));
  const found: Finding[] = [];
  for (const interval of expectedIntervals(events, states)) {
    const row = stored.get(interval.fromSeq);
    stored.delete(interval.fromSeq);
    const what = row === undefined ? "the interval that begins here is missing" : difference(row, interval);
    if (what !== null) found.push(finding(interval.fromSeq, what));
  }
  for (const seq of stored.keys()) found.push(finding(seq, "an interval begins here that is none"));
  return found;
}

/** Of a purged ticket's past nothing is known any more: its intervals must join, and the last must be the tombstone's. */
export function purgedIntervalProblems(rows: readonly IntervalEvidence[], tombstone: Ticket): Finding[] {
  const tail = nextInterval(null, tombstone);
  const last = rows.at(-1);
  const ending = tail === null || last === undefined ? "there are no intervals" : difference(last, tail);
  const found = ending === null ? [] : [finding(tombstone.version, ending)];
  for (const [index, row] of rows.entries()) {
    const next = rows[index + 1];
    if (next !== undefined && next.from_at !== row.to_at)
      found.push(
        finding(
          row.from_seq,
          "the interval that begins here differs in to_at: it must end where the next begins",
        ),
      );
  }
  return found;
}

/**
 * Command by command, as they are written. All events of a command, and no
 * others of the ticket, have its instant; an act may be several commands.
 */
function expectedIntervals(events: readonly TicketEvent[], states: readonly Ticket[]): Interval[] {
  const intervals: Interval[] = [];
  let before: Ticket | null = null;
  for (const [index, after] of states.entries()) {
    if (events[index + 1]?.at === events[index]?.at) continue;
    const next = nextInterval(before, after);
    const last = intervals.at(-1);
    if (next !== null && last !== undefined) intervals[intervals.length - 1] = { ...last, to: next.from };
    if (next !== null) intervals.push(next);
    before = after;
  }
  return intervals;
}

const facts: readonly (readonly [keyof IntervalEvidence, keyof Interval])[] = [
  ["from_at", "from"],
  ["from_seq", "fromSeq"],
  ["to_at", "to"],
  ["status", "status"],
  ["stage", "stage"],
  ["department_id", "departmentId"],
  ["assignee_id", "assigneeId"],
  ["priority", "priority"],
  ["waiting_since", "waitingSince"],
  ["merged", "merged"],
];

function difference(row: IntervalEvidence, interval: Interval): string | null {
  const differing = facts.filter(([column, fact]) => row[column] !== interval[fact]);
  if (differing.length === 0) return null;
  return `the interval that begins here differs in ${differing.map(([column]) => column).join(", ")}`;
}
