import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson, type Json } from "./canonical-json.ts";

describe("canonical JSON (RFC 8785)", () => {
  it("writes the example of RFC 8785 section 3.2.2 as section 3.2.3 does", () => {
    const value = {
      numbers: [Number("333333333.33333329"), 1e30, 4.5, 2e-3, 0.000_000_000_000_000_000_000_000_001],
      string: '€$\u000F\nA\'B"\\\\"/',
      literals: [null, true, false],
    };
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it("sorts keys by UTF-16 code units as in RFC 8785 section 3.2.3, not by code points", () => {
    const names = ["\u20ac", "\r", "\ufb33", "1", "\u{1f600}", "\u0080", "\u00f6"];
    const value = Object.fromEntries(names.map((name) => [name, 0]));
    const order = [...canonicalJson(value).matchAll(/"((?:[^"\\]|\\.)*)":/g)].map((match) => match[1]);
    expect(order).toEqual(["\\r", "1", "\u0080", "\u00f6", "\u20ac", "\u{1f600}", "\ufb33"]);
  });

  it.each([
    [0, "0"],
    [-0, "0"],
    [5e-324, "5e-324"],
    [1.797_693_134_862_315_7e308, "1.7976931348623157e+308"],
    [9_007_199_254_740_992, "9007199254740992"],
    [1e21, "1e+21"],
    [9.999_999_999_999_997e22, "9.999999999999997e+22"],
  ])("writes the number %d as ECMAScript does", (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  it("writes the empty things", () => {
    expect(canonicalJson([{}, [], "", null])).toBe('[{},[],"",null]');
  });

  const unsayable: readonly [string, unknown][] = [
    ["undefined", undefined],
    ["undefined in an object", { a: undefined }],
    ["a hole in an array", [undefined]],
    ["NaN", NaN],
    ["Infinity", [-Infinity]],
    ["a bigint", 1n],
    ["a function", () => 0],
    ["half a surrogate pair", "\ud800"],
    ["half a surrogate pair in a key", { "a\udc00": 1 }],
  ];
  it.each(unsayable)("refuses %s", (_name, value) => {
    expect(() => canonicalJson(value as Json)).toThrow(TypeError);
  });

  it("orders few keys and many as a general sort does", () => {
    const members = fc.dictionary(fc.string({ unit: "grapheme" }), fc.integer(), { maxKeys: 30 });
    fc.assert(
      fc.property(members, (value) => {
        const plainly = Object.keys(value)
          .toSorted((one, other) => (one < other ? -1 : 1))
          .map((key) => `${JSON.stringify(key)}:${value[key]}`);
        expect(canonicalJson(value)).toBe(`{${plainly.join(",")}}`);
      }),
    );
  });

  it("is JSON of the same value, whatever the order of the keys", () => {
    const json = fc.jsonValue({ depthSize: "small", stringUnit: "grapheme" });
    fc.assert(
      fc.property(json, (value) => {
        const text = canonicalJson(value as Json);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(reversed(value as Json))).toBe(text);
        expect(canonicalJson(JSON.parse(text) as Json)).toBe(text);
      }),
    );
  });
});

function reversed(value: Json): Json {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(reversed);
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, member]) => [key, reversed(member)] as const)
      .toReversed(),
  );
}
