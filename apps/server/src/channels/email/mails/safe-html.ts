/** HTML in which everything that came from people is escaped. Made by the `markup` tag only. */
export class SafeHtml {
  readonly source: string;
  constructor(source: string) {
    this.source = source;
  }
}

type Value = string | number | SafeHtml | null | readonly SafeHtml[];

/**
 * A template tag that escapes what is put in, in text and in quoted attributes
 * alike: markup`<p title="${title}">${words}</p>`. Null leaves nothing.
 */
export function markup(parts: TemplateStringsArray, ...values: readonly Value[]): SafeHtml {
  const source = parts.map((part, index) => (index === 0 ? "" : spell(values[index - 1] ?? null)) + part);
  return new SafeHtml(source.join(""));
}

/** Takes over markup that was cleaned before: an agent's own words from the editor. */
export function cleanedBefore(source: string): SafeHtml {
  return new SafeHtml(source);
}

function spell(value: Value): string {
  if (value === null) return "";
  if (value instanceof SafeHtml) return value.source;
  if (typeof value === "object") return value.map((each) => each.source).join("");
  return escapeHtml(String(value));
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? "");
}
