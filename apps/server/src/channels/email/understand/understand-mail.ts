import { findDeliveryReport, readBounce } from "./bounces/read-bounce.ts";
import { readHeaderBlock, skipLeadingBlankLines, type HeaderBlock } from "./headers/header-block.ts";
import { readHeaders } from "./headers/read-headers.ts";
import { defaultLimits, OverLimit } from "./limits.ts";
import type { Limits, MailHeaders, ParsedMail, UnderstandOptions, UnderstandOutcome } from "./parsed-mail.ts";
import { readBodies } from "./parts/read-bodies.ts";
import { countDelimiters } from "./parts/count-delimiters.ts";
import { readPartTree, type Part } from "./parts/part-tree.ts";
import { signatureFlags } from "./parts/signature-flags.ts";
import { foldReply } from "./replies/fold-reply.ts";
import { guessLanguage } from "./text/language.ts";

/**
 * From raw bytes to what the mail is. Runs inside a worker that may be killed;
 * holds no state, reads no clock, and touches nothing outside. A mail that breaks
 * it still gives its headers.
 */
export async function understandMail(
  raw: Uint8Array,
  options: UnderstandOptions,
): Promise<UnderstandOutcome> {
  const limits = { ...defaultLimits, ...options.limits };
  const mail = skipLeadingBlankLines(raw);
  const block = readHeaderBlock(mail, limits.headerBytes);
  try {
    checkRaw(mail, block, limits);
    return { ok: true, mail: await readMail(mail, block, options, limits) };
  } catch (error) {
    return {
      ok: false,
      problem: error instanceof OverLimit ? "over-limit" : "unparsable",
      detail: error instanceof Error ? error.message.slice(0, 300) : "unknown",
      headersOnly: headersOf(block, options, limits),
    };
  }
}

/** The headers alone, for a mail whose body must not be touched again. */
export function understandHeaders(raw: Uint8Array, options: UnderstandOptions): MailHeaders {
  const limits = { ...defaultLimits, ...options.limits };
  return headersOf(readHeaderBlock(skipLeadingBlankLines(raw), limits.headerBytes), options, limits);
}

function headersOf(block: HeaderBlock, options: UnderstandOptions, limits: Limits): MailHeaders {
  return readHeaders(block, { options, maxRecipients: limits.recipients, hasDeliveryReport: false });
}

function checkRaw(raw: Uint8Array, block: HeaderBlock, limits: Limits): void {
  if (raw.length > limits.rawBytes) throw new OverLimit("rawBytes", raw.length, limits.rawBytes);
  if (block.bytes > limits.headerBytes) throw new OverLimit("headerBytes", block.bytes, limits.headerBytes);
  // Every part has a delimiter before it, every multipart one more behind its last.
  const delimiters = countDelimiters(raw, limits.parts * 2);
  if (delimiters > limits.parts * 2) throw new OverLimit("parts", `${delimiters} delimiters`, limits.parts);
  const shortLines = countShortLines(raw, limits.lines);
  if (shortLines > limits.lines) throw new OverLimit("lines", shortLines, limits.lines);
}

const shortLine = 20;

/** Lines below twenty bytes: the parser pays by the line, so a mail made of them is dear out of all proportion. */
function countShortLines(raw: Uint8Array, enough: number): number {
  if (raw.length <= enough) return 0;
  let count = 0;
  let start = 0;
  for (let feed = raw.indexOf(0x0a); feed >= 0; feed = raw.indexOf(0x0a, start)) {
    if (feed - start < shortLine) count += 1;
    start = feed + 1;
  }
  return count;
}

async function readMail(
  raw: Uint8Array,
  block: HeaderBlock,
  options: UnderstandOptions,
  limits: Limits,
): Promise<ParsedMail> {
  const root = await readPartTree(raw, limits);
  const hasDeliveryReport = isTopLevelReport(root);
  const headers = readHeaders(block, { options, maxRecipients: limits.recipients, hasDeliveryReport });
  const flags = new Set([...headers.flags, ...signatureFlags(root)]);
  const bodies = readBodies(root, { raw, limits, subject: headers.subject, flags });
  const visibleText = foldReply(bodies.text, { subject: headers.subject });
  return {
    ...headers,
    ...bodies,
    visibleText,
    bounce: headers.kind === "bounce" ? readBounce(root, block, bodies.text) : null,
    language: guessLanguage(visibleText),
    flags: [...flags],
  };
}

/** A report somewhere inside a forwarded or attached mail is not a report to us. */
function isTopLevelReport(root: Part): boolean {
  if (root.type === "multipart/report") return findDeliveryReport(root) !== null;
  return root.children.some((part) => part.type === "message/delivery-status");
}
