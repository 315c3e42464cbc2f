import { describe, expect, it } from "vitest";
import { initialsOf } from "./initials.ts";

describe("the initials of a person", () => {
  it.each([
    ["Ana Kovač", "AK"],
    ["ana maria de la cruz", "AC"],
    ["Petra", "P"],
    ["O'Brien", "O"],
    ["Anne-Marie Ødegård", "AØ"],
    ["  Kovač,  Ana ", "KA"],
  ])("of %j are those of the first and the last word: %s", (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });

  it.each([
    ["Eve <b>", "E"],
    ["Eve <script", "E"],
    ['"Ana (sales)"', "A"],
    ["Jan Nowak [ext]", "JN"],
    ["(nobody)", "N"],
    ["🎉 Marta 🎉", "M"],
    ["Marta Kos 2", "MK"],
    ["#1 Shop", "S"],
    ["-- Žan --", "Ž"],
  ])("of %j pass over remarks and signs: %s", (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });

  it.each([
    ["ana.kovac@primer.si", "AK"],
    ["ana@primer.si", "A"],
    ["no-reply+7@primer.si", "NR"],
    ["42@primer.si", "4"],
  ])("of the address %s are those of the part before the @: %s", (address, initials) => {
    expect(initialsOf(address)).toBe(initials);
  });

  it.each([
    ["Z\u030Can Novak", "ŽN"],
    ["g\u0303uara\u0303", "G\u0303"],
    ["𝒜na 𝒦os", "𝒜𝒦"],
    ["\u202Eevil", "E"],
    ["山田 太郎", "山太"],
    ["क्षमा", "क्ष"],
    ["ßen", "S"],
  ])("of %j are whole characters: %s", (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });

  it.each([
    ["1182", "1"],
    ["🎉", "?"],
    ["👩‍👩‍👧", "?"],
    ["<>", "?"],
    ["", "?"],
  ])("of %j, which has no letter, are %s", (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });
});
