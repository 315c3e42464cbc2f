import { Parser } from "htmlparser2";
import { foldReply } from "../replies/fold-reply.ts";
import { htmlToPlainText } from "../../../../platform/html/html-text.ts";

/**
 * The part of an HTML mail before the quote at its end, uncleaned; null when no
 * mail program's mark of a quote is found, or when leaving the rest out would
 * lose a word that `foldReply` keeps. The test is on the words, not on the mark:
 * an answer below or inside the quote makes it null. `plain`, the mail's own
 * text version, is asked too: it marks as quoted line by line what HTML may show
 * without a word about who wrote it.
 */
export function cutTrailingQuote(html: string, subject: string, plain = ""): string | null {
  const start = quoteStart(html);
  if (start === null) return null;
  const head = html.slice(0, start);
  const headText = htmlToPlainText(head);
  if (headText === "") return null;
  const kept = words(foldReply(headText, { subject }));
  const isAllNew = [htmlToPlainText(html), plain].some(
    (whole) => words(foldReply(whole, { subject })) === kept,
  );
  return isAllNew ? head : null;
}

const words = (text: string): string => text.replace(/\s+/g, " ").trim();

/** Where the first element begins that a mail program made to hold the quote. */
function quoteStart(html: string): number | null {
  let found: number | null = null;
  const parser = new Parser({
    onopentag: (name, attributes) => {
      if (found === null && holdsQuote(name, attributes)) found = parser.startIndex;
    },
  });
  parser.end(html);
  return found;
}

const quoteClass =
  /\b(?:gmail_quote|gmail_quote_container|moz-cite-prefix|yahoo_quoted|protonmail_quote|zmail_extra|OutlookMessageHeader)\b/;
const quoteId = /^(?:divRplyFwdMsg|appendonsend|x_divRplyFwdMsg|mail-editor-reference-message-container)$/;
/** The rule Outlook for desktops draws above the header block. */
const outlookRule = /border-top:\s*solid\s*#(?:E1E1E1|B5C4DF)/i;

function holdsQuote(name: string, attributes: Readonly<Record<string, string>>): boolean {
  return (
    quoteClass.test(attributes["class"] ?? "") ||
    quoteId.test(attributes["id"] ?? "") ||
    (name === "blockquote" && attributes["type"] === "cite") ||
    outlookRule.test(attributes["style"] ?? "")
  );
}
