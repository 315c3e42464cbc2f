import { allParts, type Part } from "./part-tree.ts";

/**
 * Says that a mail is signed or encrypted, by its structure alone. Whether a
 * signature is good is not known here, and no word in the mail can claim it.
 */
export function signatureFlags(root: Part): readonly string[] {
  const flags = new Set<string>();
  for (const part of allParts(root)) {
    const flag = flagOf(part);
    if (flag !== null) flags.add(flag);
  }
  return [...flags];
}

function flagOf(part: Part): string | null {
  if (part.type === "multipart/encrypted") return "encrypted";
  if (part.type === "multipart/signed" || signatureTypes.has(part.type)) return "signed";
  if (/^application\/(?:x-)?pkcs7-mime$/.test(part.type)) {
    return /^signed-data$/i.test(part.parameters["smime-type"] ?? "") ? "signed" : "encrypted";
  }
  return part.type === "text/plain" && isClearSigned(part.content) ? "signed" : null;
}

const signatureTypes = new Set([
  "application/pgp-signature",
  "application/pkcs7-signature",
  "application/x-pkcs7-signature",
]);

const isClearSigned = (content: Uint8Array): boolean =>
  Buffer.from(content.buffer, content.byteOffset, content.byteLength).includes(
    "-----BEGIN PGP SIGNED MESSAGE-----",
  );
