import type { CustomerRequest } from "../find-request.ts";
import { codeWindowMinutes, mostCodesLately } from "../proof/code-limits.ts";
import { html, type Html } from "./html.ts";
import { layOut } from "./layout.ts";
import type { Voice } from "./voice.ts";

export type GatePage = {
  readonly voice: Voice;
  readonly request: CustomerRequest;
  readonly path: string;
  /** A code was asked for: the field for it is shown. */
  readonly asked: boolean;
  readonly wrong: boolean;
};

/** In front of the conversation, on a device that has not yet shown it holds the mailbox: only the number. */
export function gatePage(page: GatePage): string {
  const { voice, request, asked } = page;
  const { say } = voice;
  const reference = say("customer.request", { reference: request.reference });
  return layOut({
    voice,
    desk: request.desk.name,
    title: reference,
    keep: asked ? { step: "code" } : {},
    timeless: true,
    body: html`<p class="eyebrow">${reference}</p>
      <section class="card" aria-labelledby="gate">
        <h1 id="gate">${say("customer.gate.title")}</h1>
        ${asked ? codeForms(page) : askForm(page)}
      </section>`,
  });
}

function askForm({ voice: { say }, path }: GatePage): Html {
  return html`<p>${say("customer.gate.why")}</p>
    <form method="post" action="${path}?do=code">
      <div class="buttons">
        <button class="button" data-kind="primary">${say("customer.gate.send")}</button>
      </div>
    </form>`;
}

function codeForms({ voice: { say }, path, wrong }: GatePage): Html {
  const marks = wrong && html` aria-invalid="true" aria-describedby="code-error"`;
  return html`${!wrong && html`<p role="status">${say("customer.gate.sent")}</p>`}
    <form method="post" action="${path}?do=enter" class="code">
      <label for="code">${say("customer.gate.code")}</label>
      <input
        id="code"
        name="code"
        inputmode="numeric"
        autocomplete="one-time-code"
        maxlength="12"
        required
        autofocus${marks}
      />
      ${wrong && html`<p class="error" id="code-error" role="alert">${say("customer.gate.wrong")}</p>`}
      <div class="buttons">
        <button class="button" data-kind="primary">${say("customer.gate.open")}</button>
      </div>
    </form>
    <form method="post" action="${path}?do=code" class="again">
      <p class="meta">
        ${say("customer.gate.nothingCame", { count: mostCodesLately, minutes: codeWindowMinutes })}
      </p>
      <div class="buttons">
        <button class="button" data-kind="plain">${say("customer.gate.again")}</button>
      </div>
    </form>`;
}
