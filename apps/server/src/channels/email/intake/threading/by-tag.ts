import { ticketOfNumber } from "./threading.queries.ts";
import type { ThreadClue } from "./thread-clue.ts";

/** Our tag in the subject, `[#4821]` or with the desk's prefix `[KV-4821]`. Other systems' tags look otherwise. */
export const byTag: ThreadClue = async ({ accountId, candidates }, { tx }) => {
  const clues = [];
  for (const tag of candidates.subjectTags) {
    const ticketId = await ticketOfNumber(tx, accountId, tag);
    if (ticketId !== null) clues.push({ ticketId, by: "tag" as const, proven: false });
  }
  return clues;
};
