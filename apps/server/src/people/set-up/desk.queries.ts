import { sql } from "kysely";
import type { Instant } from "@kvit/domain/kernel";
import type { Db, Tx } from "../../platform/postgres/pool.ts";
import { toTimestamp } from "../../platform/postgres/timestamp.ts";

export type DeskFields = { readonly name: string; readonly language: string; readonly timeZone: string };

/** Creates the account; false when it is there already, also when another process is just creating it. */
export async function insertAccount(tx: Tx, accountId: number, fields: DeskFields): Promise<boolean> {
  const row = await tx
    .insertInto("account")
    .values({ id: accountId, name: fields.name, language: fields.language, time_zone: fields.timeZone })
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

export type AccountRow = DeskFields & { readonly setUpAt: Instant | null };

const columns = ["name", "language", "time_zone", "set_up_at"] as const;

export async function readAccount(db: Db, accountId: number): Promise<AccountRow | null> {
  const row = await db.selectFrom("account").select(columns).where("id", "=", accountId).executeTakeFirst();
  return row === undefined ? null : toAccount(row);
}

/** Only one set-up gets past this at a time. */
export async function lockAccount(tx: Tx, accountId: number): Promise<AccountRow> {
  const row = await tx
    .selectFrom("account")
    .select(columns)
    .where("id", "=", accountId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return toAccount(row);
}

const toAccount = (row: {
  name: string;
  language: string;
  time_zone: string;
  set_up_at: Instant | null;
}): AccountRow => ({
  name: row.name,
  language: row.language,
  timeZone: row.time_zone,
  setUpAt: row.set_up_at,
});

export async function finishAccount(
  tx: Tx,
  accountId: number,
  fields: DeskFields,
  at: Instant,
): Promise<void> {
  await tx
    .updateTable("account")
    .set({
      name: fields.name,
      language: fields.language,
      time_zone: fields.timeZone,
      set_up_at: toTimestamp(at),
    })
    .where("id", "=", accountId)
    .execute();
  await tx.deleteFrom("secret").where("account_id", "=", accountId).where("name", "=", setUpSecret).execute();
}

/** The secret behind the set-up link; gone once the desk is set up. */
export const setUpSecret = "set-up";

/** Without making one, unlike `readSecret`. */
export async function findSetUpSecret(tx: Tx, accountId: number): Promise<Buffer | null> {
  const row = await tx
    .selectFrom("secret")
    .select("value")
    .where("account_id", "=", accountId)
    .where("name", "=", setUpSecret)
    .executeTakeFirst();
  return row?.value ?? null;
}

export async function hasOwner(tx: Tx, accountId: number): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (select 1 from agent where account_id = ${accountId} and role = 'owner') as found`.execute(
    tx,
  );
  return rows[0]?.found ?? false;
}
