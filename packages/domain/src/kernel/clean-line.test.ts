import { describe, expect, it } from "vitest";
import { cleanLine } from "./clean-line.ts";

describe("a line for people to read", () => {
  it("holds no line break and no control character", () => {
    expect(cleanLine("Ana\r\nBcc: all@victims.test\u0007\u0085\u2028 Kos\t")).toBe(
      "Ana Bcc: all@victims.test Kos",
    );
  });

  it("turns nothing that stands beside it", () => {
    const turns = [0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069];
    for (const code of turns) expect(cleanLine(`a${String.fromCodePoint(code)}b`)).toBe("ab");
  });

  it("ends with its own letters: no direction mark is left for its neighbours", () => {
    expect(cleanLine("\u200F Ana\u200E\u200F ")).toBe("Ana");
    expect(cleanLine("\u061Cמרים\u200F")).toBe("מרים");
    expect(cleanLine("\u200E\u200F")).toBe("");
  });

  it("keeps letters of every script, joiners and marks", () => {
    for (const name of ["Žiga Čeč", "שלום עולם", "محمد", "👩‍👧", "a\u200Fb"])
      expect(cleanLine(name)).toBe(name);
  });
});
