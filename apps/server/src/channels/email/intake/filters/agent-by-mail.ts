import { findThread } from "../threading/find-thread.ts";
import type { IntakeFilter } from "./filter.ts";

/**
 * A mail that says to be from one of us. Anybody can write that address, so
 * nothing of it goes to a customer: in answer to a mail of ours it becomes an
 * internal note marked as unproven, otherwise a ticket without a receipt.
 */
export const agentByMail: IntakeFilter = async (incoming, lookup) => {
  const { agent } = lookup.known;
  if (agent === null) return null;
  const thread = await findThread(incoming, lookup);
  if (thread?.proven === true)
    return { kind: "append-note", ticketId: thread.ticketId, agentName: agent.name, threadedBy: thread.by };
  return { kind: "open", receipt: false, reason: "agent-address", flags: ["agent-by-mail", "unverified"] };
};
