import { ticketsOfMailIds } from "./threading.queries.ts";
import type { ThreadClue } from "./thread-clue.ts";

/** In-Reply-To and References name a mail that is part of a ticket: the nearest kin first. */
export const byReferences: ThreadClue = async ({ accountId, candidates }, { tx }) => {
  const tickets = await ticketsOfMailIds(tx, accountId, candidates.otherMessageIds.slice(0, 50));
  return tickets.map((ticketId) => ({ ticketId, by: "references", proven: false }));
};
