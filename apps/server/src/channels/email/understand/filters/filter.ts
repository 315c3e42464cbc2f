import type { HeaderBlock } from "../headers/header-block.ts";
import type { MailKind, Mailbox } from "../parsed-mail.ts";

/** All that the filters look at: headers and envelope, never the body. */
export type MailFacts = {
  readonly block: HeaderBlock;
  readonly from: Mailbox | null;
  readonly subject: string;
  readonly envelopeFrom: string | null;
  readonly ownAddresses: readonly string[];
  readonly hasDeliveryReport: boolean;
};

export type Verdict = { readonly kind: MailKind; readonly reason: string };

/** One small question about a mail; null = not my case, ask the next. */
export type MailFilter = (facts: MailFacts) => Verdict | null;

/** A header's word as part of a reason code: short and without surprises. */
export function asCode(value: string): string {
  return value
    .toLowerCase()
    .replace(/[^a-z0-9.,;=_/ -]/g, "")
    .slice(0, 60)
    .trim();
}
