import { normaliseAddress } from "../headers/address.ts";
import { type HeaderBlock, firstValue, readHeaderBlock } from "../headers/header-block.ts";
import { readMessageId, readMessageIds } from "../headers/message-id.ts";
import type { Bounce } from "../parsed-mail.ts";
import { leavesOf, type Part } from "../parts/part-tree.ts";
import { decodeText } from "../text/charset.ts";
import { singleLine } from "../text/well-formed.ts";

const maxReturnedHeader = 64 * 1024;
const maxReportBytes = 256 * 1024;
const maxGroups = 100;

/** The delivery report among the parts of the mail itself; mails inside it are not looked into. */
export function findDeliveryReport(root: Part): Part | null {
  return leavesOf(root).find((part) => part.type === "message/delivery-status") ?? null;
}

/**
 * What a bounce says: from the status part and the returned mail where it is a
 * proper report, else whatever the header and the text tell.
 */
export function readBounce(root: Part, header: HeaderBlock, text: string): Bounce {
  const report = findDeliveryReport(root);
  const recipient = (report === null ? null : worstRecipient(report)) ?? unreported;
  const original = readReturnedHeader(root) ?? readHeaderInText(text);
  return {
    action: recipient.action,
    status: recipient.status ?? statusInText(text),
    recipient: recipient.address ?? normaliseAddress(firstValue(header, "x-failed-recipients") ?? ""),
    diagnostic: recipient.diagnostic,
    originalMessageId: original.messageId,
    originalReferences: original.references,
  };
}

type RecipientReport = {
  readonly action: string | null;
  readonly status: string | null;
  readonly address: string | null;
  readonly diagnostic: string | null;
};

const unreported: RecipientReport = { action: null, status: null, address: null, diagnostic: null };

/** Of several recipients the one whose delivery failed; the groups are header blocks after the first (RFC 3464 §2.1). */
function worstRecipient(part: Part): RecipientReport | null {
  const recipients: RecipientReport[] = [];
  const groups = decodeText(part.content.subarray(0, maxReportBytes), null).text.split(/\r?\n[ \t]*\r?\n/);
  for (const group of groups.slice(0, maxGroups)) {
    const recipient = readRecipient(readHeaderBlock(Buffer.from(group.trim()), maxReturnedHeader));
    if (recipient.action !== null || recipient.status !== null) recipients.push(recipient);
  }
  return recipients.find(({ action }) => action === "failed") ?? recipients[0] ?? null;
}

function readRecipient(block: HeaderBlock): RecipientReport {
  return {
    action: shortValue(firstValue(block, "action")?.toLowerCase(), 40),
    status: /\d\.\d{1,3}\.\d{1,3}/.exec(firstValue(block, "status") ?? "")?.[0] ?? null,
    address: typedAddress(firstValue(block, "final-recipient") ?? firstValue(block, "original-recipient")),
    diagnostic: shortValue(firstValue(block, "diagnostic-code"), 1000),
  };
}

function shortValue(value: string | null | undefined, max: number): string | null {
  const line = singleLine(value ?? "", max);
  return line === "" ? null : line;
}

/** `rfc822; ann@example.org` → the address. */
const typedAddress = (value: string | null): string | null =>
  value === null ? null : normaliseAddress(value.slice(value.indexOf(";") + 1).replace(/[<>]/g, ""));

type Original = { readonly messageId: string | null; readonly references: readonly string[] };

/** The header of the mail that came back: as a part of its own, or at the top of the whole returned mail. */
function readReturnedHeader(root: Part): Original | null {
  const returned = leavesOf(root).find((part) => returnedTypes.has(part.type));
  return returned === undefined ? null : originalOf(readHeaderBlock(returned.content, maxReturnedHeader));
}

const returnedTypes = new Set([
  "message/rfc822",
  "text/rfc822-headers",
  "message/global",
  "message/global-headers",
]);

function originalOf(block: HeaderBlock): Original {
  return {
    messageId: readMessageId(firstValue(block, "message-id")),
    references: [
      ...readMessageIds(firstValue(block, "references")),
      ...readMessageIds(firstValue(block, "in-reply-to")),
    ],
  };
}

/** Older systems paste the returned header into the text. Whether an id is ours its own check tells. */
function readHeaderInText(text: string): Original {
  const value = /^[> \t]*message-id:[ \t]*(?:\n[ \t]+)?(<[^<>\s]{3,900}>)/im.exec(text)?.[1];
  return { messageId: readMessageId(value ?? null), references: [] };
}

const statusInText = (text: string): string | null =>
  /\b[45]\.\d{1,2}\.\d{1,3}\b/.exec(text.slice(0, 20_000))?.[0] ?? null;
