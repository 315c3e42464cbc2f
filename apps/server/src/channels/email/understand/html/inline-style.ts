/** Properties a mail may set: looks and measures of its own text, nothing that leaves its place. */
const allowed = new Set(
  [
    "color background-color background font font-family font-size font-style font-weight font-variant",
    "line-height letter-spacing word-spacing text-align text-decoration text-indent text-transform",
    "vertical-align white-space word-break overflow-wrap direction unicode-bidi",
    "border border-top border-right border-bottom border-left border-color border-style border-width",
    "border-top-color border-right-color border-bottom-color border-left-color",
    "border-top-style border-right-style border-bottom-style border-left-style",
    "border-top-width border-right-width border-bottom-width border-left-width",
    "border-radius border-collapse border-spacing",
    "padding padding-top padding-right padding-bottom padding-left",
    "margin margin-top margin-right margin-bottom margin-left",
    "width height max-width min-width max-height list-style-type table-layout caption-side empty-cells display",
  ]
    .join(" ")
    .split(" "),
);

/** Letters, digits, colours, measures and quoted names. No backslash, slash, angle, at sign or brace can pass. */
const harmlessValue = /^[\p{L}\p{N}\s#.,%'"!()+-]{1,200}$/u;
/** Measured by the window: what shows a mail has none, and is as high as the mail is. */
const windowMeasure = /\d\s*(?:[dls]?v(?:[bhiw]|min|max)|cq(?:[bhiw]|min|max))(?![\p{L}\p{N}])/iu;
const colourFunction = /^(?:rgb|rgba|hsl|hsla)$/;
const displays = /^(?:none|block|inline|inline-block|table|table-row|table-cell|list-item)$/;

/**
 * The declarations of a style attribute that are harmless, written anew. Works by
 * allowing, not by finding evil: a declaration with a comment, an escape, a
 * `url(`, a negative margin, a measure of the window or an unknown property is
 * left out.
 */
export function filterInlineStyle(style: string): string {
  const kept: string[] = [];
  for (const declaration of style.slice(0, 5000).split(";")) {
    const colon = declaration.indexOf(":");
    const property = declaration.slice(0, Math.max(colon, 0)).trim().toLowerCase();
    const value = declaration
      .slice(colon + 1)
      .replace(/!\s*important/i, "")
      .trim();
    if (allowed.has(property) && isHarmless(property, value)) kept.push(`${property}:${value}`);
  }
  return kept.join(";");
}

function isHarmless(property: string, value: string): boolean {
  if (!harmlessValue.test(value) || value.includes("!") || windowMeasure.test(value)) return false;
  const functions = [...value.matchAll(/([\p{L}-]*)\s*\(/gu)].map((match) => match[1] ?? "");
  if (!functions.every((name) => colourFunction.test(name.toLowerCase()))) return false;
  if ((property.startsWith("margin") || property === "text-indent") && value.includes("-")) return false;
  return property !== "display" || displays.test(value.toLowerCase());
}
