import { createHash } from "node:crypto";

/** SHA-256 of a UTF-8 string, in hexadecimal: the digest handed to the pure domain. */
export function sha256Hex(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

export function sha256HexOfBytes(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
