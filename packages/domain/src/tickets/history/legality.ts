import { equal } from "../../kernel/index.ts";
import { isTicketField } from "../drafting/blank-fields.ts";
import { inverseOf } from "../drafting/changes.ts";
import { irreversible } from "../commands/undo.ts";
import type { TicketEvent } from "../event.ts";
import { goesOutOfSight, isClockRunning, settlesUnapproved } from "./soundness.ts";
import { isWaiting } from "../status.ts";
import { stepProblem, type Moment } from "./steps.ts";

/** Why the life cycle does not know this step, in words, or null. */
export function illegality(moment: Moment, history: readonly TicketEvent[]): string | null {
  const { before, event, after } = moment;
  if ((event.type === "ticket.created") !== (event.seq === 1)) return "a ticket is created once, and first";
  if (before.status === "purged") return "nothing happens to a purged ticket";
  const problem = changeProblem(moment) ?? stampProblem(moment) ?? grammarProblem(moment, history);
  if (problem !== null) return problem;
  if (!isClockRunning(after)) return null;
  if (after.mergedInto !== null) return "a clock runs in a merged ticket";
  return isWaiting(after.status) ? null : `a clock runs in ${after.status}`;
}

const grammarProblem = (moment: Moment, history: readonly TicketEvent[]): string | null =>
  moment.event.type === "undone" ? undoProblem(moment, history) : stepProblem(moment);

/** Undoing does exactly the inverse of one earlier act, and never closes what waits for an approval. */
function undoProblem({ before, event, after }: Moment, history: readonly TicketEvent[]): string | null {
  const act = history.filter((other) => other.act === event.data["act"] && other.seq < event.seq);
  const seqs = act.map((other) => other.seq);
  if (!equal(event.data["seqs"], seqs)) return "it names other events than its act's";
  if (act.some((other) => irreversible.has(other.type))) return "it takes back what cannot be taken back";
  if (!equal(event.changes, inverseOf(act))) return "it is not the inverse of its act";
  if (passesOver(history, act, { before, event, after })) return "it passes over a customer's message";
  return settlesUnapproved(before, after) ? "it settles without an approval" : null;
}

/** Whether the ticket is taken out of sight although its customer wrote after the act. */
function passesOver(history: readonly TicketEvent[], act: readonly TicketEvent[], moment: Moment): boolean {
  const { before, event, after } = moment;
  if (!goesOutOfSight(before, after)) return false;
  const last = Math.max(...act.map((each) => each.seq));
  const since = history.slice(last, event.seq - 1);
  return since.some((each) => each.type === "message.received");
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
  const stamps = [
    "resolvedAt",
    "closedAt",
    "lastPublicReplyAt",
    "lastCustomerMessageAt",
    "resumedAt",
  ] as const;
  const wrong = stamps.find(
    (field) => after[field] !== null && after[field] !== before[field] && after[field] !== event.at,
  );
  return wrong === undefined ? null : `${wrong} is not the instant of the event`;
}
