import type { Recipient } from "../addressing/find-mailbox.ts";
import type { Delivery } from "../intake/accept-mail.ts";
import type { InsertedDelivery } from "../intake/intake.queries.ts";
import type { MailLog } from "../mail-log.ts";

/** What every door needs of the house behind it. */
export type DoorDeps = {
  readonly log: MailLog;
  /** The mailboxes these addresses lead to; an address that is not ours is left out. Throws when it cannot be asked. */
  readonly route: (addresses: readonly string[]) => Promise<readonly Recipient[]>;
  /** Resolves when the mail is committed and may be answered for. */
  readonly accept: (delivery: Delivery) => Promise<readonly InsertedDelivery[]>;
};
