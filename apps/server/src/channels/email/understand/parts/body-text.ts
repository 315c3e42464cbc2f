import { wellFormed } from "../text/well-formed.ts";
import { decodeText } from "../text/charset.ts";
import { unfoldFlowed } from "./flowed.ts";
import type { Part } from "./part-tree.ts";

/** The text of a text part, charset undone, format=flowed unfolded for plain text, line ends LF. */
export function readTextPart(part: Part, flags: Set<string>): string {
  const { text, guessed } = decodeText(part.content, part.parameters["charset"] ?? null);
  if (guessed) flags.add("charset-guessed");
  if (text.includes("\0")) flags.add("nul-removed");
  // The line end before a boundary belongs to the boundary (RFC 2046 §5.1.1).
  const plain = wellFormed(text).replace(/\r\n?/g, "\n").replace(/\n$/, "");
  const flowed = part.type === "text/plain" && /^flowed$/i.test(part.parameters["format"] ?? "");
  return flowed ? unfoldFlowed(plain, /^yes$/i.test(part.parameters["delsp"] ?? "")) : plain;
}

/** Plain text as HTML, for mails that show both in one body. */
export function plainTextAsHtml(text: string): string {
  const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return `<div>${escaped.replaceAll("\n", "<br>")}</div>`;
}
