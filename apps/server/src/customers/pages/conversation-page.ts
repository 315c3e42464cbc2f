import type { MessageKey } from "@kvit/i18n";
import { mostFiles, mostFileBytes } from "../conversation/reply-limits.ts";
import type { Conversation } from "../conversation/read-conversation.ts";
import type { CustomerRequest } from "../find-request.ts";
import { answerCard, longestText, markField, type CardSetting } from "./answer-card.ts";
import { html, type Html } from "./html.ts";
import { layOut } from "./layout.ts";
import { messagePart } from "./message-part.ts";
import { progressPart } from "./progress-part.ts";
import { showMoment, sizeOf, type Voice } from "./voice.ts";

export type ConversationPage = {
  readonly voice: Voice;
  readonly request: CustomerRequest;
  readonly conversation: Conversation;
  readonly path: string;
  readonly conversationPath: CardSetting["conversationPath"];
  readonly mark: string;
  /** What was just done: written here, or into the request that follows this one up. */
  readonly done: "written" | "followed-up" | null;
  readonly error?: MessageKey | undefined;
  readonly text?: string | undefined;
};

/** The whole request: how it stands, what was said, and a field to say more. */
export function conversationPage(page: ConversationPage): string {
  const { voice, request, conversation, path } = page;
  const { say } = voice;
  const { ticket } = request.stored;
  const reference = say("customer.request", { reference: request.reference });
  const subject = ticket.subject.trim() === "" ? reference : ticket.subject;
  const setting = {
    voice,
    desk: request.desk.name,
    requesterId: ticket.requesterId,
    filePath: (id: number) => `${path}/files/${id}`,
  };
  return layOut({
    voice,
    desk: request.desk.name,
    title: `${subject} · ${reference}`,
    body: html`<div class="title">
        <h1 dir="auto">${subject}</h1>
        <p class="eyebrow">${reference}</p>
      </div>
      ${flash(page)}
      ${answerCard({ ...page, action: `${path}?do=answer`, then: path, chosen: null, besideConversation: true })}
      ${progressPart(voice, request, conversation)}
      <section aria-labelledby="conversation">
        <h2 id="conversation" class="hidden">${say("customer.conversation")}</h2>
        <ol class="messages">
          ${conversation.messages.map((message) => messagePart(setting, message))}
        </ol>
      </section>
      ${!request.standing.readOnly && replyForm(page)} ${stepsPart(voice, conversation)}
      <div class="below">
        <button type="button" class="button" data-kind="quiet" data-print hidden>
          ${say("customer.print")}
        </button>
        <form method="post" action="${path}?do=forget">
          <button class="button" data-kind="quiet">${say("customer.forget")}</button>
        </form>
      </div>`,
  });
}

function flash({ voice: { say }, request, done, conversationPath }: ConversationPage): Html | null {
  if (done === "written") return html`<p class="flash" role="status">${say("customer.messageSaved")}</p>`;
  if (done === null || request.followUp === null) return null;
  const { id, reference } = request.followUp;
  return html`<p class="flash" role="status">
    <a href="${conversationPath(id)}">${say("customer.followedUp", { reference })}</a>
  </p>`;
}

function replyForm(page: ConversationPage): Html {
  const { voice, path, error, text } = page;
  const { say } = voice;
  const limits = { count: mostFiles, size: sizeOf(voice, mostFileBytes) };
  const wrong = error !== undefined && html` aria-invalid="true" aria-describedby="reply-error" autofocus`;
  return html`<form
    id="reply"
    method="post"
    action="${path}?do=reply"
    enctype="multipart/form-data"
    class="card words"
  >
    ${markField(page)}
    <label for="reply-text">${say("customer.write")}</label>
    <textarea id="reply-text" name="text" rows="5" maxlength="${longestText}" ${wrong}>${text}</textarea>
    ${error !== undefined && html`<p class="error" id="reply-error" role="alert">${say(error, limits)}</p>`}
    <div class="choosing" data-remove="${say("customer.removeFile", { name: "{name}" })}">
      <label for="reply-files">${say("customer.addFiles")}</label>
      <input id="reply-files" type="file" name="files" multiple aria-describedby="reply-files-hint" />
      <ul aria-live="polite"></ul>
      <p class="meta" id="reply-files-hint">${say("customer.filesHint", limits)}</p>
    </div>
    <div class="buttons"><button class="button" data-kind="primary">${say("customer.send")}</button></div>
  </form>`;
}

function stepsPart(voice: Voice, { steps }: Conversation): Html {
  const { say } = voice;
  return html`<details class="steps">
    <summary>${say("customer.allSteps", { count: steps.length })}</summary>
    <ol>
      ${steps.map(({ at, says }) => html`<li>${showMoment(voice, at)}<span>${say(says)}</span></li>`)}
    </ol>
  </details>`;
}
