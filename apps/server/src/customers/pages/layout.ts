import { languageNames, languages } from "@kvit/i18n";
import { assetPaths } from "./assets.ts";
import { html, type Html } from "./html.ts";
import type { Voice } from "./voice.ts";

export type Page = {
  readonly voice: Voice;
  /** The name of the desk, as it signs. */
  readonly desk: string;
  readonly title: string;
  readonly body: Html;
  /** What the links to the other languages keep of the address. */
  readonly keep?: Readonly<Record<string, string>> | undefined;
  /** No moment is shown, so the zone need not be named. */
  readonly timeless?: boolean;
};

/** A whole page. It works without script and asks for nothing from anywhere else. */
export function layOut({ voice, desk, title, body, keep = {}, timeless = false }: Page): string {
  const { language, say } = voice;
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · ${desk}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="${assetPaths.css}" />
        <script src="${assetPaths.js}" defer></script>
      </head>
      <body>
        <header class="top">
          <p class="desk"><bdi>${desk}</bdi></p>
          <nav aria-label="${say("customer.language")}">
            <details class="languages">
              <summary>${globe}<span>${languageNames[language]}</span></summary>
              <ul>
                ${languages.map((each) => languageLink(each, language, keep))}
              </ul>
            </details>
          </nav>
        </header>
        <main>${body}</main>
        ${!timeless && html`<footer>${say("customer.timeZone", { zone: zoneName(voice) })}</footer>`}
      </body>
    </html> `.markup;
}

function languageLink(
  each: (typeof languages)[number],
  current: string,
  keep: Readonly<Record<string, string>>,
): Html {
  const query = new URLSearchParams({ ...keep, lang: each }).toString();
  const mark = each === current && html` aria-current="true"`;
  return html`<li>
    <a href="?${query}" lang="${each}" hreflang="${each}" ${mark}>${languageNames[each]}</a>
  </li>`;
}

/** "Europe/Ljubljana" as people write it. */
function zoneName({ timeZone }: Voice): string {
  return timeZone.replaceAll("_", " ");
}

const globe = html`<svg viewBox="0 0 16 16" aria-hidden="true">
  <circle cx="8" cy="8" r="6.25" />
  <path d="M1.75 8h12.5M8 1.75c2.5 2 2.5 10.5 0 12.5M8 1.75c-2.5 2-2.5 10.5 0 12.5" />
</svg>`;
