import { cleanHtml } from "../html/clean-html.ts";
import { takeEmbeddedPictures } from "../html/embedded-pictures.ts";
import { measureHtml, stripTags, wordsBehindUnclosed } from "../html/html-shape.ts";
import { htmlToPlainText } from "../../../../platform/html/html-text.ts";
import { cutTrailingQuote } from "../html/visible-html.ts";
import type { Limits, MailAttachment } from "../parsed-mail.ts";
import { cutText } from "../text/well-formed.ts";
import { plainTextAsHtml, readTextPart } from "./body-text.ts";
import { chooseBodies } from "./choose-bodies.ts";
import type { Part } from "./part-tree.ts";
import {
  asAttachment,
  readAttachments,
  type AttachmentHarvest,
  type FoundAttachment,
} from "./read-attachments.ts";
import type { TnefContent } from "./tnef.ts";
import { unpackUuencoded } from "./uuencode.ts";

export type MailBodies = {
  readonly text: string;
  readonly html: string | null;
  readonly visibleHtml: string | null;
  readonly hasRemoteImages: boolean;
  readonly attachments: readonly MailAttachment[];
};

export type BodyContext = {
  readonly raw: Uint8Array;
  readonly limits: Limits;
  readonly subject: string;
  /** Remarkable facts are added here. */
  readonly flags: Set<string>;
};

/** Text, cleaned HTML and attachments of a mail. */
export function readBodies(root: Part, context: BodyContext): MailBodies {
  const chosen = chooseBodies(root);
  const harvest = readAttachments(chosen.attachments, context.raw, context.flags);
  const found = [...harvest.attachments];
  const plain = chosen.text.map((part) => readPlain(part, found, context)).join("\n");
  const source = htmlSource(chosen.html, { harvest, found }, context);
  const ids = new Set(found.map(({ contentId }) => contentId).filter((id) => id !== null));
  const shown = showHtml(source, { ids, plain }, context);
  const text = plain.trim() === "" ? (harvest.tnef?.text ?? shown.text) : plain;
  if (text.trim() === "") found.push(...rtfBody(harvest.tnef));
  return {
    text: capText(text, context),
    html: shown.html,
    visibleHtml: shown.visibleHtml,
    hasRemoteImages: shown.hasRemoteImages,
    attachments: found.map((file) => ({
      ...file,
      inline: file.contentId !== null && shown.contentIds.has(file.contentId),
    })),
  };
}

/** The words of one part of the text version; files hidden in it go to `found`. */
function readPlain(part: Part, found: FoundAttachment[], context: BodyContext): string {
  const text = readTextPart(part, context.flags);
  if (part.type === "text/html") return htmlAsText(text, context);
  const unpacked = unpackUuencoded(text);
  if (unpacked.files.length > 0) context.flags.add("uuencoded");
  for (const file of unpacked.files) found.push(asAttachment(file.name, "", null, file.content));
  return unpacked.text;
}

function htmlAsText(html: string, { limits }: BodyContext): string {
  const safe = html.length <= limits.htmlChars && !measureHtml(html, limits.htmlDepth).tooDeep;
  return safe ? htmlToPlainText(html) : stripTags(cutText(html, limits.htmlChars * 10));
}

type Files = { readonly harvest: AttachmentHarvest; readonly found: FoundAttachment[] };

/** The HTML version before cleaning, big pictures moved to `found`; null when nothing in it is HTML. */
function htmlSource(parts: readonly Part[], { harvest, found }: Files, context: BodyContext): string | null {
  const html = parts.some((part) => part.type === "text/html")
    ? parts.map((part) => asHtml(part, context)).join("\n")
    : (harvest.tnef?.html ?? null);
  if (html === null) return null;
  const taken = takeEmbeddedPictures(html);
  for (const { contentType, contentId, content } of taken.pictures) {
    found.push(asAttachment("", contentType, contentId, content));
  }
  return taken.html;
}

function asHtml(part: Part, { flags }: BodyContext): string {
  const text = readTextPart(part, flags);
  return part.type === "text/html" ? text : plainTextAsHtml(unpackUuencoded(text).text);
}

type ShownHtml = {
  readonly html: string | null;
  readonly visibleHtml: string | null;
  readonly hasRemoteImages: boolean;
  readonly contentIds: ReadonlySet<string>;
  /** The words of the HTML, for mails without a text version; "" for those with one. */
  readonly text: string;
};

const nothingShown: ShownHtml = {
  html: null,
  visibleHtml: null,
  hasRemoteImages: false,
  contentIds: new Set(),
  text: "",
};

type Beside = {
  /** Content ids of the mail's files. */
  readonly ids: ReadonlySet<string>;
  /** The words of its text version. */
  readonly plain: string;
};

/** Cleans the HTML, unless its size or depth would make that dear: then its words are all we take. */
function showHtml(source: string | null, { ids, plain }: Beside, context: BodyContext): ShownHtml {
  if (source === null || source.trim() === "") return nothingShown;
  const { limits, flags } = context;
  const tooLong = source.length > limits.htmlChars;
  if (tooLong) flags.add("over-limit:html");
  const tooDeep = !tooLong && measureHtml(source, limits.htmlDepth).tooDeep;
  if (tooDeep) flags.add("html-too-deep");
  if (tooLong || tooDeep) return { ...nothingShown, text: htmlAsText(source, context) };
  const cleaned = cleanHtml(source, ids);
  const visible = cutTrailingQuote(source, context.subject, plain);
  return {
    html: cleaned.html === "" ? null : cleaned.html,
    visibleHtml: visible === null ? null : cleanHtml(visible, ids).html,
    hasRemoteImages: cleaned.hasRemoteImages,
    contentIds: cleaned.shownContentIds,
    text: plain.trim() === "" ? htmlToPlainText(source) || wordsBehindUnclosed(source) : "",
  };
}

/** A winmail.dat whose only text is RTF: kept as a file rather than lost. */
function rtfBody(tnef: TnefContent | null): readonly FoundAttachment[] {
  return tnef?.rtf == null ? [] : [asAttachment("message.rtf", "application/rtf", null, tnef.rtf)];
}

function capText(text: string, { limits, flags }: BodyContext): string {
  if (text.length > limits.textChars) flags.add("over-limit:text");
  return cutText(text, limits.textChars).trim();
}
