import type { ThreadClue } from "./thread-clue.ts";

/** The mail came to a reply address under our MAC; the envelope counts before the header. */
export const byReplyAddress: ThreadClue = async ({ claimed, candidates }, { tokens }) =>
  [...(claimed.envelopeTo?.split(", ") ?? []), ...candidates.replyAddresses]
    .flatMap((address) => tokens.readReplyAddress(address)?.ticketId ?? [])
    .slice(0, 5)
    .map((ticketId) => ({ ticketId, by: "reply-address", proven: true }));
