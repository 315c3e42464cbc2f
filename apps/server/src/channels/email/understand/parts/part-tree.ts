import PostalMime from "postal-mime";
import type { Limits } from "../parsed-mail.ts";
import { OverLimit } from "../limits.ts";

/** One MIME part: a leaf with its decoded bytes, or a multipart with its children. */
export type Part = {
  /** Lower-cased media type, e.g. `text/plain`. */
  readonly type: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** `attachment`, `inline`, another word, or "" when the part says nothing. */
  readonly disposition: string;
  readonly dispositionParameters: Readonly<Record<string, string>>;
  readonly contentId: string | null;
  /** Transfer encoding undone, charset not. Empty for a multipart. */
  readonly content: Uint8Array<ArrayBuffer>;
  readonly children: readonly Part[];
};

/**
 * postal-mime joins all texts into one and decodes them by their label. We need
 * the parts themselves with their bytes, so its last step is left out and the
 * tree it built is read. `part-tree.test.ts` fails if a new version builds
 * another tree.
 */
class TreeParser extends PostalMime {
  async collectNode(): Promise<void> {}
  renderTextContent(): void {}
}

/** The parts of a mail. Throws `OverLimit` when it nests too deep, has too many parts or too much header. */
export async function readPartTree(raw: Uint8Array, limits: Limits): Promise<Part> {
  const parser = new TreeParser({
    maxNestingDepth: limits.mimeDepth,
    maxHeadersSize: limits.headerBytes * 4,
  });
  try {
    await parser.parse(raw);
  } catch (error) {
    throw asOverLimit(error, limits);
  }
  const budget = { parts: limits.parts };
  return readNode(Reflect.get(parser, "root"), budget, limits);
}

function asOverLimit(error: unknown, limits: Limits): unknown {
  const message = error instanceof Error ? error.message : "";
  if (message.startsWith("Maximum MIME nesting depth")) {
    return new OverLimit("mimeDepth", "more", limits.mimeDepth);
  }
  if (message.startsWith("Maximum header size")) {
    return new OverLimit("headerBytes", "more in all parts", limits.headerBytes * 4);
  }
  return error;
}

function readNode(node: unknown, budget: { parts: number }, limits: Limits): Part {
  budget.parts -= 1;
  if (budget.parts < 0) throw new OverLimit("parts", "more", limits.parts);
  const contentType = structured(field(node, "contentType"));
  const disposition = structured(field(node, "contentDisposition"));
  const children = field(node, "childNodes");
  const contentId = field(node, "contentId");
  const content = field(node, "content");
  return {
    type: contentType.value === "" ? "text/plain" : contentType.value,
    parameters: contentType.parameters,
    disposition: disposition.value,
    dispositionParameters: disposition.parameters,
    contentId: typeof contentId === "string" ? contentId : null,
    content: content instanceof ArrayBuffer ? new Uint8Array(content) : new Uint8Array(),
    children: Array.isArray(children) ? children.map((child) => readNode(child, budget, limits)) : [],
  };
}

function structured(header: unknown): { value: string; parameters: Record<string, string> } {
  const parsed = field(header, "parsed");
  const value = field(parsed, "value");
  const parameters: Record<string, string> = Object.create(null);
  for (const [name, text] of Object.entries(asObject(field(parsed, "params")))) {
    if (typeof text === "string") parameters[name] = text;
  }
  return { value: typeof value === "string" ? value.trim() : "", parameters };
}

const asObject = (value: unknown): object => (typeof value === "object" && value !== null ? value : {});
const field = (value: unknown, name: string): unknown => Reflect.get(asObject(value), name);

/** All leaves below a part, in order. */
export function leavesOf(part: Part): readonly Part[] {
  return part.type.startsWith("multipart/") && part.children.length > 0
    ? part.children.flatMap(leavesOf)
    : [part];
}

/** The part and everything below it. */
export function allParts(part: Part): readonly Part[] {
  return [part, ...part.children.flatMap(allParts)];
}
