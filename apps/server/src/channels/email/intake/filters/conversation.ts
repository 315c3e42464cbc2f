import { findThread } from "../threading/find-thread.ts";
import type { IntakeFilter } from "./filter.ts";

/** A person's mail, the last filter: part of a conversation, or the begin of one. */
export const conversation: IntakeFilter = async (incoming, lookup) => {
  const thread = await findThread(incoming, lookup);
  if (thread !== null) return { kind: "append", thread };
  const receipt = incoming.understood && !incoming.rerun;
  return { kind: "open", receipt, reason: "new-ticket", flags: [] };
};
