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
    cleanHtml === null ? markup`<p style="margin:0 0 16px;">${lines(text)}</p>` : cleanedBefore(cleanHtml);
  return { html: markup`<div class="ink" style="${look.ink}overflow-wrap:anywhere;">${inner}</div>`, text };
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
      markup`<tr><td class="dim" style="${name}">${row.name}</td><td class="ink" style="${value}">${row.value}</td></tr>`,
  );
  const style = "border-top:1px solid #dce0e4;border-bottom:1px solid #dce0e4;margin:0 0 16px;";
  return {
    html: markup`<table role="presentation" class="line" cellpadding="0" cellspacing="0" border="0" width="100%" style="${style}">${cells}</table>`,
    text: rows.map((row) => `${row.name}: ${row.value}`).join("\n"),
  };
}

export type Button = { readonly words: string; readonly url: string };

/** One main button, and beside it those of less weight. */
export function buttons(main: Button, others: readonly Button[] = []): Block {
  const rest = others.map(
    ({ words, url }) =>
      markup`<a class="button plain" href="${url}" style="${look.button}${look.plain}">${words}</a>`,
  );
  const first = markup`<a class="button main" href="${main.url}" style="${look.button}${look.main}">${main.words}</a>`;
  return {
    html: markup`<div style="margin:8px 0 4px;">${first}${rest}</div>`,
    text: [main, ...others].map(({ words, url }) => `${words}:\n${url}`).join("\n\n"),
  };
}

export function link({ words, url }: Button): Block {
  return {
    html: markup`<p style="margin:16px 0 0;${look.small}"><a href="${url}">${words}</a></p>`,
    text: `${words}:\n${url}`,
  };
}

/** From here on all is quote in the answer, whatever the mail program. */
export function replyMarker(words: string): Block {
  const style = `margin:0 0 20px;font-size:13px;line-height:18px;${look.dim}`;
  return {
    html: markup`<p class="dim" style="${style}">${REPLY_MARKER}<br>${words}</p>`,
    text: `${REPLY_MARKER}\n${words}`,
  };
}

export function rule(): Block {
  const style = "border:0;border-top:1px solid #dce0e4;margin:24px 0;";
  return { html: markup`<hr class="line" style="${style}">`, text: "" };
}

function lines(words: string): SafeHtml[] {
  return words.split(/\r?\n/).map((line, index) => (index === 0 ? markup`${line}` : markup`<br>${line}`));
}
