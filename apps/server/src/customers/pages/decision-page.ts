import type { MessageKey } from "@kvit/i18n";
import type { CustomerRequest } from "../find-request.ts";
import { answerCard, type CardSetting } from "./answer-card.ts";
import { html } from "./html.ts";
import { layOut } from "./layout.ts";
import type { Voice } from "./voice.ts";

export type DecisionPage = {
  readonly voice: Voice;
  readonly request: CustomerRequest;
  readonly path: string;
  readonly conversationPath: CardSetting["conversationPath"];
  readonly chosen: "yes" | "no" | null;
  /** Something was just written; the page says thank you. */
  readonly written: boolean;
  readonly mark: string;
  readonly error?: MessageKey | undefined;
  readonly text?: string | undefined;
};

/** The decision alone: number, question, answers. Nothing of the conversation, not even its subject. */
export function decisionPage(page: DecisionPage): string {
  const { voice, request, path, chosen } = page;
  const { say } = voice;
  const reference = say("customer.request", { reference: request.reference });
  const card = answerCard({ ...page, action: path, then: path, besideConversation: false });
  return layOut({
    voice,
    desk: request.desk.name,
    title: reference,
    keep: chosen === null ? {} : { a: chosen },
    body: html`<p class="eyebrow">${reference}</p>
      ${page.written && html`<p class="flash" role="status">${say("customer.messageSaved")}</p>`} ${card}
      <p class="below">
        <a href="${page.conversationPath(request.stored.ticket.id)}">${say("customer.wholeConversation")}</a>
      </p>`,
  });
}
