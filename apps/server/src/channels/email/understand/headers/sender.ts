import type { Mailbox } from "../parsed-mail.ts";
import { readAddresses } from "./address.ts";
import type { HeaderBlock } from "./header-block.ts";
import { fieldsNamed } from "./header-block.ts";

export type Sender = { readonly from: Mailbox | null; readonly flags: readonly string[] };

/**
 * Who wrote a mail, by one rule:
 *
 * 1. the first usable address of the first From field;
 * 2. when From has none, the first usable address of the first Sender field;
 * 3. otherwise nobody. Reply-To, Return-Path and the envelope name where
 *    answers or errors go, never the writer.
 *
 * Whatever makes the answer less than obvious is flagged, and a later From field
 * never outranks an earlier one (RFC 5322 §3.6 allows one). The name is the
 * sender's own claim and proves nothing.
 */
export function readSender(block: HeaderBlock): Sender {
  const fromFields = fieldsNamed(block, "from");
  const writers = fromFields[0] === undefined ? [] : readAddresses(fromFields[0]);
  const senders = fieldsNamed(block, "sender").slice(0, 1).flatMap(readAddresses);
  const flags: string[] = [];
  if (fromFields.length > 1) flags.push("two-from-headers");
  if (writers.length > 1) flags.push("several-from-addresses");
  const writer = writers[0];
  const sender = senders[0];
  if (writer === undefined) {
    flags.push("no-from");
    if (sender !== undefined) flags.push("from-taken-from-sender");
    return { from: sender ?? null, flags };
  }
  if (sender !== undefined && sender.address !== writer.address) flags.push("sender-differs");
  return { from: writer, flags };
}
