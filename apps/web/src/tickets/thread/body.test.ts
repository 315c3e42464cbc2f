import { describe, expect, it } from "vitest";
import { piecesOf } from "./body.ts";

describe("text cut at its addresses", () => {
  it("leaves the mark that ends a sentence outside the link", () => {
    expect(piecesOf("See https://kvit.example/a?b=1. Thanks")).toEqual([
      { kind: "text", text: "See " },
      { kind: "link", text: "https://kvit.example/a?b=1" },
      { kind: "text", text: ". Thanks" },
    ]);
  });
  it("takes no other scheme for a link", () => {
    expect(piecesOf("javascript:alert(1)")).toEqual([{ kind: "text", text: "javascript:alert(1)" }]);
  });
});
