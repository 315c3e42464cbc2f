import { sql } from "kysely";
import type { Desk } from "@kvit/contract/settings";
import type { Db, Tx } from "../platform/postgres/pool.ts";
import { trusted } from "../platform/postgres/trusted-json.ts";

/** Nobody else changes the desk until the transaction ends when it is read for a change. */
export async function readDesk(db: Db | Tx, accountId: number, forChange = false): Promise<Desk> {
  const row = await db
    .selectFrom("account")
    .select(["name", "ticket_prefix", "language", "time_zone"])
    .where("id", "=", accountId)
    .$if(forChange, (query) => query.forUpdate())
    .executeTakeFirstOrThrow();
  return {
    name: row.name,
    ticketPrefix: row.ticket_prefix,
    language: trusted<Desk["language"]>(row.language),
    timeZone: row.time_zone,
  };
}

export async function updateDesk(tx: Tx, accountId: number, desk: Desk): Promise<void> {
  await tx
    .updateTable("account")
    .set({
      name: desk.name,
      ticket_prefix: desk.ticketPrefix,
      language: desk.language,
      time_zone: desk.timeZone,
    })
    .where("id", "=", accountId)
    .execute();
}

/** Whether a mailbox in use has a relay of its own. */
export async function hasMailboxRelay(db: Db, accountId: number): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`select exists (
    select 1 from mailbox where account_id = ${accountId} and retired_at is null and relay is not null) as found`.execute(
    db,
  );
  return rows[0]?.found ?? false;
}
