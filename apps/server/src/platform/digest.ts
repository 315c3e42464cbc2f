import { hash } from "node:crypto";

/** SHA-256 of a UTF-8 string, in hexadecimal: the digest handed to the pure domain. */
export function sha256Hex(text: string): string {
  return hash("sha256", text, "hex");
}

export function sha256HexOfBytes(bytes: Uint8Array): string {
  return hash("sha256", bytes, "hex");
}
