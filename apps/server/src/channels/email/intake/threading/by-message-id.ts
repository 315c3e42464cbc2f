import { ticketOfSplitMail } from "./threading.queries.ts";
import type { ThreadClue } from "./thread-clue.ts";

/**
 * The mail answers one of ours: In-Reply-To or References hold a Message-ID
 * under our MAC. It belongs where that mail lies now, should it have been split
 * off into a ticket of its own.
 */
export const byMessageId: ThreadClue = async ({ accountId, candidates }, { tokens, tx }) => {
  const clues = [];
  for (const id of candidates.otherMessageIds) {
    const ticketId = tokens.readMessageId(id)?.ticketId;
    if (ticketId === undefined || clues.length === 5) continue;
    const split = await ticketOfSplitMail(tx, accountId, id);
    clues.push({ ticketId: split ?? ticketId, by: "message-id" as const, proven: true });
  }
  return clues;
};
