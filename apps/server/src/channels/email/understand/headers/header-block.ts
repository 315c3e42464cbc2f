import { decodeText } from "../text/charset.ts";
import { wellFormed } from "../text/well-formed.ts";

/** A header field, unfolded. `name` is lower-cased; `value` still holds its RFC 2047 words. */
export type HeaderField = {
  readonly name: string;
  readonly value: string;
  /** True when eight-bit bytes that are not UTF-8 stood in it (so its charset is a guess). */
  readonly guessed: boolean;
};

export type HeaderBlock = {
  readonly fields: readonly HeaderField[];
  /** Length of the whole block, also of what was not kept. */
  readonly bytes: number;
  readonly flags: readonly string[];
};

const lineFeed = 0x0a;
const maxFieldBytes = 64 * 1024;
/** What a person or the threading needs even from a mail whose header is a bomb. */
const essential = new Set([
  "from",
  "sender",
  "subject",
  "message-id",
  "in-reply-to",
  "references",
  "date",
  "to",
  "cc",
  "auto-submitted",
  "return-path",
]);

/**
 * Reads the header block from the raw bytes ourselves, because a MIME parser
 * shows neither repeated fields nor bytes outside UTF-8 as they came. One pass
 * over the block whatever its size; beyond `maxBytes` only the essential fields
 * are kept, each cut to `maxFieldBytes`.
 */
export function readHeaderBlock(raw: Uint8Array, maxBytes: number): HeaderBlock {
  const fields: HeaderField[] = [];
  const flags = new Set<string>();
  let kept = 0;
  const end = eachField(raw, (bytes) => {
    const separator = bytes.indexOf(0x3a);
    const name = separator < 1 ? null : fieldName(bytes.subarray(0, separator));
    if (name === null) return;
    const fits = kept + bytes.length <= maxBytes;
    if (!fits && (!essential.has(name) || fields.length > 2000)) return;
    kept += Math.min(bytes.length, maxFieldBytes);
    fields.push(decodeField(name, bytes.subarray(separator + 1), flags, fits));
  });
  return { fields, bytes: end, flags: [...flags] };
}

/** Calls `visit` with the bytes of every field, folded lines included. Answers the length of the block. */
function eachField(raw: Uint8Array, visit: (bytes: Uint8Array) => void): number {
  let start = 0;
  let lineStart = 0;
  while (lineStart < raw.length) {
    const feed = raw.indexOf(lineFeed, lineStart);
    const next = feed < 0 ? raw.length : feed + 1;
    if (isBlankLine(raw, lineStart, next)) break;
    const folded = raw[lineStart] === 0x20 || raw[lineStart] === 0x09;
    if (!folded && lineStart > start) {
      visit(raw.subarray(start, lineStart));
      start = lineStart;
    }
    lineStart = next;
  }
  if (lineStart > start) visit(raw.subarray(start, lineStart));
  return lineStart;
}

function isBlankLine(raw: Uint8Array, start: number, next: number): boolean {
  const first = raw[start];
  return first === lineFeed || (first === 0x0d && next - start === 2);
}

/** Null when the bytes are no field name (RFC 5322 §2.2); white space before the colon is the obsolete form. */
function fieldName(bytes: Uint8Array): string | null {
  if (bytes.length > 200) return null;
  const name = Buffer.from(bytes)
    .toString("latin1")
    .replace(/[ \t]+$/, "");
  return /^[!-9;-~]+$/.test(name) ? name.toLowerCase() : null;
}

function decodeField(name: string, bytes: Uint8Array, flags: Set<string>, whole: boolean): HeaderField {
  const { text, guessed } = decodeText(whole ? bytes : bytes.subarray(0, maxFieldBytes), null);
  if (guessed) flags.add("charset-guessed");
  if (text.includes("\0")) flags.add("nul-removed");
  const unfolded = text.replace(/\r?\n/g, "").replaceAll("\r", " ").trim();
  return { name, value: wellFormed(unfolded), guessed };
}

export function fieldsNamed(block: HeaderBlock, name: string): readonly HeaderField[] {
  return block.fields.filter((field) => field.name === name);
}

/** The value of the first field of that name: the top one is the newest where hosts add their own. */
export function firstValue(block: HeaderBlock, name: string): string | null {
  return block.fields.find((field) => field.name === name)?.value ?? null;
}

/** Mails handed on by careless programs begin with empty lines; the header starts after them. */
export function skipLeadingBlankLines(raw: Uint8Array): Uint8Array {
  let start = 0;
  while (raw[start] === lineFeed || raw[start] === 0x0d) start += 1;
  return start === 0 ? raw : raw.subarray(start);
}
