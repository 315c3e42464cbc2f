import type { Instant } from "@kvit/domain/kernel";
import type { MessageKey } from "@kvit/i18n";
import type { CustomerRequest } from "../find-request.ts";
import { glyph } from "./glyph.ts";
import { html, type Html } from "./html.ts";
import { momentOf, type Voice } from "./voice.ts";

/** What the card needs to know beside the request. */
export type CardSetting = {
  readonly voice: Voice;
  readonly request: CustomerRequest;
  /** Where its forms are sent, and where the reader is afterwards. */
  readonly action: string;
  readonly then: string;
  /** The answer that the link in the mail named. */
  readonly chosen: "yes" | "no" | null;
  /** Goes with each form, so that sending it twice writes once. */
  readonly mark: string;
  /** Beside the conversation, which has a field for words of its own. */
  readonly besideConversation: boolean;
  /** Leads to a conversation, which asks for a code where it must. */
  readonly conversationPath: (ticketId: number) => string;
  readonly error?: MessageKey | undefined;
  readonly text?: string | undefined;
};

/** How the request stands, as a sentence, and the one or two things the customer can do about it. */
export function answerCard(setting: CardSetting): Html {
  const { stage, readOnly, agreed } = setting.request.standing;
  // Closed because they said so is good news, and looks like it.
  const look = stage === "closed" && agreed ? "asked" : stage;
  const body = readOnly ? null : bodies[stage](setting);
  const heading = headingOf(setting);
  const title = setting.besideConversation
    ? html`<h2 id="question">${heading}</h2>`
    : html`<h1 id="question">${heading}</h1>`;
  return html`<section class="card answer" data-stage="${look}" aria-labelledby="question">
    <div class="answer-head">${glyph(look)}${title}</div>
    ${body}
  </section>`;
}

const bodies: Readonly<Record<CustomerRequest["standing"]["stage"], (setting: CardSetting) => Html>> = {
  asked: askedBody,
  closed: closedBody,
  locked: lockedBody,
  answered: openBody,
  working: openBody,
  received: openBody,
};

function headingOf({ voice: { say }, request, besideConversation }: CardSetting): string {
  const { standing, stored } = request;
  if (standing.stage === "closed")
    return say(standing.agreed ? "customer.closedThanks" : "customer.closedAlready");
  if (standing.stage === "locked") return say("customer.status.closed");
  if (standing.stage === "asked") return say("customer.status.resolved");
  if (standing.stage === "answered") return say("customer.status.answered");
  if (standing.stage === "received") return say("customer.status.new");
  const reopened = stored.ticket.reopenCount > 0 && !besideConversation;
  return say(reopened ? "customer.reopened" : "customer.status.open");
}

function askedBody(setting: CardSetting): Html {
  const { voice, request, chosen } = setting;
  const { closesAt, reopenUntil } = request.standing;
  const { say } = voice;
  return html`${answerForm(
    setting,
    chosen,
    html`<div class="buttons">
      ${answerButton({ value: "yes", label: say("customer.yes"), primary: chosen !== "no", focused: chosen === "yes" })}
      ${answerButton({ value: "no", label: say("customer.no"), primary: chosen === "no", focused: chosen === "no" })}
    </div>`,
  )}
  ${
    closesAt !== null &&
    html`<p class="meta">
      ${sayDay(voice, "customer.closesOn", closesAt)}
      ${reopenUntil !== null && sayDay(voice, "customer.reopenUntil", reopenUntil)}
    </p>`
  }`;
}

/** A sentence that ends with a day. Where the day ends with a full stop, that one is the sentence's too. */
function sayDay({ say, format }: Voice, key: MessageKey, at: Instant): string {
  return say(key, { date: format.day(at / 1000) }).replace(/\.\.$/, ".");
}

function closedBody(setting: CardSetting): Html {
  const { voice, request, chosen } = setting;
  const { reopenUntil } = request.standing;
  const { say } = voice;
  return html`${
    reopenUntil !== null &&
    html`<p>${say("customer.reopenUntil", { date: momentOf(voice, reopenUntil) })}</p>`
  }
  ${answerForm(
    setting,
    chosen === "no" ? "no" : null,
    html`<div class="buttons">
      ${answerButton({
        value: "no",
        label: say("customer.reopenAfter"),
        primary: chosen === "no",
        focused: chosen === "no",
      })}
    </div>`,
  )}`;
}

function lockedBody(setting: CardSetting): Html {
  const { voice, request, besideConversation, conversationPath } = setting;
  const { say } = voice;
  const { closedAt } = request.standing;
  const { followUp } = request;
  return html`${
      closedAt !== null &&
      html`<p>${say("customer.reopenOver", { date: voice.format.dateTime(closedAt / 1000) })}</p>`
    }
    ${
      followUp !== null &&
      html`<p>
        <a href="${conversationPath(followUp.id)}"
          >${say("customer.followedUp", { reference: followUp.reference })}</a
        >
      </p>`
    }
    <p>${say("customer.followUpHint")}</p>
    ${!besideConversation && wordsForm(setting, { label: "customer.whatMissing", button: "customer.followUp", answer: "no" })}`;
}

