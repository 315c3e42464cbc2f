import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { assets } from "./assets.ts";

const [style, script] = assets;
const own = String(style?.content);
const app = readFileSync(join(import.meta.dirname, "../../../../web/src/ui/tokens.css"), "utf8");

/** The custom properties of the rule that begins with `selector`. */
function tokens(css: string, selector: string): Map<string, string> {
  const start = css.indexOf(selector);
  expect(start).toBeGreaterThanOrEqual(0);
  const block = css.slice(css.indexOf("{", start) + 1, css.indexOf("}", start));
  return new Map(
    [...block.matchAll(/(--[a-z0-9-]+):\s*([^;]+);/g)].map(([, name, value]) => [
      name ?? "",
      (value ?? "").replaceAll(/\s+/g, " ").trim(),
    ]),
  );
}
const dark = (css: string) => css.slice(css.indexOf("prefers-color-scheme: dark"));

describe("the style of the customer's pages", () => {
  it("has the app's colours and sizes, light and dark", () => {
    /** What only these pages have. */
    const ownNames = new Set([
      "--page",
      "--card",
      "--column",
      "--touch",
      "--stop",
      "--small-target",
      "--head",
    ]);
    const pairs = [
      [tokens(own, ":root"), tokens(app, ":root")],
      [tokens(dark(own), ":root"), tokens(app, ':root[data-theme="dark"]')],
    ] as const;
    for (const [mine, theirs] of pairs) {
      const shared = [...mine].filter(([name]) => !ownNames.has(name));
      expect(shared.length).toBeGreaterThan(20);
      expect(Object.fromEntries(shared)).toEqual(
        Object.fromEntries(shared.map(([name]) => [name, theirs.get(name)])),
      );
    }
  });

  it("writes no colour outside its tokens", () => {
    const rules = own.slice(own.indexOf("*,\n*::before")).replace(/@media print[^}]+\}/, "");
    expect(rules.match(/#[0-9a-f]{3,8}\b|rgba?\(/gi)).toBeNull();
  });

  it("B32: weighs at most 10 kB of style and 15 kB of script", () => {
    expect(gzipSync(own).length).toBeLessThan(10_000);
    expect(script?.content.length).toBeLessThan(15_000);
    expect(own).not.toMatch(/@font-face|@import|url\(/);
  });
});
