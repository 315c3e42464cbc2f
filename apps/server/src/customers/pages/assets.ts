import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/** A file that the pages need, held in memory. Its path changes with its content, so it may be kept for ever. */
export type Asset = {
  readonly path: string;
  readonly type: string;
  readonly content: Buffer;
  readonly gzipped: Buffer;
};

/** One file of these parts, in this order. */
function assetOf(file: string, parts: readonly string[], type: string): Asset {
  const content = Buffer.from(parts.map(read).join("\n"));
  const digest = createHash("sha256").update(content).digest("base64url").slice(0, 12);
  return {
    path: `/customer/${file.replace(".", `.${digest}.`)}`,
    type,
    content,
    gzipped: gzipSync(content, { level: 9 }),
  };
}

const read = (part: string): string => readFileSync(join(import.meta.dirname, part), "utf8");

/** Later rules win over earlier ones of the same weight: the frame first, the kinds of screens and paper last. */
const styles = ["frame", "cards-and-forms", "conversation", "media"].map((part) => `style/${part}.css`);
const css = assetOf("customer.css", styles, "text/css; charset=utf-8");
const js = assetOf("customer.js", ["customer.js"], "text/javascript; charset=utf-8");

export const assets: readonly Asset[] = [css, js];
export const assetPaths = { css: css.path, js: js.path } as const;
