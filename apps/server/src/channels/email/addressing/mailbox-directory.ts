import type { Db } from "../../../platform/postgres/pool.ts";
import { recently } from "../recently.ts";
import { groupByMailbox, type Recipient } from "./find-mailbox.ts";
import type { MailMailbox } from "./mailbox.ts";
import { selectMailboxes } from "./mailboxes.queries.ts";

export type MailboxDirectory = {
  /** The mailboxes in use, as they were a second ago at most. */
  readonly all: () => Promise<readonly MailMailbox[]>;
  /** Null when it is in use no more. */
  readonly find: (id: number) => Promise<MailMailbox | null>;
  /** Where these addresses lead. Before one is said not to be ours, the database is asked anew. */
  readonly route: (addresses: readonly string[]) => Promise<readonly Recipient[]>;
  /** The settings have changed. */
  readonly forget: () => void;
};

const maxAgeMs = 1000;

export function createMailboxDirectory(db: Db, accountId: number): MailboxDirectory {
  const mailboxes = recently(maxAgeMs, async () => selectMailboxes(db, accountId));
  const isKnown = (recipients: readonly Recipient[], addresses: readonly string[]): boolean =>
    recipients.reduce((count, recipient) => count + recipient.addresses.length, 0) === addresses.length;
  return {
    all: mailboxes.get,
    async find(id) {
      const known = (await mailboxes.get()).find((mailbox) => mailbox.id === id);
      return known ?? (await mailboxes.fresh()).find((mailbox) => mailbox.id === id) ?? null;
    },
    async route(addresses) {
      const recipients = groupByMailbox(await mailboxes.get(), addresses);
      return isKnown(recipients, addresses) ? recipients : groupByMailbox(await mailboxes.fresh(), addresses);
    },
    forget: mailboxes.forget,
  };
}
