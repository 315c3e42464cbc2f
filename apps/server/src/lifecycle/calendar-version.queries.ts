import { sql } from "kysely";
import type { Tx } from "../platform/postgres/pool.ts";

/** Working hours or a time zone were changed in this transaction: whoever holds calendars in memory reads them again. */
export async function renewCalendars(tx: Tx, accountId: number): Promise<void> {
  await sql`update account set calendar_version = calendar_version + 1 where id = ${accountId}`.execute(tx);
}
