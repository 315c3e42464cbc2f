import { equal } from "../../kernel/index.ts";
import { isTicketField } from "../blank-fields.ts";
import { inverseOf } from "../changes.ts";
import { irreversible } from "../commands/undo.ts";
import type { TicketEvent } from "../event.ts";
import { isClockRunning } from "../soundness.ts";
import { isSettled, isWaiting } from "../status.ts";
import { stepProblem, type Moment } from "./steps.ts";

/** Why the life cycle does not know this step, in words, or null. */
export function illegality(moment: Moment, history: readonly TicketEvent[]): string | null {
  const { before, event, after } = moment;
  if ((event.type === "ticket.created") !== (event.seq === 1)) return "a ticket is created once, and first";
  if (before.status === "purged") return "nothing happens to a purged ticket";
  const known = event.type === "undone" ? undoProblem(moment, history) : stepProblem(moment);
  if (known !== null) return known;
  if (isClockRunning(after) && !isWaiting(after.status)) return `a clock runs in ${after.status}`;
  return changeProblem(moment) ?? stampProblem(moment);
}

/** Undoing does exactly the inverse of one earlier act, and never closes what waits for an approval. */
function undoProblem({ before, event, after }: Moment, history: readonly TicketEvent[]): string | null {
  const act = history.filter((other) => other.act === event.data["act"] && other.seq < event.seq);
  const seqs = act.map((other) => other.seq);
  if (!equal(event.data["seqs"], seqs)) return "it names other events than its act's";
  if (act.some((other) => irreversible.has(other.type))) return "it takes back what cannot be taken back";
  if (!equal(event.changes, inverseOf(act))) return "it is not the inverse of its act";
  const settles = isSettled(after.status) && after.status !== before.status;
  return settles && after.openApprovals.length > 0 ? "it settles without an approval" : null;
}

/** Each change begins with what was there and ends with something else. */
function changeProblem({ before, event }: Moment): string | null {
  for (const [field, { from, to }] of Object.entries(event.changes)) {
    const was = isTicketField(field) ? before[field] : undefined;
    if (!equal(from, was)) return `${field} was not what it says`;
    if (equal(from, to)) return `${field} does not change`;
  }
  return null;
}

/** What is dated by an event is dated with its instant; only undoing brings an older date back. */
function stampProblem({ before, event, after }: Moment): string | null {
  if (event.type === "undone") return null;
  const stamps = ["resolvedAt", "closedAt", "lastPublicReplyAt"] as const;
  const wrong = stamps.find(
    (field) => after[field] !== null && after[field] !== before[field] && after[field] !== event.at,
  );
  return wrong === undefined ? null : `${wrong} is not the instant of the event`;
}
