import type { TicketView, Verb } from "@kvit/contract/tickets";
import { outcome } from "@kvit/domain/tickets";

/** Verbs of the conversation's course: once merged, it goes on in the other ticket. */
const goesOnElsewhere: ReadonlySet<Verb> = new Set<Verb>([
  "reply",
  "postpone",
  "wake",
  "resolve",
  "close",
  "reopen",
  "merge",
  "split",
]);

/**
 * Whether a verb does something to a ticket as it is, by the same table the
 * server obeys. Rights are another matter: what a person may not do is offered,
 * and says why not.
 */
export function isPossible(verb: Verb, ticket: Pick<TicketView, "status" | "mergedInto">): boolean {
  const { kind } = outcome(verb, ticket.status);
  if (kind === "refused" || kind === "nothing") return false;
  if (verb === "unmerge") return ticket.mergedInto !== null;
  return ticket.mergedInto === null || !goesOnElsewhere.has(verb);
}
