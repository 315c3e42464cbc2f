/** Markup that is sent as it stands. Only `html` and `trustedMarkup` make it, so a string can never become a tag. */
export class Html {
  readonly markup: string;
  constructor(markup: string) {
    this.markup = markup;
  }
  toString(): string {
    return this.markup;
  }
}

/** What a template can hold. Null, undefined and false show nothing. */
export type Shown = Html | string | number | null | undefined | false | readonly Shown[];

/**
 * Writes markup; every value that is not markup itself is escaped, for text
 * and for quoted attributes alike. Attributes must stand in double quotes.
 */
export function html(parts: TemplateStringsArray, ...values: readonly Shown[]): Html {
  let markup = parts[0] ?? "";
  values.forEach((value, index) => {
    markup += markupOf(value) + (parts[index + 1] ?? "");
  });
  return new Html(markup);
}

/** Markup from elsewhere that was cleaned already. */
export function trustedMarkup(markup: string): Html {
  return new Html(markup);
}

function markupOf(value: Shown): string {
  if (value === null || value === undefined || value === false) return "";
  if (value instanceof Html) return value.markup;
  if (typeof value === "object") return value.map(markupOf).join("");
  return escapeText(String(value));
}

const references: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "`": "&#96;",
};

/** Also drops NUL and the halves of surrogate pairs, which no page can hold. */
export function escapeText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll("\u0000", "")
    .replaceAll(/[&<>"'`]/g, (character) => references[character] ?? character);
}
