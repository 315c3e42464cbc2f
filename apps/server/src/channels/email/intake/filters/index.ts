/**
 * Decides what becomes of a mail: a chain of small filters, each with one
 * question; the first that has an answer gives it. Every answer ends as a line
 * of the ledger with its reason; no filter may drop a mail.
 */
import type { Incoming, Verdict } from "../incoming.ts";
import { agentByMail } from "./agent-by-mail.ts";
import { autoReply } from "./auto-reply.ts";
import { bounce } from "./bounce.ts";
import { conversation } from "./conversation.ts";
import type { IntakeFilter, Lookup } from "./filter.ts";
import { mailingList } from "./mailing-list.ts";
import { noSender } from "./no-sender.ts";
import { ownMail } from "./own-mail.ts";
import { repeatedDelivery } from "./repeated-delivery.ts";
import { repeatedMessage } from "./repeated-message.ts";
import { roundTrip } from "./round-trip.ts";

/** Reports come before loops: what our own mail system says about a mail of ours is no loop; nor is a test of ours. */
const chain: readonly IntakeFilter[] = [
  repeatedDelivery,
  roundTrip,
  bounce,
  ownMail,
  noSender,
  repeatedMessage,
  autoReply,
  mailingList,
  agentByMail,
  conversation,
];

export async function judge(incoming: Incoming, lookup: Lookup): Promise<Verdict> {
  for (const filter of chain) {
    const verdict = await filter(incoming, lookup);
    if (verdict !== null) return verdict;
  }
  return { kind: "set-aside", state: "suspended", reason: "undecided" };
}
