import { contentDigest, type DigestedContent } from "@kvit/domain/proof";
import { sha256Hex } from "../platform/digest.ts";

/** The digest of what a message says and carries, as its event keeps it. */
export function messageDigest(content: DigestedContent): string {
  return contentDigest(content, sha256Hex);
}
