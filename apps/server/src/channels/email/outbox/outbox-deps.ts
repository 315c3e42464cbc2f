import type { CustomerLinks } from "../../../customers/customer-links.ts";
import type { MailTokens } from "../tokens.ts";

/** What it takes to write a mail into the outbox. Sending it is another matter, and another time. */
export type OutboxDeps = {
  readonly tokens: MailTokens;
  readonly links: CustomerLinks;
  /** Without a slash at its end. */
  readonly publicUrl: string;
  /** The domain of our Message-IDs, and of senders' addresses as long as no mailbox has one. */
  readonly ownHost: string;
};
