import { findThread } from "../threading/find-thread.ts";
import type { IntakeFilter } from "./filter.ts";

/** List and bulk mail: kept in its thread without reopening it, else a ticket without a receipt. */
export const mailingList: IntakeFilter = async (incoming, lookup) => {
  const { mail } = incoming;
  if (mail.kind !== "list") return null;
  const thread = await findThread(incoming, lookup);
  return thread === null
    ? { kind: "open", receipt: false, reason: "mailing-list", flags: ["bulk"] }
    : { kind: "append-automatic", ticketId: thread.ticketId, sort: "bulk", threadedBy: thread.by };
};
