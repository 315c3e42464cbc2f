import { describe, expect, it } from "vitest";
import { hasCorpora, readCorpus, whySkipped } from "../test/corpora.ts";
import { cutText, plainLabel, singleLine, wellFormed } from "./well-formed.ts";

describe("text for storing", () => {
  it("T46: holds neither NUL nor half a surrogate pair", () => {
    expect(wellFormed("a\0b\uD800c\uDC00d😀")).toBe("a\uFFFDb\uFFFDc\uFFFDd😀");
  });

  it("is cut between characters, not inside one", () => {
    expect(cutText("ab😀", 3)).toBe("ab");
    expect(cutText("ab😀", 4)).toBe("ab😀");
  });

  it("T52: is one line where one line is meant", () => {
    expect(singleLine(" a\r\nb\u2028c\u0085d\ve ", 100)).toBe("a b c d e");
  });

  it("cannot turn the direction of what stands beside it", () => {
    expect(plainLabel("Ann \u202Etxt.exe\u2066\u0007", 100)).toBe("Ann txt.exe");
  });

  it.skipIf(!hasCorpora)(`T46: leaves awkward but whole strings as they are${whySkipped}`, () => {
    const strings = JSON.parse(readCorpus("naughty-strings/blns.json").toString()) as string[];
    expect(strings.length).toBe(515);
    const whole = strings.filter((text) => text.isWellFormed() && !text.includes("\0"));
    expect(whole.map(wellFormed)).toEqual(whole);
    expect(strings.filter((text) => /[\r\n]/.test(singleLine(text, 10_000)))).toEqual([]);
  });
});
