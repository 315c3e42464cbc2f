import sanitize from "sanitize-html";
import { wellFormed } from "../text/well-formed.ts";
import { filterInlineStyle } from "./inline-style.ts";

export type CleanHtml = {
  readonly html: string;
  /** True when a picture from elsewhere waits in `data-blocked-src`. */
  readonly hasRemoteImages: boolean;
  /** The content ids that pictures in the HTML show. */
  readonly shownContentIds: ReadonlySet<string>;
};

type Attributes = Record<string, string>;
type Findings = { remote: boolean; readonly shown: Set<string>; readonly known: ReadonlySet<string> };

const structureTags =
  "p div span br hr blockquote pre code h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table thead tbody tfoot tr th td caption colgroup col center";
const textTags =
  "a b strong i em u s strike del ins small big sub sup font q cite abbr address dfn kbd samp var tt mark bdi bdo wbr img";
const allowedTags = `${structureTags} ${textTags}`.split(" ");

const cell = ["colspan", "rowspan", "align", "valign", "width", "height", "bgcolor", "nowrap"];
const allowedAttributes = {
  "*": ["style", "dir", "lang", "title", "align"],
  a: ["href", "rel", "target"],
  img: ["src", "alt", "width", "height", "border", "data-blocked-src"],
  table: ["border", "cellpadding", "cellspacing", "width", "height", "bgcolor"],
  td: cell,
  th: cell,
  tr: ["valign", "bgcolor", "height"],
  col: ["width", "span"],
  colgroup: ["width", "span"],
  font: ["color", "face", "size"],
  ol: ["start", "type"],
  ul: ["type"],
  li: ["value"],
  hr: ["width", "size", "color"],
};

/**
 * The harmless rest of a mail's HTML. Nothing in it runs, submits, embeds or
 * loads: no script, handler, form, frame, style sheet, id, class or foreign
 * picture. Links open elsewhere and say nothing about us. Call `measureHtml`
 * first: this builds strings by depth.
 */
export function cleanHtml(html: string, knownContentIds: ReadonlySet<string>): CleanHtml {
  const findings: Findings = { remote: false, shown: new Set(), known: knownContentIds };
  const cleaned = sanitize(html, {
    allowedTags,
    allowedAttributes,
    allowedSchemes: ["http", "https", "mailto", "tel"],
    allowedSchemesByTag: { img: ["cid", "data"] },
    allowedSchemesAppliedToAttributes: ["href", "src"],
    allowProtocolRelative: false,
    nonTextTags: ["script", "style", "textarea", "option", "noscript", "title", "template", "xmp", "iframe"],
    parseStyleAttributes: false,
    transformTags: {
      "*": (tagName, attributes) => ({ tagName, attribs: transform(tagName, attributes, findings) }),
    },
  });
  return {
    html: wellFormed(cleaned).trim(),
    hasRemoteImages: findings.remote,
    shownContentIds: findings.shown,
  };
}

function transform(tagName: string, attributes: Attributes, findings: Findings): Attributes {
  const { style, ...rest } = attributes;
  const kept = style === undefined ? "" : filterInlineStyle(style);
  const styled: Attributes = kept === "" ? rest : { ...rest, style: kept };
  if (tagName === "a") return transformLink(styled);
  return tagName === "img" ? transformPicture(styled, findings) : styled;
}

function transformLink({ href, rel: _rel, target: _target, ...rest }: Attributes): Attributes {
  const destination = (href ?? "").trim();
  if (!/^(?:https?:\/\/|mailto:|tel:)/i.test(destination)) return rest;
  return { ...rest, href: destination, rel: "noopener noreferrer nofollow", target: "_blank" };
}

const rasterData = /^data:image\/(?:png|jpe?g|gif|webp|bmp);base64,[a-z0-9+/=\s]*$/i;

function transformPicture(attributes: Attributes, findings: Findings): Attributes {
  const { src = "", "data-blocked-src": _forged, ...rest } = attributes;
  const source = src.trim();
  if (/^cid:/i.test(source)) return showOwnPicture(source.slice(4), rest, findings);
  if (rasterData.test(source)) return { ...rest, src: source };
  const remote = /^(?:https?:)?\/\//i.exec(source);
  if (remote === null) return rest;
  findings.remote = true;
  return { ...rest, "data-blocked-src": source.startsWith("//") ? `https:${source}` : source };
}

function showOwnPicture(reference: string, rest: Attributes, findings: Findings): Attributes {
  const id = [reference, decodeReference(reference)].find((candidate) => findings.known.has(candidate));
  if (id === undefined) return rest;
  findings.shown.add(id);
  return { ...rest, src: `cid:${id}` };
}

/** RFC 2392: a content id stands percent-encoded in its URL. */
function decodeReference(reference: string): string {
  try {
    return decodeURIComponent(reference);
  } catch {
    return reference;
  }
}
