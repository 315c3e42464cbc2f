export type UuencodedFile = { readonly name: string; readonly content: Uint8Array<ArrayBuffer> };
export type UnpackedText = { readonly text: string; readonly files: readonly UuencodedFile[] };

const begin = /^begin (?:0?[0-7]{3}) (\S.{0,250})$/;
const maxFiles = 100;

/**
 * Takes uuencoded files (POSIX `uuencode`) out of a plain text. Only blocks that
 * are right from `begin` to `end` are taken; anything else stays text.
 */
export function unpackUuencoded(text: string): UnpackedText {
  if (!/^begin 0?[0-7]{3} /m.test(text)) return { text, files: [] };
  const lines = text.split("\n");
  const kept: string[] = [];
  const files: UuencodedFile[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    const name = begin.exec(line.trimEnd())?.[1];
    const block = name === undefined || files.length >= maxFiles ? null : readBlock(lines, at + 1);
    if (name === undefined || block === null) {
      kept.push(line);
      continue;
    }
    files.push({ name, content: block.content });
    at = block.lastLine;
  }
  return { text: kept.join("\n"), files };
}

function readBlock(
  lines: readonly string[],
  start: number,
): { content: Uint8Array<ArrayBuffer>; lastLine: number } | null {
  const chunks: Uint8Array[] = [];
  for (let at = start; at < lines.length; at += 1) {
    const line = (lines[at] ?? "").replace(/[\r\n]+$/, "");
    if (line.trimEnd() === "end") {
      return chunks.length === 0 ? null : { content: new Uint8Array(Buffer.concat(chunks)), lastLine: at };
    }
    const chunk = decodeLine(line);
    if (chunk === null) return null;
    chunks.push(chunk);
  }
  return null;
}

/** One line: a length character, then groups of four characters for three bytes. Trailing spaces may be lost on the way. */
function decodeLine(line: string): Uint8Array | null {
  const length = sixBits(line, 0);
  if (line === "" || length < 0) return null;
  const groups = Math.ceil(length / 3);
  // Some encoders add a check character; more than that is no uuencoded line.
  if (line.length > 1 + groups * 4 + 1) return null;
  const bytes = new Uint8Array(groups * 3);
  for (let group = 0; group < groups; group += 1) {
    const triple = decodeGroup(line, 1 + group * 4);
    if (triple === null) return null;
    bytes.set(triple, group * 3);
  }
  return bytes.subarray(0, length);
}

function decodeGroup(line: string, start: number): readonly [number, number, number] | null {
  const a = sixBits(line, start);
  const b = sixBits(line, start + 1);
  const c = sixBits(line, start + 2);
  const d = sixBits(line, start + 3);
  if (Math.min(a, b, c, d) < 0) return null;
  return [(a << 2) | (b >> 4), ((b & 15) << 4) | (c >> 2), ((c & 3) << 6) | d];
}

/** The value of a character; a missing one counts as a lost space; −1 for one that cannot stand here. */
function sixBits(line: string, at: number): number {
  if (at >= line.length) return 0;
  const code = line.charCodeAt(at) - 32;
  return code >= 0 && code <= 64 ? code & 63 : -1;
}
