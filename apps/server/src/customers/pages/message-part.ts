import { withBlankLines } from "../../platform/html/blank-lines.ts";
import { cleanAuthoredHtml } from "../../platform/html/clean-authored-html.ts";
import type { ShownFile } from "../conversation/conversation.queries.ts";
import type { Conversation } from "../conversation/read-conversation.ts";
import { html, trustedMarkup, type Html, type Shown } from "./html.ts";
import { showMoment, sizeOf, type Voice } from "./voice.ts";

type Message = Conversation["messages"][number];

export type MessageSetting = {
  readonly voice: Voice;
  readonly desk: string;
  readonly requesterId: number;
  readonly filePath: (fileId: number) => string;
};

export function messagePart(setting: MessageSetting, message: Message): Html {
  const { voice, requesterId } = setting;
  const isYours = message.from === "customer" && message.authorId === requesterId;
  const author = isYours ? voice.say("customer.you") : authorOf(message, setting.desk);
  const foreign = message.language !== null && message.language !== voice.language;
  return html`<li>
    <article class="message" data-from="${message.from}">
      <header>
        <h3><bdi>${author}</bdi></h3>
        ${showMoment(voice, message.at)}
      </header>
      <div class="content" ${foreign && html` lang="${message.language}"`} dir="auto">
        ${contentOf(voice, message)}
      </div>
      ${filesPart(setting, message.files)}
    </article>
  </li>`;
}

/** Agents sign with their first name and the desk's. */
function authorOf(message: Message, desk: string): string {
  if (message.from === "customer") return message.authorName;
  const first = firstNameOf(message.authorName);
  return first === "" ? desk : `${first}, ${desk}`;
}

/** The first word that is no title such as "Dr." and no address. */
export function firstNameOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== "" && !word.includes("@"));
  return words.find((word) => !word.endsWith(".")) ?? "";
}

function contentOf(voice: Voice, message: Message): Html {
  if (message.isErased) return html`<p class="meta">${voice.say("customer.removed")}</p>`;
  if (message.html !== null)
    return html`<div class="rich">${trustedMarkup(withBlankLines(cleanAuthoredHtml(message.html)))}</div>`;
  const quoted = quotedPart(message);
  const text = message.visibleText.trim() === "" ? message.text : message.visibleText;
  return html`${asWritten(withLinks(text.trim()))}
  ${
    quoted !== null &&
    html`<details class="quoted">
      <summary>${voice.say("customer.quoted")}</summary>
      ${asWritten(quoted)}
    </details>`
  }`;
}

/** Shown with its own line breaks, so nothing may stand around it. */
const asWritten = (text: Shown): Html => html`<div class="plain">${text}</div>`;

/** What the message carried beside its new words; null when it carried nothing. */
export function quotedPart({ text, visibleText }: Pick<Message, "text" | "visibleText">): string | null {
  const whole = text.trim();
  const seen = visibleText.trim();
  if (seen === "" || whole === seen) return null;
  const rest = whole.startsWith(seen) ? whole.slice(seen.length).trim() : whole;
  return rest === "" ? null : rest;
}

const address = /https?:\/\/[^\s<>"'`]+/g;

/** Text with its web addresses made into links. */
export function withLinks(text: string): readonly (Html | string)[] {
  const parts: (Html | string)[] = [];
  let from = 0;
  for (const match of text.matchAll(address)) {
    const url = withoutEnd(match[0]);
    parts.push(text.slice(from, match.index));
    parts.push(
      URL.canParse(url)
        ? html`<a href="${url}" rel="noopener noreferrer nofollow" target="_blank">${url}</a>`
        : url,
    );
    from = match.index + url.length;
  }
  return [...parts, text.slice(from)];
}

/** An address without the mark that ends its sentence, or the bracket around it. */
function withoutEnd(url: string): string {
  const bare = url.replace(/[.,;:!?…»”“]+$/u, "");
  return bare.endsWith(")") && !bare.includes("(") ? bare.slice(0, -1) : bare;
}

function filesPart({ voice, filePath }: MessageSetting, files: readonly ShownFile[]): Html | null {
  if (files.length === 0) return null;
  return html`<ul class="files" aria-label="${voice.say("customer.files")}">
    ${files.map(
      (file) =>
        html`<li>
          <a href="${filePath(file.id)}">${clip}<bdi>${file.filename}</bdi></a>
          <span class="meta">${sizeOf(voice, file.size)}</span>
        </li>`,
    )}
  </ul>`;
}

const clip = html`<svg viewBox="0 0 16 16" aria-hidden="true">
  <path
    d="m13.5 7.5-5.3 5.3a3.2 3.2 0 0 1-4.6-4.6l5.7-5.6a2.1 2.1 0 0 1 3 3l-5.6 5.6a1 1 0 0 1-1.5-1.5l5-4.9"
  />
</svg>`;
