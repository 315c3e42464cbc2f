import { withBlankLines } from "../../../platform/html/blank-lines.ts";
import { REPLY_MARKER } from "../understand/index.ts";
import type { Block } from "./letter.ts";
import { look } from "./look.ts";
import { cleanedBefore, markup, type SafeHtml } from "./safe-html.ts";

/** The parts our mails are made of. Whatever people wrote goes in as text. */

export function heading(words: string): Block {
  const style = `margin:0 0 16px;font-size:22px;line-height:28px;font-weight:600;${look.ink}`;
  return { html: markup`<h1 class="ink" style="${style}">${words}</h1>`, text: words };
}

export function paragraph(words: string): Block {
  return {
    html: markup`<p class="ink" style="margin:0 0 16px;${look.ink}">${lines(words)}</p>`,
    text: words,
  };
}

export function aside(words: string): Block {
  const style = `margin:16px 0 0;${look.small}${look.dim}`;
  return { html: markup`<p class="dim" style="${style}">${lines(words)}</p>`, text: words };
}

/** An agent's words: cleaned HTML where there is any, else the text with its line breaks. */
export function message(text: string, cleanHtml: string | null): Block {
  const inner =
    cleanHtml === null
      ? markup`<p style="margin:0 0 16px;">${lines(text)}</p>`
      : cleanedBefore(withBlankLines(cleanHtml));
  return {
    html: markup`<div class="ink words" style="${look.ink}overflow-wrap:anywhere;">${inner}</div>`,
    text,
  };
}

export function signature(words: string): Block {
  if (words.trim() === "") return { html: markup``, text: "" };
  return { html: markup`<p class="dim" style="margin:16px 0;${look.dim}">${lines(words)}</p>`, text: words };
}

export type Fact = { readonly name: string; readonly value: string };

export function facts(rows: readonly Fact[]): Block {
  const name = `padding:6px 16px 6px 0;vertical-align:top;white-space:nowrap;${look.small}${look.dim}`;
  const value = `padding:6px 0;overflow-wrap:anywhere;${look.small}${look.ink}`;
  const cells = rows.map(
    (row) =>
      markup`<tr><td class="dim" width="1%" style="${name}">${row.name}</td><td class="ink" style="${value}">${row.value}</td></tr>`,
  );
  const style = "border-top:1px solid #dce0e4;border-bottom:1px solid #dce0e4;margin:0 0 16px;";
  return {
    html: markup`<table role="presentation" class="line" cellpadding="0" cellspacing="0" border="0" width="100%" style="${style}">${cells}</table>`,
    text: rows.map((row) => `${row.name}: ${row.value}`).join("\n"),
  };
}

export type Button = { readonly words: string; readonly url: string };

/**
 * One main button, and beside it those of less weight. Cells with a colour of
 * their own, since Outlook knows neither padding nor borders on a link.
 */
export function buttons(main: Button, others: readonly Button[] = []): Block {
  const rest = others.map((other) => [gap, button(other, "plain")]).flat();
  return {
    html: markup`<table role="presentation" class="buttons" cellpadding="0" cellspacing="0" border="0" style="margin:8px 0 16px;"><tr>${button(main, "main")}${rest}</tr></table>`,
    text: [main, ...others].map(({ words, url }) => `${words}:\n${url}`).join("\n\n"),
  };
}

const gap = markup`<td class="gap" width="12" style="width:12px;font-size:12px;line-height:12px;">&nbsp;</td>`;

function button({ words, url }: Button, weight: "main" | "plain"): SafeHtml {
  const { cell, color } = look[weight];
  return markup`<td class="cell ${weight}" align="center" bgcolor="${color}" style="${look.cell}${cell}"><a class="${weight}-words" href="${url}" style="${look.button}${look[weight].words}">${words}</a></td>`;
}

export function link({ words, url }: Button): Block {
  return {
    html: markup`<p style="margin:16px 0 0;${look.small}"><a href="${url}">${words}</a></p>`,
    text: `${words}:\n${url}`,
  };
}

/** From here on all is quote in the answer, whatever the mail program. */
export function replyMarker(words: string): Block {
  return { html: markup`${REPLY_MARKER}<br>${words}`, text: `${REPLY_MARKER}\n${words}` };
}

export function rule(): Block {
  const style = "border:0;border-top:1px solid #dce0e4;margin:24px 0;";
  return { html: markup`<hr class="line" style="${style}">`, text: "" };
}

function lines(words: string): SafeHtml[] {
  return words.split(/\r?\n/).map((line, index) => (index === 0 ? markup`${line}` : markup`<br>${line}`));
}
