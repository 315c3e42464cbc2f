import type { ThreadClue } from "./thread-clue.ts";

/** The mail answers one of ours: In-Reply-To or References hold a Message-ID under our MAC. */
export const byMessageId: ThreadClue = async ({ candidates }, { tokens }) =>
  candidates.otherMessageIds
    .flatMap((id) => tokens.readMessageId(id)?.ticketId ?? [])
    .slice(0, 5)
    .map((ticketId) => ({ ticketId, by: "message-id", proven: true }));
