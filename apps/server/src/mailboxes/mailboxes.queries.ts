import type { Instant } from "@kvit/domain/kernel";
import type { Db, Tx } from "../platform/postgres/pool.ts";
import { toTimestamp } from "../platform/postgres/timestamp.ts";
import { trusted } from "../platform/postgres/trusted-json.ts";

/** How a mail server is reached, as stored: the password is sealed, in base 64. */
export type StoredServer = {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  readonly user: string;
  readonly password: string | null;
};
export type StoredImap = StoredServer & { readonly folder: string };

export type MailboxRow = {
  readonly id: number;
  readonly name: string;
  readonly address: string | null;
  readonly departmentId: number;
  readonly language: string;
  readonly signature: string;
  readonly plusAddressing: boolean;
  readonly imap: StoredImap | null;
  readonly relay: StoredServer | null;
  readonly retiredAt: Instant | null;
};

function selectMailbox(db: Db | Tx, accountId: number) {
  return db
    .selectFrom("mailbox")
    .select([
      "id",
      "name",
      "address",
      "department_id",
      "language",
      "signature",
      "plus_addressing",
      "imap",
      "relay",
      "retired_at",
    ])
    .where("account_id", "=", accountId);
}

type Found = Awaited<ReturnType<ReturnType<typeof selectMailbox>["executeTakeFirstOrThrow"]>>;

const toRow = (row: Found): MailboxRow => ({
  id: row.id,
  name: row.name,
  address: row.address,
  departmentId: row.department_id,
  language: row.language,
  signature: row.signature,
  plusAddressing: row.plus_addressing,
  imap: trusted<StoredImap | null>(row.imap),
  relay: trusted<StoredServer | null>(row.relay),
  retiredAt: row.retired_at,
});

export async function selectMailboxes(db: Db | Tx, accountId: number): Promise<MailboxRow[]> {
  return (await selectMailbox(db, accountId).orderBy("id").execute()).map(toRow);
}

export async function readMailbox(db: Db | Tx, accountId: number, id: number): Promise<MailboxRow | null> {
  const row = await selectMailbox(db, accountId).where("id", "=", id).executeTakeFirst();
  return row === undefined ? null : toRow(row);
}

/** Changes of mailboxes happen one after the other: none begins until this transaction ends. */
export async function lockMailboxes(tx: Tx, accountId: number): Promise<void> {
  await tx.selectFrom("account").select("id").where("id", "=", accountId).forUpdate().execute();
}

export type MailboxFields = Omit<MailboxRow, "id" | "imap" | "relay" | "retiredAt">;

export async function insertMailbox(tx: Tx, accountId: number, fields: MailboxFields): Promise<number> {
  const { id } = await tx
    .insertInto("mailbox")
    .values({ account_id: accountId, ...columnsOf(fields) })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

export async function updateMailbox(
  tx: Tx,
  accountId: number,
  id: number,
  fields: MailboxFields,
): Promise<void> {
  await tx
    .updateTable("mailbox")
    .set(columnsOf(fields))
    .where("account_id", "=", accountId)
    .where("id", "=", id)
    .execute();
}

const columnsOf = (fields: MailboxFields) => ({
  name: fields.name,
  address: fields.address,
  department_id: fields.departmentId,
  language: fields.language,
  signature: fields.signature,
  plus_addressing: fields.plusAddressing,
});

export async function writeServers(
  tx: Tx,
  accountId: number,
  id: number,
  { imap, relay }: Pick<MailboxRow, "imap" | "relay">,
): Promise<void> {
  await tx
    .updateTable("mailbox")
    .set({
      imap: imap === null ? null : JSON.stringify(imap),
      relay: relay === null ? null : JSON.stringify(relay),
    })
    .where("account_id", "=", accountId)
    .where("id", "=", id)
    .execute();
}

export async function retireMailboxRow(tx: Tx, accountId: number, id: number, at: Instant): Promise<void> {
  await tx
    .updateTable("mailbox")
    .set({ retired_at: toTimestamp(at) })
    .where("account_id", "=", accountId)
    .where("id", "=", id)
    .execute();
}

export async function isActiveDepartment(tx: Tx, accountId: number, id: number): Promise<boolean> {
  const row = await tx
    .selectFrom("department")
    .select("id")
    .where("account_id", "=", accountId)
    .where("id", "=", id)
    .where("retired_at", "is", null)
    .executeTakeFirst();
  return row !== undefined;
}
