import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";

const dist = join(import.meta.dirname, "../dist");
const isBuilt = existsSync(join(dist, "index.html"));
const kilobytes = (file: string) => gzipSync(readFileSync(join(dist, file))).length / 1000;

/** A chunk and all that it imports before it can run. */
function withImports(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const text = readFileSync(join(dist, file), "utf8");
  for (const [, name] of text.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g))
    withImports(`assets/${name}`, seen);
  return seen;
}

/** Run `npx vite build apps/web` first; without a build there is nothing to weigh. */
describe.skipIf(!isBuilt)("the weight of the built app", () => {
  const page = isBuilt ? readFileSync(join(dist, "index.html"), "utf8") : "";
  const [, entry] = /src="\/(assets\/[\w.-]+\.js)"/.exec(page) ?? [];
  const catalogues = globSync("assets/{en,sl,nb,pl,it,cs}-*.js", { cwd: dist });

  it("is at most 180 kB of JavaScript to the usable queue, with the heaviest language", () => {
    const queue = [...withImports(entry!)].reduce((sum, file) => sum + kilobytes(file), 0);
    const language = Math.max(...catalogues.map(kilobytes));
    expect(queue).toBeGreaterThan(60);
    expect(queue + language).toBeLessThanOrEqual(180);
  });
  it("is at most 25 kB for one language", () => {
    expect(catalogues).toHaveLength(6);
    for (const file of catalogues) expect(kilobytes(file), file).toBeLessThanOrEqual(25);
  });
  it("is at most 20 kB of styles", () => {
    const styles = globSync("assets/*.css", { cwd: dist });
    expect(styles.reduce((sum, file) => sum + kilobytes(file), 0)).toBeLessThanOrEqual(20);
  });
  it("has no parser of messages and no schema library in it", () => {
    const all = globSync("assets/*.js", { cwd: dist }).map((file) => readFileSync(join(dist, file), "utf8"));
    expect(all.filter((text) => /ZodError|safeParse|strictPluralKeys/.test(text))).toEqual([]);
  });
});
