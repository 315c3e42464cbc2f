import sanitizeHtml from "sanitize-html";

/** The marks and blocks our editor can make; everything else is taken off, its text kept. */
const allowed: sanitizeHtml.IOptions = {
  allowedTags: [
    "p",
    "br",
    "strong",
    "b",
    "em",
    "i",
    "u",
    "s",
    "code",
    "pre",
    "blockquote",
    "ul",
    "ol",
    "li",
    "a",
    "h1",
    "h2",
    "h3",
    "hr",
    "span",
    "div",
  ],
  allowedAttributes: { a: ["href"], ol: ["start"] },
  allowedSchemes: ["http", "https", "mailto", "tel"],
  allowProtocolRelative: false,
  nestingLimit: 60,
  transformTags: {
    a: sanitizeHtml.simpleTransform("a", { rel: "noopener noreferrer nofollow", target: "_blank" }),
  },
};
const withLinkMarks: sanitizeHtml.IOptions = {
  ...allowed,
  allowedAttributes: { ...allowed.allowedAttributes, a: ["href", "rel", "target"] },
};

/** Cleans HTML that an agent or an API client wrote. */
export function cleanAuthoredHtml(html: string): string {
  return sanitizeHtml(html, withLinkMarks);
}
