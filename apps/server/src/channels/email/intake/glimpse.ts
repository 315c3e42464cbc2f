import { readHeaderBlock, firstValue, skipLeadingBlankLines } from "../understand/headers/header-block.ts";
import { readMessageId, readMessageIds } from "../understand/headers/message-id.ts";
import { readSender } from "../understand/headers/sender.ts";

/** What can be told from the first lines of a mail at the door, before it is understood. */
export type Glimpse = {
  /** By the same rule as later; null when nothing usable is there. */
  readonly from: string | null;
  readonly messageId: string | null;
  /** Ids of In-Reply-To and References. */
  readonly references: readonly string[];
  /** Whether the mail says itself which one it is (Message-ID) or from when (Date). */
  readonly hasIdentity: boolean;
};

/** Bytes looked at. A header longer than this only makes the hints poorer. */
export const glimpseBytes = 64 * 1024;

/** Pure and quick; never throws on whatever bytes. Hints for order and limits, nothing is decided by them for good. */
export function glimpse(raw: Uint8Array): Glimpse {
  const block = readHeaderBlock(skipLeadingBlankLines(raw.subarray(0, glimpseBytes)), glimpseBytes);
  const messageId = readMessageId(firstValue(block, "message-id"));
  const references = [
    ...readMessageIds(firstValue(block, "in-reply-to")),
    ...readMessageIds(firstValue(block, "references")),
  ];
  return {
    from: readSender(block).from?.address ?? null,
    messageId,
    references,
    hasIdentity: messageId !== null || firstValue(block, "date") !== null,
  };
}
