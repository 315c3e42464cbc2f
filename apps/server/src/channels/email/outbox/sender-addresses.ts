import type { MailTokens } from "../tokens.ts";
import type { Correspondence } from "./correspondence.queries.ts";

export type SenderAddresses = {
  /** What the customer sees. */
  readonly from: string;
  /** Where answers and bounces go: with a tag under our MAC where the mailbox can take one, so that they find their ticket. */
  readonly reply: string;
};

/**
 * Under which address a mail about a ticket leaves: the mailbox's own; where it
 * takes every address, the one the customer wrote to; else a name at our host.
 */
export function senderAddresses(
  tokens: MailTokens,
  about: Pick<Correspondence, "mailboxAddress" | "arrivedAt" | "plusAddressing">,
  to: { readonly ticketId: number; readonly ownHost: string },
): SenderAddresses {
  const from = about.mailboxAddress ?? plainAddress(about.arrivedAt) ?? `support@${to.ownHost}`;
  const reply = about.plusAddressing ? tokens.replyAddress(from, to.ticketId) : from;
  return { from, reply };
}

/** Without a tag, as the customer may have answered an earlier mail of ours. Null for what is no address. */
function plainAddress(address: string | null): string | null {
  const plain = address?.trim().replace(/\+[^@]*(?=@)/, "") ?? "";
  return /^[^\s@<>",;:\\]+@[^\s@<>",;:\\]+$/.test(plain) ? plain : null;
}
