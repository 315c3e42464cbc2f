import type { MessageKey } from "@kvit/i18n";
import { html } from "./html.ts";
import { layOut } from "./layout.ts";
import type { Voice } from "./voice.ts";

/** One sentence, and nothing that tells why. */
export function noticePage(voice: Voice, desk: string, sentence: MessageKey): string {
  const words = voice.say(sentence);
  return layOut({
    voice,
    desk,
    title: words,
    timeless: true,
    body: html`<section class="card notice"><h1>${words}</h1></section>`,
  });
}
