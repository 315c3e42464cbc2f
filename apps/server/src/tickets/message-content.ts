import { AppError } from "../platform/app-error.ts";
import { cleanAuthoredHtml } from "../platform/html/clean-authored-html.ts";
import { htmlToPlainText } from "../platform/html/html-text.ts";

export type Content = {
  readonly text: string;
  readonly html: string | null;
  readonly visibleText: string;
  readonly visibleHtml: string | null;
};

type Written = {
  readonly text?: string | undefined;
  readonly html?: string | undefined;
  readonly attachments?: readonly number[] | undefined;
};

const noBody = "Write a text, or HTML, to send.";

/**
 * What one of us wrote, as it is stored: HTML cleaned to what the editor can
 * make, and always a text beside it. HTML of which nothing is left to be seen
 * (a picture alone: the editor makes none) is none. The client is never believed.
 * Throws AppError bad-request when nothing is to be seen at all and no file is with it.
 */
export function contentOf(body: Written): Content {
  const content = readContent(body);
  if (isBlank(content.text) && (body.attachments ?? []).length === 0)
    throw new AppError("bad-request", { detail: noBody, errors: [{ path: "text", message: noBody }] });
  return content;
}

function readContent(body: Written): Content {
  const html = body.html === undefined ? "" : cleanAuthoredHtml(body.html);
  const inHtml = htmlToPlainText(html);
  const text = isBlank(body.text ?? "") ? inHtml : (body.text ?? "");
  const seenHtml = isBlank(inHtml) ? null : html;
  return { text, html: seenHtml, visibleText: text, visibleHtml: seenHtml };
}

/** Whether nobody would see anything: no characters but spaces, controls and marks without width. */
function isBlank(text: string): boolean {
  return !/[^\s\p{Z}\p{Cc}\p{Cf}]/u.test(text);
}
