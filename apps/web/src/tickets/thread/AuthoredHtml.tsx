import { createElement, useMemo, type ReactNode } from "react";

/** The marks and blocks of our own editor; anything else keeps its text and loses its tag. */
const tags: Readonly<Record<string, string>> = {
  P: "p",
  DIV: "p",
  BR: "br",
  STRONG: "strong",
  B: "strong",
  EM: "em",
  I: "em",
  U: "u",
  S: "s",
  CODE: "code",
  PRE: "pre",
  BLOCKQUOTE: "blockquote",
  UL: "ul",
  OL: "ol",
  LI: "li",
  H1: "h4",
  H2: "h4",
  H3: "h4",
};
/** No text of ours is nested deeper; what is, is shown flat. */
const deepest = 40;

/**
 * What one of us wrote, drawn in the page's own type. The HTML is read into a
 * document that runs nothing and is drawn anew element by element, so no
 * attribute but a checked link address can pass.
 */
export function AuthoredHtml({ html }: { readonly html: string }) {
  const nodes = useMemo(() => drawnFrom(html), [html]);
  return <div className="authored">{nodes}</div>;
}

function drawnFrom(html: string): ReactNode {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  return childrenOf(body, 0);
}

function childrenOf(parent: Node, depth: number): ReactNode[] {
  return [...parent.childNodes].map((node, index) => draw(node, index, depth));
}

function draw(node: Node, key: number, depth: number): ReactNode {
  if (node instanceof Text) return node.data;
  if (!(node instanceof Element) || depth > deepest) return node instanceof Element ? node.textContent : null;
  const children = childrenOf(node, depth + 1);
  if (node.tagName === "A") return <SafeLink key={key} href={node.getAttribute("href")} words={children} />;
  const tag = tags[node.tagName];
  if (tag === undefined) return children;
  return tag === "br" ? <br key={key} /> : createElement(tag, { key }, ...children);
}

function SafeLink({ href, words }: { readonly href: string | null; readonly words: ReactNode }) {
  if (href === null || !/^(https?:\/\/|mailto:|tel:)/i.test(href)) return words;
  return (
    <a href={href} target="_blank" rel="noreferrer noopener">
      {words}
    </a>
  );
}
