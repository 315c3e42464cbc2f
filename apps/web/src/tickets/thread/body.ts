import type { MessageView } from "@kvit/contract/tickets";

export type Piece = { readonly kind: "text" | "link"; readonly text: string };

/** Marks of HTML that says more than its text does: a table, a picture, a list, a link, a weight. */
const saysMore =
  /<(table|img|ul|ol|a\s|b>|b\s|strong|em>|i>|u>|h[1-6]|pre|code|hr|blockquote|font|span\s+style|div\s+style|p\s+style)/i;

/** What shows up: words, or a picture. */
const saysSomething = (html: string): boolean =>
  /<img\b/i.test(html) ||
  html
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll(/&(?:nbsp|zwnj|zwj|#(?:160|8203|xa0));|[\u200b-\u200d\ufeff]/gi, "")
    .trim() !== "";

/** Written with our editor, or cleaned to what it can write. */
export const isOurs = (message: MessageView): boolean => message.kind === "agent" || message.kind === "note";

/** The HTML of a message, when showing it as text would lose something; what we wrote keeps its paragraphs. Else null. */
export function richHtml(message: MessageView, whole: boolean): string | null {
  const html = whole ? message.html : (message.visibleHtml ?? message.html);
  return html !== null && (isOurs(message) || saysMore.test(html)) && saysSomething(html) ? html : null;
}

/** Whether there is more to show than is shown at first. Asks what is really shown: HTML may show whole what the text folds. */
export function hasQuoted(message: MessageView): boolean {
  const [folded, whole] = [richHtml(message, false), richHtml(message, true)];
  if (folded !== null || whole !== null) return folded !== whole;
  return message.text.trim().length > message.visibleText.trim().length;
}

/** A line of what an older mail said, or one that leads to it ("Ana wrote:"). */
const quoting = /^\s*>|:\s*$/m;

/** Whether all that is folded is a signature: it begins at its delimiter (RFC 3676, 4.3) and quotes nothing. */
export function foldsSignatureOnly({ text, visibleText }: MessageView): boolean {
  const [whole, visible] = [text.trim(), visibleText.trim()];
  if (!whole.startsWith(visible)) return false;
  const folded = whole.slice(visible.length).trimStart();
  return /^--[ \u00a0]?\r?\n/.test(folded) && !quoting.test(folded);
}

const address = /https?:\/\/[^\s<>"')\]]+[^\s<>"')\].,;:!?]/g;
/** Text cut at its web addresses, so that they can be shown as links. */
export function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(address)) {
    if (match.index > end) pieces.push({ kind: "text", text: text.slice(end, match.index) });
    pieces.push({ kind: "link", text: match[0] });
    end = match.index + match[0].length;
  }
  if (end < text.length) pieces.push({ kind: "text", text: text.slice(end) });
  return pieces;
}

/**
 * HTML ready for its frame: pictures that came with the mail are named by their
 * own addresses; those on other sites stay away until `images`, and are then
 * asked of our server, which fetches them.
 */
export function framedHtml(number: number, message: MessageView, html: string, images: boolean): string {
  const own = html.replaceAll(/ src="cid:([^"]*)"/g, (_, id: string) => {
    const file = message.attachments.find((each) => each.contentId === plain(id));
    return file === undefined ? "" : ` src="${file.url}"`;
  });
  if (!images) return own;
  const named = [...(message.html ?? "").matchAll(blocked)].map(([, source]) => source);
  const order = [...new Set(named)];
  return own.replaceAll(blocked, (_, source: string) => {
    const path = `/api/app/tickets/${number}/messages/${message.id}/pictures/${order.indexOf(source)}`;
    return ` src="${path}"`;
  });
}

const blocked = / data-blocked-src="([^"]*)"/g;
const plain = (id: string) => id.replaceAll("&quot;", '"').replaceAll("&amp;", "&");
