import { html, type Html } from "./html.ts";
import { layOut } from "./layout.ts";
import type { Voice } from "./voice.ts";

/** One sentence, and nothing that tells why. */
export function noticePage(voice: Voice, desk: string, words: string): string {
  return layOut({
    voice,
    desk,
    title: words,
    timeless: true,
    body: html`<section class="card notice"><h1>${words}</h1></section>`,
  });
}

export type NewLinkPage = {
  readonly voice: Voice;
  readonly desk: string;
  /** `gone`: a link led nowhere; the page is the same whatever the reason. */
  readonly state: "gone" | "asking" | "no-address" | "asked";
};

/** Where the form for new links is sent. */
export const newLinkPath = "/r";

/** In place of a request that is not to be found: the way to new links. It says nothing of who has any. */
export function newLinkPage({ voice, desk, state }: NewLinkPage): string {
  const { say } = voice;
  const title = say(state === "gone" ? "customer.gone" : "customer.newLink.title");
  return layOut({
    voice,
    desk,
    title,
    keep: state === "asked" ? { done: "asked" } : {},
    timeless: true,
    body: html`<section class="card" aria-labelledby="notice">
      <h1 id="notice">${title}</h1>
      ${
        state === "asked"
          ? html`<p role="status">${say("customer.newLink.asked")}</p>`
          : addressForm(voice, state === "no-address")
      }
    </section>`,
  });
}

function addressForm({ say }: Voice, wrong: boolean): Html {
  const marks = wrong && html` aria-invalid="true" aria-describedby="email-error"`;
  return html`<p>${say("customer.newLink.why")}</p>
    <form method="post" action="${newLinkPath}" class="words">
      <label for="email">${say("customer.newLink.address")}</label>
      <input id="email" name="email" type="email" autocomplete="email" maxlength="320" required${marks} />
      ${wrong && html`<p class="error" id="email-error" role="alert">${say("customer.newLink.noAddress")}</p>`}
      <div class="buttons">
        <button class="button" data-kind="primary">${say("customer.newLink.send")}</button>
      </div>
    </form>`;
}
