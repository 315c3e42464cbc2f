import { html } from "./html.ts";
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
