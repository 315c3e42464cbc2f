import { isAscii, isUtf8 } from "node:buffer";
import { guessCharset } from "./guess-charset.ts";

export type DecodedText = {
  readonly text: string;
  /** True when the label was missing, unknown or a lie, and the charset was found from the bytes. */
  readonly guessed: boolean;
};

/**
 * Decodes bytes that claim to be in the charset `label`. The claim is believed
 * only as long as the bytes bear it out: many mails are labelled wrongly, and a
 * readable guess serves the agent better than replacement characters.
 */
export function decodeText(bytes: Uint8Array, label: string | null): DecodedText {
  const wide = decodeByteOrderMark(bytes);
  if (wide !== null) return { text: wide, guessed: false };
  const charset = label === null ? null : canonicalCharset(label);
  if (isAscii(bytes) && !isSevenBitCode(charset)) {
    return { text: latin(bytes), guessed: false };
  }
  if (charset === "utf-8" || charset === null) return decodeUtf8OrGuess(bytes, charset !== null);
  // Text in an eight-bit charset is valid UTF-8 only by an accident that does not happen to whole words.
  if (isUtf8(bytes) && !isSevenBitCode(charset)) return { text: utf8(bytes), guessed: true };
  if (isAsciiLabel(label)) return guess(bytes);
  return decodeStrictly(bytes, charset) ?? keepUnlessBroken(bytes, charset);
}

/** The WHATWG name of a charset, or null when no decoder for it exists. Bounded memory whatever labels come. */
export function canonicalCharset(label: string): string | null {
  const wanted = label.trim().toLowerCase().slice(0, 40);
  const known = canonicalNames.get(wanted);
  if (known !== undefined) return known;
  const plain = wanted.replace(/^(?:x-|cs)/, "");
  const name = tryLabel(wanted) ?? tryLabel(plain) ?? tryLabel(asCodePage(plain));
  if (canonicalNames.size < 500) canonicalNames.set(wanted, name);
  return name;
}

const canonicalNames = new Map<string, string | null>();
const strictDecoders = new Map<string, TextDecoder>();

function tryLabel(label: string): string | null {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return null;
  }
}

/** `cp1250`, `ms932`, `iso88592` and the like in the spelling that decoders know. */
function asCodePage(label: string): string {
  const page = /^(?:cp|windows|ms|ibm)[-_]?(\d+)$/.exec(label)?.[1];
  if (page === undefined) return label.replaceAll("_", "-");
  return eastAsianPages[page] ?? `windows-${page}`;
}

const eastAsianPages: Readonly<Record<string, string>> = {
  "932": "shift_jis",
  "936": "gbk",
  "949": "euc-kr",
  "950": "big5",
  "50220": "iso-2022-jp",
  "51932": "euc-jp",
  "65001": "utf-8",
};

/** Charsets in which ASCII bytes do not mean ASCII. */
const isSevenBitCode = (charset: string | null): boolean =>
  charset === "iso-2022-jp" || charset === "utf-16le" || charset === "utf-16be";

/** WHATWG reads `us-ascii` as windows-1252, so eight-bit bytes under that label are nobody's claim. */
const isAsciiLabel = (label: string | null): boolean =>
  label !== null && /^(?:us-)?ascii$|^ansi_x3/i.test(label.trim());

function decodeByteOrderMark(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  return null;
}

function decodeUtf8OrGuess(bytes: Uint8Array, labelled: boolean): DecodedText {
  if (isUtf8(bytes)) return { text: utf8(bytes), guessed: false };
  // A few bad bytes in real UTF-8 (a cut, a bit lost) leave most of the text right.
  const lenient = utf8(bytes);
  if (labelled && badShare(lenient) < 0.2) return { text: lenient, guessed: false };
  return guess(bytes);
}

/** Replacement characters as a share of all characters outside ASCII. */
function badShare(text: string): number {
  let bad = 0;
  let foreign = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit > 0x7f) foreign += 1;
    if (unit === 0xfffd) bad += 1;
  }
  return foreign === 0 ? 0 : bad / foreign;
}

function decodeStrictly(bytes: Uint8Array, charset: string): DecodedText | null {
  let decoder = strictDecoders.get(charset);
  if (decoder === undefined) {
    decoder = new TextDecoder(charset, { fatal: true });
    strictDecoders.set(charset, decoder);
  }
  try {
    return { text: decoder.decode(bytes), guessed: false };
  } catch {
    return null;
  }
}

function keepUnlessBroken(bytes: Uint8Array, charset: string): DecodedText {
  const lenient = new TextDecoder(charset).decode(bytes);
  return badShare(lenient) < 0.05 ? { text: lenient, guessed: false } : guess(bytes);
}

const guess = (bytes: Uint8Array): DecodedText => ({ text: guessCharset(bytes).text, guessed: true });
const utf8Decoder = new TextDecoder("utf-8");
const utf8 = (bytes: Uint8Array): string => utf8Decoder.decode(bytes);
const latin = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
