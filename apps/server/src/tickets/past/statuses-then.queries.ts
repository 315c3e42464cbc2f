import { sql } from "kysely";
import { formatInstant, type Instant } from "@kvit/domain/kernel";
import type { Status } from "@kvit/domain/tickets";
import type { Tx } from "../../platform/postgres/pool.ts";

/** Where tickets stood at an instant, by number; none for those that came later. */
export async function selectStatusesThen(
  tx: Tx,
  accountId: number,
  numbers: readonly number[],
  at: Instant,
): Promise<ReadonlyMap<number, Status>> {
  const found = await sql<{ number: number; status: Status }>`
    select t.number, i.status from ticket t
    join lateral (select status from ticket_interval h where h.account_id = t.account_id and h.ticket_id = t.id
      and h.from_at <= ${formatInstant(at)}::timestamptz order by h.from_seq desc limit 1) i on true
    where t.account_id = ${accountId} and t.number = any(${[...numbers]}::bigint[])`.execute(tx);
  return new Map(found.rows.map(({ number, status }) => [number, status]));
}