/** New, open, postponed, answered: it can be added to, or be solved without more ado. */
function openBody(setting: CardSetting): Html {
  const { voice, request, chosen, besideConversation } = setting;
  const { say } = voice;
  const isAnswered = request.standing.stage === "answered";
  const reopened = request.stored.ticket.reopenCount > 0;
  const words = isAnswered
    ? ({ label: "customer.whatMissing", button: "customer.stillNeedHelp", answer: "no" } as const)
    : ({
        label: reopened ? "customer.whatMissingOptional" : "customer.addMore",
        button: "customer.send",
        answer: null,
      } as const);
  const solved = html`<form method="post" action="${setting.action}">
    ${markField(setting)}
    ${chosen === "yes" && html`<p class="meta" id="confirm">${say("customer.pleaseConfirm")}</p>`}
    <div class="buttons">
      ${answerButton({
        value: "yes",
        label: say("customer.solvedAlready"),
        primary: chosen === "yes",
        focused: chosen === "yes",
      })}
    </div>
  </form>`;
  const still =
    isAnswered &&
    chosen === "no" &&
    answerForm(
      setting,
      "no",
      html`<input type="hidden" name="click" value="still" />
        <div class="buttons">
          ${answerButton({ value: "no", label: say("customer.stillNeedHelp"), primary: true, focused: true })}
        </div>`,
    );
  return html`${!isAnswered && html`<p>${say("customer.answerByMail")}</p>`} ${still}
  ${chosen === "yes" && solved} ${!besideConversation && wordsForm(setting, words)}
  ${chosen !== "yes" && solved}`;
}

/** The form of the one question. With an answer chosen in the mail, the page's script saves it at the first sign of a person. */
function answerForm(setting: CardSetting, chosen: "yes" | "no" | null, buttons: Html): Html {
  const { say } = setting.voice;
  const label = chosen === "yes" ? "customer.yes" : noIn(setting.request.standing.stage);
  const armed =
    chosen !== null &&
    html` data-answer="${chosen}" data-then="${setting.then}" data-note="confirm"
    data-waiting="${say("customer.savedSoon")}"
    data-saving="${say("customer.savingAnswer", { answer: say(label) })}"
    data-failed="${say("customer.notSaved")}"`;
  return html`<form method="post" action="${setting.action}" ${armed}>
    ${markField(setting)}
    ${chosen !== null && html`<p class="meta" id="confirm" role="status">${say("customer.pleaseConfirm")}</p>`}
    ${setting.error !== undefined && html`<p class="error" role="alert">${say(setting.error)}</p>`} ${buttons}
  </form>`;
}

/** What a no means where the request stands. */
function noIn(stage: CustomerRequest["standing"]["stage"]): MessageKey {
  if (stage === "closed") return "customer.reopenAfter";
  return stage === "answered" ? "customer.stillNeedHelp" : "customer.no";
}

type Button = {
  readonly value: "yes" | "no";
  readonly label: string;
  readonly primary: boolean;
  readonly focused: boolean;
};

function answerButton({ value, label, primary, focused }: Button): Html {
  const marks = focused && html` autofocus aria-describedby="confirm"`;
  return html`<button
    class="button"
    name="answer"
    value="${value}"
    data-kind="${primary ? "primary" : "plain"}"
    ${marks}
  >
    ${label}
  </button>`;
}

type Words = { readonly label: MessageKey; readonly button: MessageKey; readonly answer: "no" | null };

function wordsForm(setting: CardSetting, { label, button, answer }: Words): Html {
  const { say } = setting.voice;
  const { error, text } = setting;
  const wrong = error !== undefined && html` aria-invalid="true" aria-describedby="text-error"`;
  return html`<form method="post" action="${setting.action}" class="words">
    ${markField(setting)} ${answer !== null && html`<input type="hidden" name="answer" value="${answer}" />`}
    <label for="text">${say(label)}</label>
    <textarea id="text" name="text" rows="4" maxlength="${longestText}" ${wrong}>${text}</textarea>
    ${error !== undefined && html`<p class="error" id="text-error">${say(error)}</p>`}
    <div class="buttons"><button class="button" data-kind="primary">${say(button)}</button></div>
  </form>`;
}

/** What a customer can write in one go. */
export const longestText = 100_000;

export function markField({ mark }: Pick<CardSetting, "mark">): Html {
  return html`<input type="hidden" name="mark" value="${mark}" />`;
}
