import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assertNever, canonicalJson, cleanJson, cleanText, equal, refuse, type Json } from "./index.ts";

describe("equal", () => {
  it("says of any two JSON values what their canonical form says", () => {
    const value = fc.jsonValue({ maxDepth: 2, stringUnit: "grapheme" });
    fc.assert(
      fc.property(value, value, (left, right) => {
        const same = canonicalJson(left as Json) === canonicalJson(right as Json);
        expect(equal(left as Json, right as Json)).toBe(same);
        expect(equal(left as Json, structuredClone(left) as Json)).toBe(true);
      }),
    );
  });

  it.each<[Json | undefined, Json | undefined, boolean]>([
    [{ a: 1, b: 2 }, { b: 2, a: 1 }, true],
    [[1, 2], [2, 1], false],
    [[], {}, false],
    [{}, [], false],
    [[1], [1, 2], false],
    [{ a: 1 }, { a: 1, b: 2 }, false],
    [{ a: null }, {}, false],
    [{ a: null }, { b: null }, false],
    [null, {}, false],
    [{}, null, false],
    [undefined, null, false],
    [undefined, undefined, true],
    ["1", 1, false],
  ])("%j and %j: %s", (left, right, same) => {
    expect(equal(left, right)).toBe(same);
  });
});

describe("clean text", () => {
  it("has no NUL and no half surrogate pair, and keeps everything else", () => {
    expect(cleanText("a\u0000b\ud800c\u{1f600}\n")).toBe("ab\ufffdc\u{1f600}\n");
  });

  it("reaches into every value and key", () => {
    const dirty = { "k\u0000": ["\udc00", { deep: "x\u0000", n: 1, nil: null, yes: true }] };
    expect(cleanJson(dirty)).toEqual({ k: ["\ufffd", { deep: "x", n: 1, nil: null, yes: true }] });
  });

  it("keeps a member named __proto__ a member", () => {
    const hostile = JSON.parse('{"__proto__":{"admin":true}}') as { [key: string]: Json };
    expect(JSON.stringify(cleanJson(hostile))).toBe('{"__proto__":{"admin":true}}');
  });

  it("always has a canonical form", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 0xffff })), (units) => {
        const text = String.fromCharCode(...units);
        expect(canonicalJson(cleanText(text))).toContain('"');
      }),
    );
  });
});

describe("results", () => {
  it("refuse with a code", () => {
    expect(refuse("not-today")).toEqual({ ok: false, reason: "not-today" });
  });

  it("throw where the types say that nobody can be", () => {
    expect(() => assertNever("somebody" as never)).toThrow("somebody");
  });
});
