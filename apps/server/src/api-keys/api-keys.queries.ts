import type { Instant } from "@kvit/domain/kernel";
import type { Db, Tx } from "../platform/postgres/pool.ts";
import { toTimestamp } from "../platform/postgres/timestamp.ts";

export type ApiKeyRow = {
  readonly id: number;
  readonly name: string;
  readonly agent_id: number;
  readonly agent_name: string;
  readonly agent_email: string;
  readonly scope: string;
  readonly prefix: string;
  readonly created_at: Instant;
  readonly last_used_at: Instant | null;
  readonly revoked_at: Instant | null;
};

function selectKey(db: Db | Tx, accountId: number) {
  return db
    .selectFrom("api_key as k")
    .innerJoin("agent as a", (join) =>
      join.onRef("a.account_id", "=", "k.account_id").onRef("a.id", "=", "k.agent_id"),
    )
    .select([
      "k.id",
      "k.name",
      "k.agent_id",
      "k.scope",
      "k.prefix",
      "k.created_at",
      "k.last_used_at",
      "k.revoked_at",
    ])
    .select(["a.name as agent_name", "a.email as agent_email"])
    .where("k.account_id", "=", accountId);
}

/** The newest first, revoked ones too. */
export async function selectApiKeys(db: Db, accountId: number): Promise<ApiKeyRow[]> {
  return selectKey(db, accountId).orderBy("k.id", "desc").execute();
}

export async function readApiKey(tx: Tx, accountId: number, id: number): Promise<ApiKeyRow | null> {
  return (await selectKey(tx, accountId).where("k.id", "=", id).executeTakeFirst()) ?? null;
}

export type NewApiKey = {
  readonly accountId: number;
  readonly agentId: number;
  readonly name: string;
  readonly scope: "read" | "write";
  readonly prefix: string;
  readonly hash: Buffer;
  readonly at: Instant;
};

export async function insertApiKey(tx: Tx, key: NewApiKey): Promise<number> {
  const { id } = await tx
    .insertInto("api_key")
    .values({
      account_id: key.accountId,
      agent_id: key.agentId,
      name: key.name,
      scope: key.scope,
      prefix: key.prefix,
      hash: key.hash,
      created_at: toTimestamp(key.at),
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

/** False when it was revoked before. */
export async function revokeApiKeyRow(tx: Tx, accountId: number, id: number, at: Instant): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("api_key")
    .set({ revoked_at: toTimestamp(at) })
    .where("account_id", "=", accountId)
    .where("id", "=", id)
    .where("revoked_at", "is", null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Revokes every key that acts as this agent. */
export async function revokeKeysOf(tx: Tx, accountId: number, agentId: number, at: Instant): Promise<void> {
  await tx
    .updateTable("api_key")
    .set({ revoked_at: toTimestamp(at) })
    .where("account_id", "=", accountId)
    .where("agent_id", "=", agentId)
    .where("revoked_at", "is", null)
    .execute();
}

export async function findActiveAgent(
  db: Db | Tx,
  accountId: number,
  email: string,
): Promise<{ id: number; email: string } | null> {
  const row = await db
    .selectFrom("agent")
    .select(["id", "email"])
    .where("account_id", "=", accountId)
    .where((where) => where(where.fn("lower", ["email"]), "=", email.trim().toLowerCase()))
    .where("deactivated_at", "is", null)
    .executeTakeFirst();
  return row ?? null;
}
