import { dropSignature } from "./drop-signature.ts";
import {
  attributionEnd,
  endOfMarkedBlock,
  isBlank,
  isCertainAttribution,
  isQuoted,
  isSpilledQuote,
  quoteStartAt,
  type QuoteStart,
} from "./find-quote.ts";
import { forwardedSubject } from "./quote-words.ts";

export type FoldHints = {
  /** The mail's subject: tells a forwarded mail from an answered one. */
  readonly subject?: string;
};

/**
 * The new words of a mail: quotes and signature folded away.
 *
 * Every quoted line goes, wherever it stands; answers between quoted lines stay.
 * A forwarded mail is not a quote, its words are new to us. When nothing would
 * be left, everything is shown: the fold may hide too little, never everything.
 */
export function foldReply(text: string, hints: FoldHints = {}): string {
  const lines = text.replace(/\r\n?/g, "\n").split("\n");
  const isForward = forwardedSubject.test(hints.subject?.trim() ?? "");
  const { kept, forwarded } = cutQuotes(lines, isForward);
  const words = dropSignature(tidy(kept));
  const visible = tidy(
    [words, tidy(forwarded)]
      .filter((part) => part !== "")
      .join("\n\n")
      .split("\n"),
  );
  return hasWords(visible) ? visible : tidy(lines);
}

type Cut = { readonly kept: readonly string[]; readonly forwarded: readonly string[] };

function cutQuotes(lines: readonly string[], isForward: boolean): Cut {
  const kept: string[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    if (isQuoted(line) || isSpilledQuote(lines, at)) continue;
    const opening = openingAt(lines, at);
    if (opening === null) kept.push(line);
    else if (opening.lastLine !== null) at = opening.lastLine;
    else return endAt({ lines, at, start: opening.start, kept, isForward });
  }
  return { kept, forwarded: [] };
}

/** What opens a quote here. `lastLine` ends the opening itself where the quote is marked line by line; null = the quote takes all the rest. */
type Opening = { readonly start: QuoteStart; readonly lastLine: number | null };

function openingAt(lines: readonly string[], at: number): Opening | null {
  const start = quoteStartAt(lines, at);
  if (start === "header-block" || start === "original") {
    return { start, lastLine: endOfMarkedBlock(lines, at) };
  }
  if (start !== null) return { start, lastLine: null };
  const end = attributionEnd(lines, at);
  return end === null ? null : attributionAt(lines, at, end);
}

type Ending = {
  readonly lines: readonly string[];
  readonly at: number;
  readonly start: QuoteStart;
  readonly kept: readonly string[];
  readonly isForward: boolean;
};

function endAt({ lines, at, start, kept, isForward }: Ending): Cut {
  const isNewToUs = start === "forwarded" || (isForward && start === "header-block");
  return { kept: withoutRule(kept), forwarded: isNewToUs ? lines.slice(at) : [] };
}

/** Over the lines marked with `>`, else to the end of the mail, or nowhere when the line may be only a sentence. */
function attributionAt(lines: readonly string[], start: number, end: number): Opening | null {
  const next = lines.slice(end + 1, end + 6).find((line) => !isBlank(line));
  if (next !== undefined && isQuoted(next)) return { start: "attribution", lastLine: end };
  const isCertain = isCertainAttribution(lines.slice(start, end + 1).join(" "));
  return isCertain ? { start: "attribution", lastLine: null } : null;
}

/** The line that some programs draw above a header block belongs to the quote. */
function withoutRule(lines: readonly string[]): readonly string[] {
  const last = lines.findLastIndex((line) => !isBlank(line));
  return last >= 0 && /^[-_=*─]{3,}$/.test((lines[last] ?? "").trim()) ? lines.slice(0, last) : lines;
}

/** Without empty lines at both ends and with no more than two in a row. */
function tidy(lines: readonly string[]): string {
  const kept: string[] = [];
  let blanks = 0;
  for (const line of lines) {
    blanks = isBlank(line) ? blanks + 1 : 0;
    if (blanks <= 2) kept.push(blanks > 0 ? "" : line);
  }
  return kept.join("\n").replace(/^\n+|\n+$/g, "");
}

const hasWords = (text: string): boolean => /[\p{L}\p{N}\p{S}\p{P}]/u.test(text);
