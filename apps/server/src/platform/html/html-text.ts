import { Parser } from "htmlparser2";

/** Beyond this many levels neither quotes nor lists are marked: the marks would outgrow the words. */
const maxMarks = 8;

const unread = new Set([
  "script",
  "style",
  "title",
  "noscript",
  "template",
  "textarea",
  "head",
  "xmp",
  "iframe",
]);
const paragraphs = new Set("p h1 h2 h3 h4 h5 h6 dl table blockquote pre hr article section".split(" "));
const lines = new Set("div tr li dt dd caption center address form fieldset header footer main".split(" "));

/**
 * The text of an HTML mail as a person would have typed it: quotes with `> `,
 * lists with their bullets, links with their target in angle brackets. One pass,
 * and a result of at most a few times the input however deep it nests, which is
 * why no general converter is used. Hidden elements are left out.
 */
export function htmlToPlainText(html: string): string {
  const writer = new TextWriter();
  const open: OpenElement[] = [];
  const parser = new Parser({
    onopentag: (name, attributes) => {
      const element: OpenElement = { name, href: null, quotes: false, hidden: false };
      element.hidden = unread.has(name) || /display\s*:\s*none/i.test(attributes["style"] ?? "");
      if (element.hidden) writer.mute();
      open.push(element);
      enter(writer, element, attributes);
    },
    ontext: (text) => {
      writer.text(text);
    },
    onclosetag: () => {
      const element = open.pop();
      if (element === undefined) return;
      leave(writer, element);
      if (element.hidden) writer.unmute();
    },
  });
  parser.end(html);
  return writer.finish();
}

type OpenElement = {
  readonly name: string;
  href: string | null;
  quotes: boolean;
  hidden: boolean;
};
type Attributes = Readonly<Record<string, string>>;

function enter(writer: TextWriter, element: OpenElement, attributes: Attributes): void {
  const { name } = element;
  if (paragraphs.has(name)) writer.breakParagraph();
  else if (lines.has(name)) writer.breakLine();
  if (name === "a") element.href = attributes["href"] ?? null;
  if (name === "blockquote" && isQuote(attributes)) {
    element.quotes = true;
    writer.quote(1);
  }
  onEnter[name]?.(writer);
}

const onEnter: Readonly<Record<string, (writer: TextWriter) => void>> = {
  a: (writer) => writer.startLabel(),
  br: (writer) => writer.newLine(),
  td: (writer) => writer.separate(),
  th: (writer) => writer.separate(),
  pre: (writer) => writer.keepSpaces(true),
  ul: (writer) => writer.openList(false),
  ol: (writer) => writer.openList(true),
  li: (writer) => writer.bullet(),
};

function leave(writer: TextWriter, element: OpenElement): void {
  const { name } = element;
  if (name === "a") writer.endLabel(element.href);
  if (name === "ul" || name === "ol") writer.closeList();
  if (paragraphs.has(name)) writer.breakParagraph();
  else if (lines.has(name)) writer.breakLine();
  if (name === "pre") writer.keepSpaces(false);
  if (element.quotes) writer.quote(-1);
}

/** Mail programs also use blockquote to indent; those set its border to none and do not call it a citation. */
function isQuote(attributes: Attributes): boolean {
  const cited = attributes["type"] === "cite" || attributes["cite"] !== undefined;
  return cited || !/border(?:-left)?\s*:\s*(?:none|medium none|0)/i.test(attributes["style"] ?? "");
}

class TextWriter {
  private readonly out: string[] = [];
  private line: string[] = [];
  private lineIsBlank = true;
  private endsInSpace = true;
  private muted = 0;
  private preformatted = 0;
  private quotes = 0;
  private readonly lists: { ordered: boolean; count: number }[] = [];
  /** Quote depth at which an empty line was asked for; null when none was. */
  private blankAt: number | null = null;
  private readonly labels: string[][] = [];

  mute(): void {
    this.muted += 1;
  }

  unmute(): void {
    this.muted -= 1;
  }

