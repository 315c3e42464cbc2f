import type { Instant } from "@kvit/domain/kernel";
import type { Db, Tx } from "../../platform/postgres/pool.ts";
import { timestampOf, toTimestamp } from "../../platform/postgres/timestamp.ts";

export type NewReset = {
  readonly accountId: number;
  readonly agentId: number;
  readonly address: string;
  readonly tokenHash: Buffer;
  readonly now: Instant;
  readonly expiresAt: Instant;
};

export async function insertReset(tx: Tx, reset: NewReset): Promise<void> {
  await tx
    .insertInto("password_reset")
    .values({
      account_id: reset.accountId,
      agent_id: reset.agentId,
      address_key: reset.address.toLowerCase(),
      token_hash: reset.tokenHash,
      created_at: toTimestamp(reset.now),
      expires_at: toTimestamp(reset.expiresAt),
    })
    .execute();
}

/**
 * Uses the token up and answers whose password it resets. Null when it was
 * used, has run out, or the agent has left or has another address by now.
 */
export async function takeReset(
  tx: Tx,
  accountId: number,
  tokenHash: Buffer,
  now: Instant,
): Promise<number | null> {
  const row = await tx
    .updateTable("password_reset as r")
    .from("agent as a")
    .set({ used_at: toTimestamp(now) })
    .where("r.account_id", "=", accountId)
    .where("r.token_hash", "=", tokenHash)
    .where("r.used_at", "is", null)
    .where("r.expires_at", ">", timestampOf(now))
    .whereRef("a.account_id", "=", "r.account_id")
    .whereRef("a.id", "=", "r.agent_id")
    .where("a.deactivated_at", "is", null)
    .where((where) => where(where.fn("lower", ["a.email"]), "=", where.ref("r.address_key")))
    .returning("r.agent_id")
    .executeTakeFirst();
  return row?.agent_id ?? null;
}

/** Until when a token can be used; null when `takeReset` would not take it. */
export async function findReset(
  db: Db | Tx,
  accountId: number,
  tokenHash: Buffer,
  now: Instant,
): Promise<Instant | null> {
  const row = await db
    .selectFrom("password_reset as r")
    .innerJoin("agent as a", (join) =>
      join.onRef("a.account_id", "=", "r.account_id").onRef("a.id", "=", "r.agent_id"),
    )
    .select("r.expires_at")
    .where("r.account_id", "=", accountId)
    .where("r.token_hash", "=", tokenHash)
    .where("r.used_at", "is", null)
    .where("r.expires_at", ">", timestampOf(now))
    .where("a.deactivated_at", "is", null)
    .where((where) => where(where.fn("lower", ["a.email"]), "=", where.ref("r.address_key")))
    .executeTakeFirst();
  return row?.expires_at ?? null;
}

export async function deleteResetsOf(tx: Tx, accountId: number, agentId: number): Promise<void> {
  await tx
    .deleteFrom("password_reset")
    .where("account_id", "=", accountId)
    .where("agent_id", "=", agentId)
    .execute();
}

export type Addressee = {
  readonly agentId: number;
  readonly email: string;
  readonly name: string;
  readonly language: string;
  readonly deskName: string;
};

export async function findAddressee(tx: Tx, accountId: number, email: string): Promise<Addressee | null> {
  const row = await tx
    .selectFrom("agent")
    .innerJoin("account", "account.id", "agent.account_id")
    .select(["agent.id", "agent.email", "agent.name", "agent.language", "account.name as desk_name"])
    .where("agent.account_id", "=", accountId)
    .where((where) => where(where.fn("lower", ["agent.email"]), "=", email.trim().toLowerCase()))
    .where("agent.deactivated_at", "is", null)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    agentId: row.id,
    email: row.email,
    name: row.name,
    language: row.language,
    deskName: row.desk_name,
  };
}
