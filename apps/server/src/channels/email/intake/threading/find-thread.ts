import type { Lookup } from "../filters/filter.ts";
import type { Incoming, Thread } from "../incoming.ts";
import { byMessageId } from "./by-message-id.ts";
import { byReferences } from "./by-references.ts";
import { byReplyAddress } from "./by-reply-address.ts";
import { byTag } from "./by-tag.ts";
import { participation, whereConversationGoesOn } from "./threading.queries.ts";
import type { ThreadClue } from "./thread-clue.ts";

/** From the strongest clue to the weakest. The body is never looked at: anybody can quote anything. */
const ways: readonly ThreadClue[] = [byMessageId, byReplyAddress, byReferences, byTag];

/**
 * The ticket a mail belongs to, and why. A clue under our MAC suffices alone; a
 * reference or a tag, which others may know, counts only from somebody who is
 * part of that conversation, and not when the border host found the sender's
 * domain forged. A merged ticket leads to where its conversation went on; a
 * ticket that is gone for good leads nowhere.
 */
export async function findThread(incoming: Incoming, lookup: Lookup): Promise<Thread | null> {
  const { ticketId } = incoming.claimed;
  // An earlier run left a notice on a ticket: this one speaks in its place.
  if (ticketId !== null)
    return { ticketId, addressedTo: null, by: "ledger", proven: true, participant: "writer" };
  for (const way of ways) {
    for (const clue of await way(incoming, lookup)) {
      const thread = await followClue(incoming, lookup, clue);
      if (thread !== null) return thread;
    }
  }
  return null;
}

type Clue = Awaited<ReturnType<ThreadClue>>[number];

async function followClue(incoming: Incoming, { tx }: Lookup, clue: Clue): Promise<Thread | null> {
  const { accountId, sender, mail } = incoming;
  const found = await whereConversationGoesOn(tx, accountId, clue.ticketId);
  if (found === null) return null;
  const participant =
    sender === null
      ? null
      : await participation(tx, { accountId, ticketIds: found.trail, address: sender.address });
  const forged = mail.authentication?.dmarc === "fail";
  if (!clue.proven && (participant === null || forged)) return null;
  return {
    ticketId: found.ticketId,
    addressedTo: found.ticketId === clue.ticketId ? null : clue.ticketId,
    by: clue.by,
    proven: clue.proven,
    participant: forged ? null : participant,
  };
}
