import { isReplyMarker } from "./reply-marker.ts";
import {
  attributionStart,
  forwardedLine,
  headerLabels,
  originalMessageLine,
  verblessAttribution,
  wroteVerb,
  type HeaderLabel,
} from "./quote-words.ts";

const maxAttributionLines = 4;
const maxAttributionLength = 400;
const maxBlockLines = 12;

export const isQuoted = (line: string): boolean => line.startsWith(">");
export const isBlank = (line: string): boolean => line.trim() === "";

/** The last line of "On …, Marta <…> wrote:" when it starts at `start` (programs wrap it); null when none does. */
export function attributionEnd(lines: readonly string[], start: number): number | null {
  let joined = "";
  for (let at = start; at < Math.min(start + maxAttributionLines, lines.length); at += 1) {
    const line = lines[at] ?? "";
    // The bracket that closes the address may fall on a line of its own.
    if (isBlank(line) || (isQuoted(line) && !/^>\s?:\s*$/.test(line))) return null;
    joined = joined === "" ? line.trim() : `${joined} ${line.trim()}`;
    if (joined.length > maxAttributionLength || !attributionStart.test(joined)) return null;
    if (/:\s*-*$|\swrote\s-{2,}$/.test(joined)) return isAttribution(joined) ? at : null;
  }
  return null;
}

const isAttribution = (line: string): boolean =>
  /\d/.test(line) && (wroteVerb.test(line) || verblessAttribution.test(line));

/** An attribution that names a year, a time or an address opens a quote even where nothing is marked with `>`. */
export const isCertainAttribution = (line: string): boolean => /@|(?:19|20)\d{2}|\d{1,2}[:.]\d{2}/.test(line);

/** Whether the header block of a quoted mail starts at this line: the sender and two more of date, recipient, subject. */
export function startsHeaderBlock(lines: readonly string[], start: number): boolean {
  const first = labelOf(lines[start] ?? "");
  if (first !== "from" && first !== "date") return false;
  const found = new Set<HeaderLabel>([first]);
  let others = 0;
  for (let at = start + 1; at < Math.min(start + maxBlockLines, lines.length); at += 1) {
    const line = lines[at] ?? "";
    const kind = labelOf(line);
    if (kind !== null) found.add(kind);
    else if (!isBlank(line)) others += 1;
    if (isWholeBlock(found)) return true;
    // A long list of recipients wraps; running text is no header.
    if (others > 3) return false;
  }
  return false;
}

const isWholeBlock = (found: ReadonlySet<HeaderLabel>): boolean =>
  found.size >= 3 && found.has("from") && (found.has("date") || found.has("subject"));

/**
 * The last line of the header block at `start` when marked lines follow it: then
 * the quote is known line by line and answers below it can be told. Else null.
 */
export function endOfMarkedBlock(lines: readonly string[], start: number): number | null {
  let end = start;
  for (let at = start; at < Math.min(start + maxBlockLines + 2, lines.length); at += 1) {
    const line = lines[at] ?? "";
    if (isQuoted(line)) return end;
    const belongs = labelOf(line) !== null || originalMessageLine.test(line);
    if (belongs) end = at;
    else if (!isBlank(line)) return null;
  }
  return null;
}

function labelOf(line: string): HeaderLabel | null {
  if (line.length > 2000) return null;
  return headerLabels.find(([, pattern]) => pattern.test(line))?.[0] ?? null;
}

export type QuoteStart = "marker" | "original" | "header-block" | "attribution" | "forwarded";

/** What, if anything, begins at this line and goes on to the end of the mail. */
export function quoteStartAt(lines: readonly string[], at: number): QuoteStart | null {
  const line = lines[at] ?? "";
  if (line.length > 300 || isBlank(line)) return null;
  if (forwardedLine.test(line)) return "forwarded";
  if (isReplyMarker(line) && !isQuoted(line)) return "marker";
  if (originalMessageLine.test(line)) return "original";
  return startsHeaderBlock(lines, at) ? "header-block" : null;
}

/**
 * A line that fell out of a quote when a program wrapped it without its mark: it
 * goes on in small letters between two quoted lines, the first of them full.
 */
export function isSpilledQuote(lines: readonly string[], at: number): boolean {
  const before = lines[at - 1] ?? "";
  const after = lines[at + 1] ?? "";
  const goesOn = /^\p{Ll}/u.test(lines[at] ?? "");
  return goesOn && isQuoted(before) && before.length >= 60 && (isQuoted(after) || after === "");
}
