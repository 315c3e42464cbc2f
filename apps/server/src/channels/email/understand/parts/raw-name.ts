import { isUtf8 } from "node:buffer";
import { decodeText } from "../text/charset.ts";

const nameParameter = /\b(?:file)?name\s*=\s*"?([^";\r\n]+)/i;
const maxLines = 5000;

/**
 * The file name whose bytes, read as UTF-8, gave `broken`: programs without
 * RFC 2231 write names in their own charset straight into the header. Looks
 * through the raw lines that hold a name and are not UTF-8. Null when none fits.
 */
export function repairRawName(raw: Uint8Array, broken: string): string | null {
  for (const line of linesWithNames(raw)) {
    if (isUtf8(line)) continue;
    const asRead = nameParameter.exec(new TextDecoder().decode(line))?.[1]?.trim();
    if (asRead === broken.trim()) return nameParameter.exec(decodeText(line, null).text)?.[1]?.trim() ?? null;
  }
  return null;
}

function* linesWithNames(raw: Uint8Array): Generator<Uint8Array> {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  let at = bytes.indexOf("name=");
  for (let seen = 0; at >= 0 && seen < maxLines; seen += 1) {
    const start = bytes.lastIndexOf("\n", at) + 1;
    const feed = bytes.indexOf("\n", at);
    const end = feed < 0 ? bytes.length : feed;
    yield bytes.subarray(start, Math.min(end, start + 2000));
    at = bytes.indexOf("name=", end);
  }
}
