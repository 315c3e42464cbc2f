import type { Instant } from "@kvit/domain/kernel";
import type { MailHeaders, UnderstandOptions } from "../parsed-mail.ts";
import type { MailFacts } from "../filters/filter.ts";
import { judgeKind } from "../filters/index.ts";
import { singleLine } from "../text/well-formed.ts";
import { addressesNamed, normaliseAddress } from "./address.ts";
import { readAuthentication } from "./authentication.ts";
import { decodeHeaderText } from "./encoded-words.ts";
import type { HeaderBlock } from "./header-block.ts";
import { fieldsNamed, firstValue } from "./header-block.ts";
import { readMessageId, readMessageIds } from "./message-id.ts";
import { readSender } from "./sender.ts";

const maxSubject = 500;
const deliveryFields = ["delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "x-delivered-to"];

export type HeaderContext = {
  readonly options: UnderstandOptions;
  readonly maxRecipients: number;
  /** True when the parts hold a delivery report; false when only the header was looked at. */
  readonly hasDeliveryReport: boolean;
};

/** Everything the header block says, `kind` included. Pure; never throws on whatever bytes. */
export function readHeaders(block: HeaderBlock, context: HeaderContext): MailHeaders {
  const sender = readSender(block);
  const subject = readSubject(block);
  const flags = new Set([...block.flags, ...sender.flags]);
  const max = context.maxRecipients;
  const to = addressesNamed(block, "to", max + 1);
  const cc = addressesNamed(block, "cc", max + 1);
  if (to.length + cc.length > max) flags.add("over-limit:recipients");
  const facts: MailFacts = {
    block,
    from: sender.from,
    subject,
    envelopeFrom: context.options.envelopeFrom,
    ownAddresses: context.options.ownAddresses,
    hasDeliveryReport: context.hasDeliveryReport,
  };
  const verdict = judgeKind(facts);
  return {
    messageId: readMessageId(firstValue(block, "message-id")),
    inReplyTo: readMessageIds(firstValue(block, "in-reply-to")),
    references: readMessageIds(joined(block, "references")),
    from: sender.from,
    replyTo: addressesNamed(block, "reply-to", 20),
    to: to.slice(0, max),
    cc: cc.slice(0, Math.max(0, max - to.length)),
    deliveredTo: readDeliveredTo(block),
    subject,
    date: readDate(firstValue(block, "date")),
    kind: verdict.kind,
    kindReason: verdict.reason,
    authentication: readAuthentication(block, context.options.borderHosts),
    ownMark: ownMark(block),
    flags: [...flags],
  };
}

function readSubject(block: HeaderBlock): string {
  return singleLine(decodeHeaderText(firstValue(block, "subject") ?? ""), maxSubject);
}

const joined = (block: HeaderBlock, name: string): string =>
  fieldsNamed(block, name)
    .map(({ value }) => value)
    .join(" ");

function readDeliveredTo(block: HeaderBlock): readonly string[] {
  const values = deliveryFields.flatMap((name) => fieldsNamed(block, name)).slice(0, 50);
  const addresses = values.map(({ value }) => normaliseAddress(value.replace(/^<|>$/g, "")));
  return [...new Set(addresses.filter((address) => address !== null))];
}

function ownMark(block: HeaderBlock): string | null {
  const value = firstValue(block, "x-kvit-ticket");
  return value === null ? null : singleLine(value, 100);
}

const earliest = Date.UTC(1980, 0, 1);
const latest = Date.UTC(2200, 0, 1);

/** The Date field as an instant; null when it cannot be read or names no possible time. */
function readDate(value: string | null): Instant | null {
  if (value === null || value.length > 200) return null;
  const millis = Date.parse(value.replace(/\([^()]*\)/g, " ").trim());
  return millis >= earliest && millis < latest ? millis * 1000 : null;
}
