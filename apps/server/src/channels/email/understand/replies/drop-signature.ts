import EmailReplyParser from "email-reply-parser";
import { isBlank } from "./find-quote.ts";
import { closingLine, deviceLine } from "./quote-words.ts";

/**
 * The parser's patterns run over several lines and can take cubic time, so it
 * sees only the end of the text, where signatures are, and only text on which
 * they stay fast. `fold-reply.test.ts` holds the time.
 */
const maxParsedLength = 6000;
const maxParsedLine = 500;
const openEnded = /\b(?:skrev|schreef|pisze|napisał|Op|Dnia|W dniu|El|Em|Le|Il|Am|On)\b|[<在]/g;
const maxOpenEnded = 60;
const maxSignatureLines = 12;

/**
 * Folds the signature (and whatever quotes the reply parser knows that we do
 * not). A part is folded only while it looks like one: long parts, sentences
 * and postscripts below a closing formula stay.
 */
export function dropSignature(text: string): string {
  const start = text.length <= maxParsedLength ? 0 : text.indexOf("\n", text.length - maxParsedLength) + 1;
  const end = text.slice(start);
  const parsed = isFastToParse(end) ? text.slice(0, start) + visibleFragments(end) : text;
  return dropOwnSignature(parsed);
}

function isFastToParse(text: string): boolean {
  if (text.split("\n").some((line) => line.length > maxParsedLine)) return false;
  return (text.match(openEnded)?.length ?? 0) <= maxOpenEnded;
}

function visibleFragments(text: string): string {
  const fragments = new EmailReplyParser().read(text).getFragments();
  const shown = fragments.filter((fragment) => {
    if (!fragment.isHidden()) return true;
    return fragment.isSignature() && !isSignature(fragment.getContent().split("\n"));
  });
  return shown
    .map((fragment) => fragment.getContent())
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trimEnd();
}

/** Cuts at the first closing formula or device line below which nothing but a signature stands. */
function dropOwnSignature(text: string): string {
  const lines = text.split("\n");
  const first = Math.max(0, lines.length - maxSignatureLines * 2);
  for (let at = first; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    const opens = line === "-- " || closingLine.test(line) || deviceLine.test(line);
    if (opens && isSignature(lines.slice(at))) return lines.slice(0, at).join("\n").trimEnd();
  }
  return text;
}

const sentence = /(?:\S+\s+){5,}\S*\p{L}{2,}[.!?]$/u;
const postscript = /^\s*(?:p\.?\s?s\.?|n\.?\s?b\.?)[\s:]/i;

function isSignature(lines: readonly string[]): boolean {
  const [opening = "", ...rest] = lines.filter((line) => !isBlank(line));
  if (rest.length > maxSignatureLines || rest.some((line) => postscript.test(line))) return false;
  const isCertain = /^--\s?$/.test(opening) || deviceLine.test(opening) || closingLine.test(opening);
  // Below a mere rule of dashes or equal signs running text is running text.
  return isCertain || ![opening, ...rest].some((line) => sentence.test(line.trim()));
}
