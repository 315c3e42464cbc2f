import type { Instant } from "@kvit/domain/kernel";
import type { Clock } from "../../../platform/clock.ts";
import type { BlobStore } from "../../../platform/blobs/blob-store.ts";
import type { Db } from "../../../platform/postgres/pool.ts";
import { together } from "../../../platform/postgres/side-by-side.ts";
import type { Recipient } from "../addressing/find-mailbox.ts";
import type { ReachFailpoint } from "./failpoint.ts";
import { glimpse } from "./glimpse.ts";
import { insertDelivery, lockDeliveryIdentity, type InsertedDelivery } from "./intake.queries.ts";

export type MailDoor = "smtp" | "lmtp" | "imap" | "pipe";

/** A mail as a door hands it over. */
export type Delivery = {
  readonly door: MailDoor;
  readonly recipients: readonly Recipient[];
  /** "" for the null path, null when the door does not know it. */
  readonly envelopeFrom: string | null;
  readonly raw: Uint8Array;
  /** Who brought it: an address of the network, or a mail host. */
  readonly remote: string | null;
  /** Where the door has an identity of its own for each delivery (IMAP). */
  readonly imap?: { readonly uidValidity: number; readonly uid: number };
};

export type AcceptDeps = {
  readonly accountId: number;
  readonly db: Db;
  readonly blobs: BlobStore;
  readonly clock: Clock;
  readonly reach: ReachFailpoint;
  /** Mails of one sender in a minute beyond which they are held back. */
  readonly floodPerMinute: number;
  /** Until when a mail may belong to this process from the start; null when it is to wait in line. */
  readonly leaseUntil: () => Instant | null;
  /** Told after the commit, with the bytes, so that they need not be read again. */
  readonly onAccepted: (accepted: InsertedDelivery, raw: Uint8Array) => void;
};

const day = 86_400;
/** Seconds in which the same bytes for the same mailbox are the same delivery. */
const windowOf = { identified: 7 * day, nameless: 600 } as const;

/**
 * Takes a mail in: the raw bytes are on disk and its rows of the ledger are
 * committed when the promise resolves, and only then may the door answer 250,
 * mark the mail as seen or exit with 0. A repeat of a delivery is written down
 * too, as ignored. Throws when anything failed: the sender then keeps the mail.
 */
export async function acceptMail(deps: AcceptDeps, delivery: Delivery): Promise<readonly InsertedDelivery[]> {
  await deps.reach("raw-received");
  const sha256 = await deps.blobs.put(delivery.raw);
  await deps.reach("raw-stored");
  const hints = glimpse(delivery.raw);
  const inserted = await deps.db.transaction().execute(async (tx) => {
    const rows: InsertedDelivery[] = [];
    for (const recipient of inOrder(delivery.recipients)) {
      // the insert looks at the ledger when its turn comes, which is after the lock was given
      const [, row] = await together([
        lockDeliveryIdentity(tx, `${deps.accountId}:${recipient.mailboxId}:${sha256}`),
        insertDelivery(tx, {
          accountId: deps.accountId,
          door: delivery.door,
          mailboxId: recipient.mailboxId,
          sha256,
          size: delivery.raw.length,
          envelopeFrom: delivery.envelopeFrom,
          envelopeTo: recipient.addresses.length === 0 ? null : recipient.addresses.join(", "),
          remote: delivery.remote,
          imap: delivery.imap ?? null,
          receivedAt: deps.clock.now(),
          from: hints.from,
          messageId: hints.messageId,
          windowSeconds: hints.hasIdentity ? windowOf.identified : windowOf.nameless,
          floodPerMinute: deps.floodPerMinute,
          leaseUntil: deps.leaseUntil(),
        }),
      ]);
      rows.push(row);
    }
    await deps.reach("intake-inserted");
    return rows;
  });
  await deps.reach("intake-committed");
  for (const row of inserted) deps.onAccepted(row, delivery.raw);
  return inserted;
}

/** Always the same order, so that two deliveries never wait for each other's locks. */
function inOrder(recipients: readonly Recipient[]): Recipient[] {
  return [...recipients].sort((left, right) => left.mailboxId - right.mailboxId);
}
