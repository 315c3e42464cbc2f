import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const source = join(import.meta.dirname, "../src");
const tokens = readFileSync(join(source, "ui/tokens.css"), "utf8");
const files = globSync("**/*.{css,tsx,ts}", { cwd: source }).filter(
  (file) => file !== "ui/tokens.css" && !file.endsWith(".test.ts"),
);
const statuses = ["new", "open", "answered", "postponed", "resolved", "closed", "spam", "deleted", "purged"];

const lightBlock = tokens.slice(0, tokens.indexOf(':root[data-theme="dark"]'));
const darkBlock = tokens.slice(
  tokens.indexOf(':root[data-theme="dark"]'),
  tokens.indexOf(":root[data-density"),
);
const colours = (block: string) =>
  Object.fromEntries(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/gi)].map(([, name, value]) => [name, value]),
  );
const themes = { light: colours(lightBlock), dark: colours(darkBlock) } as Record<
  string,
  Record<string, string>
>;

/** Contrast by the formula of WCAG 2.2. */
function contrast(a: string, b: string): number {
  const light = (hex: string) => {
    const [red, green, blue] = [1, 3, 5].map((start) => {
      const part = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
  };
  const [dark, bright] = [light(a), light(b)].sort((x, y) => x - y);
  return (bright! + 0.05) / (dark! + 0.05);
}

describe("the tokens", () => {
  it("are the only place of colours and sizes", () => {
    const allowed = /currentColor|transparent|CanvasText|Canvas|GrayText/g;
    const found = files.flatMap((file) => {
      const text = readFileSync(join(source, file), "utf8")
        .replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "")
        .replaceAll(allowed, "");
      const colour =
        /(?<![\w&`"'$/.])#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})\b|\b(?:rgba?|hsla?|oklch|lab)\(/gi;
      const size = /(?<![\w-])\d*\.?\d+px\b/g;
      return [...text.matchAll(colour), ...text.matchAll(size)].map(([match]) => `${file}: ${match}`);
    });
    expect(files.length).toBeGreaterThan(60);
    expect(found).toEqual([]);
  });

  it("name every variable that the styles use", () => {
    const defined = new Set([...tokens.matchAll(/--([\w-]+):/g)].map(([, name]) => name));
    const local = new Set(["status", "status-tint", "status-solid", "t-input"]);
    const missing = files.flatMap((file) =>
      [...readFileSync(join(source, file), "utf8").matchAll(/var\(--([\w-]+)/g)].flatMap(([, name]) =>
        defined.has(name) || local.has(name!) ? [] : [`${file}: --${name}`],
      ),
    );
    expect(missing).toEqual([]);
  });

  describe.each(["light", "dark"])("in the %s theme", (theme) => {
    const colour = (name: string) => {
      const value = themes[theme]![name];
      if (value === undefined) throw new Error(`--${name} has no colour in the ${theme} theme`);
      return value;
    };
    const ratio = (text: string, ground: string) => contrast(colour(text), colour(ground));

    it("have text that can be read on every ground", () => {
      for (const text of ["fg", "fg2", "fg3", "link", "danger", "focus"]) {
        for (const ground of ["bg", "bg2", "bg3", "sel"]) {
          expect(ratio(text, ground), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
        }
      }
      expect(ratio("on-accent", "accent")).toBeGreaterThanOrEqual(4.5);
      expect(ratio("on-accent", "accent-hover")).toBeGreaterThanOrEqual(4.5);
      expect(ratio("note-fg", "note-bg")).toBeGreaterThanOrEqual(4.5);
      expect(ratio("fg", "note-bg")).toBeGreaterThanOrEqual(4.5);
      expect(ratio("sla-warn", "sla-warn-tint")).toBeGreaterThanOrEqual(4.5);
      expect(ratio("sla-warn", "bg2")).toBeGreaterThanOrEqual(4.5);
      expect(ratio("sla-breach", "sla-breach-tint")).toBeGreaterThanOrEqual(4.5);
    });

    it("have borders and parts that can be seen", () => {
      for (const ground of ["bg", "bg2", "bg3", "sel"])
        expect(ratio("border", ground), ground).toBeGreaterThanOrEqual(3);
      for (const status of statuses) expect(ratio(`${status}-solid`, "bg"), status).toBeGreaterThanOrEqual(3);
    });

    it("have status words that can be read on their tint, on the page and on the selected row", () => {
      for (const status of statuses) {
        // purged has no tint: its word stands on the page
        const tint = status === "purged" ? "bg" : `${status}-tint`;
        expect(ratio(status, tint), status).toBeGreaterThanOrEqual(4.5);
        expect(ratio(status, "bg"), status).toBeGreaterThanOrEqual(4.5);
        expect(ratio(status, "sel"), status).toBeGreaterThanOrEqual(4.5);
      }
    });
  });
});
