import { Parser } from "htmlparser2";

export type HtmlShape = {
  /** True when elements nest deeper than asked for; reading stopped there. */
  readonly tooDeep: boolean;
  /** Words of the document in order, block by block, without any markup: the fallback when cleaning is refused. */
  readonly plainText: string;
};

const unread = new Set(["script", "style", "title", "noscript", "template", "textarea"]);
const breaks = new Set("p div br tr li table blockquote h1 h2 h3 h4 h5 h6 pre hr".split(" "));
const stop = new Error("deep enough");

/**
 * One linear pass by the tokeniser the cleaner itself uses, so that both agree
 * on what is a tag. It runs before anything that builds a tree or recurses.
 */
export function measureHtml(html: string, maxDepth: number): HtmlShape {
  let depth = 0;
  let tooDeep = false;
  const parser = new Parser({
    onopentagname: () => {
      depth += 1;
      if (depth <= maxDepth) return;
      tooDeep = true;
      throw stop;
    },
    onclosetag: () => {
      depth -= 1;
    },
  });
  try {
    parser.end(html);
  } catch (error) {
    if (error !== stop) throw error;
  }
  return { tooDeep, plainText: tooDeep ? stripTags(html) : "" };
}

/** Text of an HTML document without any tree: linear whatever the nesting, never longer than the input. */
export function stripTags(html: string): string {
  const pieces: string[] = [];
  let unreadTag: string | null = null;
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf("<", at);
    const end = open < 0 ? html.length : open;
    const name = open < 0 ? "" : tagName(html, open);
    if (unreadTag === null) {
      pieces.push(html.slice(at, end), breaks.has(name.replace("/", "")) ? "\n" : "");
      if (unread.has(name)) unreadTag = name;
    } else if (name === `/${unreadTag}`) {
      unreadTag = null;
    }
    at = afterTag(html, end);
  }
  const words = decodeCommonEntities(pieces.join(""));
  return words
    .replace(/[^\S\n]+/g, " ")
    .replace(/\s*\n\s*/g, "\n")
    .trim();
}

/**
 * What can be read of a document that hides all its words in a style sheet
 * nobody closed, as happens inside `<math>` and `<svg>`, where browsers do not
 * take it for one. Empty when the unclosed rest holds no markup: it is a sheet.
 */
export function wordsBehindUnclosed(html: string): string {
  const lower = html.toLowerCase();
  const open = Math.max(...hiding.map((name) => lower.lastIndexOf(`<${name}`)));
  if (open < 0) return "";
  const rest = html.slice(afterTag(html, open));
  const markup = /<\/?[a-z]/i.exec(rest);
  if (markup === null) return "";
  const before = rest.slice(0, markup.index);
  return stripTags(before.includes("{") ? rest.slice(markup.index) : rest);
}

const hiding = ["style", "title", "noscript", "template", "textarea"];

function afterTag(html: string, open: number): number {
  const end = html.startsWith("<!--", open) ? "-->" : ">";
  const close = html.indexOf(end, open);
  return close < 0 ? html.length : close + end.length;
}

const tagName = (html: string, open: number): string =>
  /^\/?[a-z][a-z0-9]*/.exec(html.slice(open + 1, open + 16).toLowerCase())?.[0] ?? "";

const entities: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  nbsp: " ",
  "#39": "'",
};
const decodeCommonEntities = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|nbsp|#39);/g, (_whole, name: string) => entities[name] ?? " ");
