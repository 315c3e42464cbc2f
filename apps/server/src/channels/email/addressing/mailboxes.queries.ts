import type { Db, Tx } from "../../../platform/postgres/pool.ts";
import type { MailMailbox } from "./mailbox.ts";

/** The mailboxes in use. Asked for every mail, so that a change of the settings holds from the next mail on. */
export async function selectMailboxes(db: Db | Tx, accountId: number): Promise<readonly MailMailbox[]> {
  const rows = await db
    .selectFrom("mailbox")
    .select(["id", "name", "address", "department_id", "language", "signature", "plus_addressing"])
    .where("account_id", "=", accountId)
    .where("retired_at", "is", null)
    .orderBy("id")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    address: row.address?.trim().toLowerCase() ?? null,
    departmentId: row.department_id,
    language: row.language,
    signature: row.signature,
    plusAddressing: row.plus_addressing,
  }));
}
