import { isUtf8 } from "node:buffer";
import { decodeText } from "../text/charset.ts";

const nameParameter = /\b(?:file)?name\s*=\s*"?([^";\r\n]+)/i;
const maxLines = 5000;
const maxLineBytes = 2000;

/** Answers the right name for one that came out broken; null when none is found. */
export type NameRepair = (broken: string) => string | null;

/**
 * Repairs file names that stand in the header in their program's own charset, as
 * programs without RFC 2231 write them: read as UTF-8 they come out broken, and
 * the raw lines that give the same broken name hold the right one. The lines are
 * looked through once, and only when there is something to repair.
 */
export function createNameRepair(raw: Uint8Array): NameRepair {
  let names: ReadonlyMap<string, string> | null = null;
  return (broken) => {
    names ??= brokenNames(raw);
    return names.get(broken.trim()) ?? null;
  };
}

function brokenNames(raw: Uint8Array): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const line of linesWithNames(raw)) {
    if (isUtf8(line)) continue;
    const broken = nameParameter.exec(new TextDecoder().decode(line))?.[1]?.trim();
    const right = nameParameter.exec(decodeText(line, null).text)?.[1]?.trim();
    if (broken !== undefined && right !== undefined && !names.has(broken)) names.set(broken, right);
  }
  return names;
}

function* linesWithNames(raw: Uint8Array): Generator<Uint8Array> {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  let at = bytes.indexOf("name=");
  for (let seen = 0; at >= 0 && seen < maxLines; seen += 1) {
    const start = Math.max(bytes.lastIndexOf("\n", at) + 1, at - maxLineBytes);
    const feed = bytes.indexOf("\n", at);
    const end = feed < 0 ? bytes.length : feed;
    yield bytes.subarray(start, Math.min(end, start + maxLineBytes));
    at = bytes.indexOf("name=", end);
  }
}
