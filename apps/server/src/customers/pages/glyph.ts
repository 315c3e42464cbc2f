import type { Standing } from "../standing.ts";
import { html, trustedMarkup, type Html } from "./html.ts";

/** One shape per stage, told apart without colour; the words stand beside it. */
const shapes: Readonly<Record<Standing["stage"], string>> = {
  received: '<circle cx="8" cy="8" r="6.5" fill="currentColor" stroke="none"/>',
  working: '<circle cx="8" cy="8" r="6.25"/><circle cx="8" cy="8" r="3" fill="currentColor" stroke="none"/>',
  answered: '<circle cx="8" cy="8" r="6.25"/><circle cx="8" cy="8" r="3"/>',
  asked: '<circle cx="8" cy="8" r="6.25"/><path d="m5 8.2 2.1 2.2L11 6"/>',
  closed: '<rect x="2" y="2" width="12" height="12" rx="2.5" fill="currentColor" stroke="none"/>',
  locked: '<rect x="2" y="2" width="12" height="12" rx="2.5" fill="currentColor" stroke="none"/>',
};

export function glyph(stage: Standing["stage"]): Html {
  return html`<svg class="glyph" viewBox="0 0 16 16" aria-hidden="true">
    ${trustedMarkup(shapes[stage])}
  </svg>`;
}
