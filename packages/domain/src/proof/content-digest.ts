import { canonicalJson } from "../kernel/index.ts";
import type { Digest } from "../tickets/index.ts";

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
export function contentDigest({ text, html, attachments }: DigestedContent, digest: Digest): string {
  const files = attachments.map(({ filename, sha256 }) => ({ filename, sha256 }));
  return digest(canonicalJson({ text, html, attachments: files }));
}
