import { currentClock } from "../clocks.ts";
import { isAside, isSettled, isWaiting, type Status } from "../status.ts";
import type { TicketFields } from "../ticket.ts";

/** What must be true of every ticket between two acts, whatever happened to it. */
const rules: readonly { readonly says: string; readonly holds: (fields: TicketFields) => boolean }[] = [
  {
    says: "it remembers where it was exactly while it is spam, deleted or postponed",
    holds: (fields) => {
      const path = layers(fields);
      return (
        (fields.deletedFrom !== null) === path.includes("deleted") &&
        (fields.spammedFrom !== null) === path.includes("spam") &&
        (fields.postponement !== null) === path.includes("postponed")
      );
    },
  },
  {
    says: "exactly one response clock counts in new and open; it waits under what lies on top and once merged, and else there is none",
    holds: (fields) => {
      const count = [fields.firstResponse, fields.nextResponse].filter((clock) => clock !== null).length;
      const expected = isWaiting(underlying(fields)) ? 1 : 0;
      const counts = isWaiting(fields.status) && fields.mergedInto === null;
      return count === expected && isClockRunning(fields) === counts;
    },
  },
  {
    says: "it has a date of resolution exactly when resolved or closed, and of closing exactly when closed",
    holds: (fields) => {
      const base = underlying(fields);
      return (
        (fields.resolvedAt !== null) === isSettled(base) &&
        (fields.closedAt !== null) === (base === "closed") &&
        (fields.closeReason !== null) === (base === "closed")
      );
    },
  },
  {
    says: "a customer's unanswered message is in our queue, or somebody put it aside",
    holds: (fields) =>
      fields.oldestUnansweredAt === null || isAside(fields.status) || isWaiting(underlying(fields)),
  },
];

/** The first rule the fields break, in words, or null. A purged ticket has nothing left to break. */
export function unsoundness(fields: TicketFields): string | null {
  if (fields.status === "purged") return null;
  return rules.find((rule) => !rule.holds(fields))?.says ?? null;
}

/** No clock may run in resolved, closed, spam, deleted, purged, nor where the customer or a date has the turn, nor in a merged ticket. */
export function isClockRunning(fields: TicketFields): boolean {
  return currentClock(fields)?.clock.pausedAt === null;
}

/** The state the ticket is in and those it lies on, topmost first. */
function layers(fields: TicketFields): readonly Status[] {
  const path: Status[] = [];
  for (let status: Status | null = fields.status; status !== null; status = beneath(fields, status)) {
    if (path.includes(status)) break;
    path.push(status);
  }
  return path;
}

/** The state to which the ticket comes back when all that lies on top of it is taken off. */
export function underlying(fields: TicketFields): Status {
  return layers(fields).reduce((_above, below) => below, fields.status);
}

/** Whether a ticket gets resolved or closed between the two although an approval is open; coming back to it is neither. */
export function settlesUnapproved(before: TicketFields, after: TicketFields): boolean {
  const base = underlying(after);
  return isSettled(base) && base !== underlying(before) && after.openApprovals.length > 0;
}

/** Whether between the two the ticket goes where nobody looks for a customer's message: out of our queue, unflagged, or behind another. */
export function goesOutOfSight(before: TicketFields, after: TicketFields): boolean {
  const leaves = after.status !== before.status && !isWaiting(after.status);
  const isMerged = before.mergedInto === null && after.mergedInto !== null;
  return leaves || isMerged || (before.needsReview && !after.needsReview);
}

function beneath(fields: TicketFields, status: Status): Status | null {
  if (status === "deleted") return fields.deletedFrom;
  if (status === "spam") return fields.spammedFrom;
  return status === "postponed" && fields.postponement !== null ? fields.postponement.from : null;
}
