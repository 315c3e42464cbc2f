import { describe, expect, it } from "vitest";
import { changesBetween, nameOf } from "./changes.ts";

describe("the changes between two states", () => {
  it("name the fields that differ", () => {
    expect(changesBetween({ name: "Kvit", language: "en" }, { name: "Primer", language: "en" })).toEqual([
      { name: "name", before: "Kvit", after: "Primer" },
    ]);
  });
  it("reach into nested fields", () => {
    expect(changesBetween({ imap: { host: "a", port: 1 } }, { imap: { host: "b", port: 1 } })).toEqual([
      { name: "imap.host", before: "a", after: "b" },
    ]);
  });
  it("show what was created and what went", () => {
    expect(changesBetween(null, { name: "Key" })).toEqual([
      { name: "name", before: undefined, after: "Key" },
    ]);
    expect(changesBetween({ name: "Key" }, null)).toEqual([
      { name: "name", before: "Key", after: undefined },
    ]);
  });
  it("compare lists as a whole", () => {
    expect(changesBetween({ members: [1] }, { members: [1, 2] })).toEqual([
      { name: "members", before: [1], after: [1, 2] },
    ]);
  });
});

describe("the name of a setting", () => {
  it("is the newer one", () => expect(nameOf({ name: "Old" }, { name: "New" })).toBe("New"));
  it("is the older one when the newer has none", () =>
    expect(nameOf({ email: "a@b.test" }, null)).toBe("a@b.test"));
  it("is missing where nothing names it", () => expect(nameOf({ language: "en" }, null)).toBeNull());
});
