import type { Instant } from "@kvit/domain/kernel";
import { sql } from "kysely";
import type { Db, Tx } from "../platform/postgres/pool.ts";
import { timestampOf } from "../platform/postgres/timestamp.ts";

type Lying = {
  readonly accountId: number;
  readonly status: "spam" | "deleted" | "closed";
  /** Those to which nothing has happened since this instant. */
  readonly until: Instant;
};

/** The statuses are named again, as the index on what lies is on these alone. */
const isLying = ({ accountId, status, until }: Lying) => sql`
  from ticket t where t.account_id = ${accountId} and t.status = ${status}::ticket_status
    and t.status in ('closed', 'spam', 'deleted') and t.updated_at <= ${timestampOf(until)}::timestamptz
    and t.rest ->> 'needsReview' <> 'true'`;

export type LyingTicket = {
  readonly id: number;
  readonly number: number;
  readonly subject: string;
  readonly updatedAt: Instant;
};

/** Those to which nothing has happened the longest, first. Nothing that has to be looked at. */
export async function selectLying(
  db: Db | Tx,
  lying: Lying & { readonly limit: number },
): Promise<readonly LyingTicket[]> {
  const found = await sql<LyingTicket>`
    select t.id, t.number, t.subject, t.updated_at as "updatedAt" ${isLying(lying)}
    order by t.updated_at, t.id limit ${lying.limit}`.execute(db);
  return found.rows;
}

export async function countLying(db: Db | Tx, lying: Lying): Promise<number> {
  const found = await sql<{ count: number }>`select count(*)::int as count ${isLying(lying)}`.execute(db);
  return found.rows[0]?.count ?? 0;
}

export async function selectAccountIds(db: Db): Promise<readonly number[]> {
  const rows = await db.selectFrom("account").select("id").orderBy("id").execute();
  return rows.map(({ id }) => id);
}