  keepSpaces(keep: boolean): void {
    this.preformatted += keep ? 1 : -1;
  }

  text(text: string): void {
    if (this.muted > 0) return;
    if (this.preformatted > 0) this.preformattedText(text);
    else this.flowingText(text);
  }

  private flowingText(text: string): void {
    let words = text.replace(/[ \t\r\n\f\u00a0]+/g, " ");
    if (this.endsInSpace) words = words.replace(/^ /, "");
    if (words !== "") this.put(words);
  }

  private preformattedText(text: string): void {
    for (const [index, part] of text.split(/\r?\n/).entries()) {
      if (index > 0) this.newLine();
      if (part !== "") this.put(part);
    }
  }

  private put(words: string): void {
    this.line.push(words);
    this.labels.at(-1)?.push(words);
    this.endsInSpace = words.endsWith(" ");
    this.lineIsBlank = this.lineIsBlank && words.trim() === "";
  }

  /** An explicit line break: makes an empty line when the line is empty already. */
  newLine(): void {
    if (this.muted > 0) return;
    if (this.lineIsBlank) this.askForBlank();
    else this.flush();
  }

  breakLine(): void {
    if (this.muted === 0 && !this.lineIsBlank) this.flush();
  }

  breakParagraph(): void {
    if (this.muted > 0) return;
    this.breakLine();
    this.askForBlank();
  }

  private askForBlank(): void {
    if (this.out.length > 0) this.blankAt = Math.min(this.blankAt ?? this.quotes, this.quotes);
  }

  /** Between the cells of a row. */
  separate(): void {
    if (this.muted === 0 && !this.lineIsBlank && !this.endsInSpace) this.put(" ");
  }

  quote(step: 1 | -1): void {
    this.breakLine();
    this.quotes += step;
  }

  openList(ordered: boolean): void {
    this.breakAroundList();
    this.lists.push({ ordered, count: 0 });
  }

  closeList(): void {
    this.breakLine();
    this.lists.pop();
    this.breakAroundList();
  }

  private breakAroundList(): void {
    if (this.lists.length === 0) this.breakParagraph();
    else this.breakLine();
  }

  bullet(): void {
    const list = this.lists.at(-1);
    if (this.muted > 0) return;
    if (list !== undefined) list.count += 1;
    const indent = "  ".repeat(Math.min(Math.max(this.lists.length - 1, 0), maxMarks));
    this.put(`${indent}${list?.ordered === true ? `${list.count}. ` : "- "}`);
    this.endsInSpace = true;
  }

  startLabel(): void {
    this.labels.push([]);
  }

  /** Writes the link's target behind its words, unless the words are the target. */
  endLabel(href: string | null): void {
    const label = (this.labels.pop() ?? []).join("").trim();
    this.labels.at(-1)?.push(label);
    const target = (href ?? "").trim();
    if (this.muted > 0 || label === "" || !/^(?:https?|mailto|tel):/i.test(target)) return;
    const bare = target.replace(/^(?:mailto|tel):/i, "");
    if (!sameTarget(label, bare)) this.put(` <${bare}>`);
  }

  private flush(): void {
    if (this.blankAt !== null) this.out.push(quoteMarks(Math.min(this.blankAt, this.quotes)).trimEnd());
    this.out.push(quoteMarks(this.quotes) + this.line.join("").trimEnd());
    this.line = [];
    this.lineIsBlank = true;
    this.endsInSpace = true;
    this.blankAt = null;
  }

  finish(): string {
    this.breakLine();
    return this.out.join("\n").trim();
  }
}

const quoteMarks = (depth: number): string => (depth > 0 ? `${">".repeat(Math.min(depth, maxMarks))} ` : "");

function sameTarget(label: string, target: string): boolean {
  const bare = (text: string): string =>
    text
      .toLowerCase()
      .replace(/^https?:\/\/(?:www\.)?/, "")
      .replace(/\/$/, "");
  return bare(label) === bare(target);
}
