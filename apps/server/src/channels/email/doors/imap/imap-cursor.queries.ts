import { formatInstant, type Instant } from "@kvit/domain/kernel";
import type { Db } from "../../../../platform/postgres/pool.ts";

export type CursorKey = { readonly accountId: number; readonly mailboxId: number; readonly folder: string };

/** How far a folder was read. `uidValidity` 0: never yet. */
export type ImapCursor = {
  readonly uidValidity: number;
  readonly lastUid: number;
  readonly updatedAt: Instant;
};

export async function readCursor(db: Db, key: CursorKey): Promise<ImapCursor | null> {
  const row = await db
    .selectFrom("imap_cursor")
    .select(["uid_validity", "last_uid", "updated_at"])
    .where("account_id", "=", key.accountId)
    .where("mailbox_id", "=", key.mailboxId)
    .where("folder", "=", key.folder)
    .executeTakeFirst();
  if (row === undefined || row.uid_validity === 0) return null;
  return { uidValidity: row.uid_validity, lastUid: row.last_uid, updatedAt: row.updated_at };
}

/** Everything up to `lastUid` is in the ledger. Clears what was written about an error. */
export async function writeCursor(
  db: Db,
  key: CursorKey,
  to: { readonly uidValidity: number; readonly lastUid: number; readonly at: Instant },
): Promise<void> {
  const values = {
    uid_validity: to.uidValidity,
    last_uid: to.lastUid,
    updated_at: formatInstant(to.at),
    last_error: null,
  };
  await db
    .insertInto("imap_cursor")
    .values({ account_id: key.accountId, mailbox_id: key.mailboxId, folder: key.folder, ...values })
    .onConflict((conflict) => conflict.columns(["account_id", "mailbox_id", "folder"]).doUpdateSet(values))
    .execute();
}

/** Why the folder cannot be read now, for the mailbox's page. How far it was read stays. */
export async function writeCursorError(db: Db, key: CursorKey, error: string): Promise<void> {
  await db
    .insertInto("imap_cursor")
    .values({
      account_id: key.accountId,
      mailbox_id: key.mailboxId,
      folder: key.folder,
      uid_validity: 0,
      last_error: error,
    })
    .onConflict((conflict) =>
      conflict.columns(["account_id", "mailbox_id", "folder"]).doUpdateSet({ last_error: error }),
    )
    .execute();
}

/** Which of these mails of the folder the ledger has. */
export async function knownUids(
  db: Db,
  key: CursorKey,
  uidValidity: number,
  uids: readonly number[],
): Promise<ReadonlySet<number>> {
  if (uids.length === 0) return new Set();
  const rows = await db
    .selectFrom("intake")
    .select("uid")
    .where("account_id", "=", key.accountId)
    .where("mailbox_id", "=", key.mailboxId)
    .where("uid_validity", "=", uidValidity)
    .where("uid", "in", [...uids])
    .execute();
  return new Set(rows.flatMap((row) => row.uid ?? []));
}
