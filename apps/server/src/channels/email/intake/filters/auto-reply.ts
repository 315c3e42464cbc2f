import { findThread } from "../threading/find-thread.ts";
import type { IntakeFilter } from "./filter.ts";

/**
 * An answering machine's mail (RFC 3834): in its thread it is kept as automatic,
 * which wakes and reopens nothing. Without a thread an *answer* of a machine has
 * nothing to say to us; other mail by machines (a web form, a monitor) becomes a
 * ticket that nobody gets a receipt for.
 */
export const autoReply: IntakeFilter = async (incoming, lookup) => {
  const { mail, rerun } = incoming;
  if (mail.kind !== "auto-reply") return null;
  const thread = await findThread(incoming, lookup);
  if (thread !== null)
    return { kind: "append-automatic", ticketId: thread.ticketId, sort: "auto-reply", threadedBy: thread.by };
  if (rerun || !answers.test(mail.kindReason))
    return { kind: "open", receipt: false, reason: "automatic", flags: ["automatic"] };
  return { kind: "set-aside", state: "ignored", reason: "auto-reply", detail: mail.kindReason };
};

/** Reasons by which the mail answers another one, or reports on it. */
const answers =
  /^auto-submitted: auto-(?:replied|notified)|^precedence: auto|^x-auto-?re|^x-mail-auto|^subject:|^report|^null-return-path/;
