import { describe, expect, it } from "vitest";
import { addressesIn } from "./addresses.ts";

describe("the addresses in a pasted text", () => {
  it.each([
    ["ana@primer.test", ["ana@primer.test"]],
    [
      "ana@primer.test, jan@primer.test; kari@primer.test",
      ["ana@primer.test", "jan@primer.test", "kari@primer.test"],
    ],
    ['Ana Kovač <ana@primer.test>\n"Nowak, Jan" <jan@primer.test>', ["ana@primer.test", "jan@primer.test"]],
    ["mailto:ana@primer.test", ["ana@primer.test"]],
    ["nobody here", []],
    ["", []],
  ])("of %j are %j", (text, addresses) => {
    expect(addressesIn(text)).toEqual(addresses);
  });

  it("are named once, however they are written", () => {
    expect(addressesIn("Ana@primer.test ana@PRIMER.test")).toHaveLength(1);
  });
});
