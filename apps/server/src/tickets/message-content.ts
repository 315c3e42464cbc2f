import { cleanAuthoredHtml } from "../platform/html/clean-authored-html.ts";
import { htmlToPlainText } from "../platform/html/html-text.ts";

export type Content = {
  readonly text: string;
  readonly html: string | null;
  readonly visibleText: string;
  readonly visibleHtml: string | null;
};

/**
 * What one of us wrote, as it is stored: HTML cleaned to what the editor can
 * make, and always a text beside it. The client is never believed.
 */
export function contentOf(body: {
  readonly text?: string | undefined;
  readonly html?: string | undefined;
}): Content {
  const html = body.html === undefined || body.html.trim() === "" ? null : cleanAuthoredHtml(body.html);
  const text = body.text ?? (html === null ? "" : htmlToPlainText(html));
  return { text, html, visibleText: text, visibleHtml: html };
}
