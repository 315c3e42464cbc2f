import type { Part } from "./part-tree.ts";

export type Bodies = {
  /** Parts that make up the text version, in order. Some may be HTML where nothing plainer exists. */
  readonly text: readonly Part[];
  /** Parts that make up the HTML version, in order. Some may be plain text. */
  readonly html: readonly Part[];
  readonly attachments: readonly Part[];
};

type Lists = { text: Part[] | null; html: Part[] | null; attachments: Part[] };

/**
 * Sorts the parts into text version, HTML version and attachments, as RFC 8621
 * §4.1.4 suggests: of an alternative each list takes its own form, of anything
 * else both take all that can be shown. A null list means that this form is
 * decided already by an enclosing alternative.
 */
export function chooseBodies(root: Part): Bodies {
  const text: Part[] = [];
  const html: Part[] = [];
  const attachments: Part[] = [];
  sortParts([root], { subtype: "mixed", inAlternative: false }, { text, html, attachments });
  return { text, html, attachments };
}

type Surroundings = { readonly subtype: string; readonly inAlternative: boolean };

function sortParts(parts: readonly Part[], around: Surroundings, lists: Lists): void {
  const before = { text: lists.text?.length ?? -1, html: lists.html?.length ?? -1 };
  let target = lists;
  for (const [index, part] of parts.entries()) {
    if (isMultipart(part)) {
      const subtype = part.type.slice("multipart/".length);
      const inAlternative = around.inAlternative || subtype === "alternative";
      sortParts(part.children, { subtype, inAlternative }, target);
    } else if (!isShown(part, index, around)) {
      target.attachments.push(part);
    } else if (around.subtype === "alternative") {
      addAlternative(part, target);
    } else {
      target = addShown(part, around, target);
    }
  }
  if (around.subtype === "alternative") fillMissingForm(lists, before);
}

function addAlternative(part: Part, lists: Lists): void {
  if (part.type === "text/plain") lists.text?.push(part);
  else if (part.type === "text/html") lists.html?.push(part);
  else lists.attachments.push(part);
}

/** Adds a part that both versions show; inside an alternative the first text decides which version this branch is. */
function addShown(part: Part, around: Surroundings, lists: Lists): Lists {
  const target = around.inAlternative ? narrowed(part, lists) : lists;
  target.text?.push(part);
  target.html?.push(part);
  return target;
}

function narrowed(part: Part, lists: Lists): Lists {
  if (part.type === "text/plain") return { ...lists, html: null };
  return { ...lists, text: null };
}

/** An alternative with one form only serves both versions. */
function fillMissingForm(lists: Lists, before: { text: number; html: number }): void {
  const { text, html } = lists;
  if (text === null || html === null) return;
  if (text.length === before.text) text.push(...html.slice(before.html));
  else if (html.length === before.html) html.push(...text.slice(before.text));
}

const isMultipart = (part: Part): boolean => part.type.startsWith("multipart/") && part.children.length > 0;

/** Whether a part is shown in place: text without a file name, unless it calls itself an attachment. */
function isShown(part: Part, index: number, around: Surroundings): boolean {
  if (part.disposition === "attachment") return false;
  if (part.type !== "text/plain" && part.type !== "text/html") return false;
  const named = part.dispositionParameters["filename"] ?? part.parameters["name"];
  return index === 0 || (around.subtype !== "related" && named === undefined);
}
