import { describe, expect, it } from "vitest";
import { unpackUuencoded } from "./uuencode.ts";

const block = 'begin 644 note.txt\n02V5P="!A<R!I="!W87,N"@  \n`\nend';

describe("uuencoded files", () => {
  it("are taken out of the text around them", () => {
    const { text, files } = unpackUuencoded(`Before.\n${block}\nAfter.`);
    expect(text).toBe("Before.\nAfter.");
    expect(files.map(({ name, content }) => [name, Buffer.from(content).toString()])).toEqual([
      ["note.txt", "Kept as it was.\n"],
    ]);
  });

  it.each([
    "begin 644 note.txt\nThis line is only text, not a file.\nend",
    'begin 644 note.txt\n02V5P="!A<R!I="!W87,N"@  \n',
    "begin with care\nend",
    "begin 644 x\nend",
  ])("stay text when the block is not whole: %j", (text) => {
    expect(unpackUuencoded(text)).toEqual({ text, files: [] });
  });
});
