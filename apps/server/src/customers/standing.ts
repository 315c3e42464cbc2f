import { microsPerDay, type Instant } from "@kvit/domain/kernel";
import { customerStatus, type Ticket } from "@kvit/domain/tickets";

/** How a request stands in the eyes of its customer. */
export type Standing = {
  /** `asked`: we think it is solved and wait for a yes or no. `locked`: closed too long ago to be reopened. */
  readonly stage: "received" | "working" | "answered" | "asked" | "closed" | "locked";
  /** The customer said it is solved, in words or by a click. */
  readonly agreed: boolean;
  /** When it closes by itself; only while asked, and only where that happens. */
  readonly closesAt: Instant | null;
  /** Until when it can be reopened: while closed, and while asked if it closes by itself. */
  readonly reopenUntil: Instant | null;
  readonly closedAt: Instant | null;
  /** It was merged into another: what happens, happens there. */
  readonly readOnly: boolean;
};

/** `closesAt`: when the ladder closes it, if nobody says anything; null where it does not. */
export type Terms = { readonly reopenWindowDays: number; readonly closesAt: Instant | null };

/** Null when the customer is not to know that there is such a request: spam, deleted, purged. */
export function standingOf(ticket: Ticket, now: Instant, terms: Terms): Standing | null {
  const status = customerStatus(ticket);
  if (status === "not-found") return null;
  const { closedAt } = ticket;
  const closesAt = status === "is-it-solved" ? daysAfter(terms.closesAt, 0, now) : null;
  const reopenUntil = daysAfter(status === "closed" ? closedAt : closesAt, terms.reopenWindowDays, now);
  return {
    stage: status === "closed" && reopenUntil === null ? "locked" : stages[status],
    agreed: ticket.closeReason === "confirmed" || ticket.closeReason === "solved-by-customer",
    closesAt,
    reopenUntil,
    closedAt: status === "closed" ? closedAt : null,
    readOnly: ticket.mergedInto !== null,
  };
}

/** Null when there is no such moment, or it has passed. */
function daysAfter(from: Instant | null, days: number, now: Instant): Instant | null {
  if (from === null) return null;
  const at = from + days * microsPerDay;
  return now > at ? null : at;
}

const stages = {
  received: "received",
  working: "working",
  answered: "answered",
  "is-it-solved": "asked",
  closed: "closed",
} as const;

/** Days after closing for which the link of the decision still leads anywhere; the conversation stays behind its code. */
const decisionLinkDays = 90;

/** Whether the link that was mailed for the decision has run out. */
export function isDecisionLinkOver({ closedAt, status }: Ticket, now: Instant): boolean {
  return status === "closed" && closedAt !== null && now > closedAt + decisionLinkDays * microsPerDay;
}
