import { decodeWords } from "postal-mime";
import { decodeText } from "../text/charset.ts";

const word = /=\?([^?\s*]+)(?:\*[^?\s]*)?\?([QqBb])\?([^?]*)\?=/g;

/**
 * Decodes the RFC 2047 words of a header value. Words whose charset lies come
 * out as replacement characters; those are decoded again from their bytes.
 */
export function decodeHeaderText(value: string): string {
  if (!value.includes("=?")) return value;
  const decoded = decodeWords(value);
  if (!decoded.includes("\uFFFD") || value.includes("\uFFFD")) return decoded;
  return value
    .replace(/\?=[ \t]+=\?/g, "?==?")
    .replace(word, (_whole, charset: string, encoding: string, payload: string) => {
      const bytes = encoding.toUpperCase() === "B" ? Buffer.from(payload, "base64") : fromQ(payload);
      return decodeText(bytes, charset).text;
    });
}

function fromQ(payload: string): Uint8Array {
  const plain = payload
    .replaceAll("_", " ")
    .replace(/=([0-9a-f]{2})/gi, (_whole, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(plain, "latin1");
}
