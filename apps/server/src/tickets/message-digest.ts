import { canonicalJson } from "@kvit/domain/kernel";
import { sha256Hex } from "../platform/digest.ts";

/** What a message's digest covers. Files in the order of their keys. */
export type DigestedContent = {
  readonly text: string;
  readonly html: string | null;
  readonly attachments: readonly { readonly filename: string; readonly sha256: string }[];
};

/**
 * SHA-256 over the RFC 8785 form of what a message says and carries, in
 * hexadecimal. It stands in the message's event too, and stays there when the
 * content is erased.
 */
export function messageDigest({ text, html, attachments }: DigestedContent): string {
  const files = attachments.map(({ filename, sha256 }) => ({ filename, sha256 }));
  return sha256Hex(canonicalJson({ text, html, attachments: files }));
}
