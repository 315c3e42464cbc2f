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
    ["", []],
  ])("of %j are %j", (text, addresses) => {
    expect(addressesIn(text)).toEqual({ addresses, others: [] });
  });

  it("are named once, however they are written", () => {
    expect(addressesIn("Ana@primer.test ana@PRIMER.test").addresses).toHaveLength(1);
  });

  it.each([
    [
      "jan@primer.test; not-an-address, ola@primer.test marta@primer.test",
      ["jan@primer.test", "ola@primer.test", "marta@primer.test"],
      ["not-an-address"],
    ],
    ["nobody here", [], ["nobody here"]],
    ["ana@\njan@primer.test", ["jan@primer.test"], ["ana@"]],
  ])("leave nothing else unnamed in %j", (text, addresses, others) => {
    expect(addressesIn(text)).toEqual({ addresses, others });
  });
});
