import type { Tx } from "../../../platform/postgres/pool.ts";

export type NudgedAgent = {
  readonly id: number;
  readonly address: string;
  readonly language: string;
  readonly timeZone: string;
  readonly ticketPrefix: string;
};

/** Those of these agents who still work here, with where and how they are written to. */
export async function selectNudged(
  tx: Tx,
  accountId: number,
  agentIds: readonly number[],
): Promise<readonly NudgedAgent[]> {
  if (agentIds.length === 0) return [];
  const rows = await tx
    .selectFrom("agent as a")
    .innerJoin("account as d", "d.id", "a.account_id")
    .select(["a.id", "a.email", "a.language", "a.time_zone", "d.ticket_prefix"])
    .where("a.account_id", "=", accountId)
    .where("a.id", "in", [...agentIds])
    .where("a.deactivated_at", "is", null)
    .orderBy("a.id")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    address: row.email,
    language: row.language,
    timeZone: row.time_zone,
    ticketPrefix: row.ticket_prefix,
  }));
}
