import type { Instant } from "@kvit/domain/kernel";
import type { Db, Tx } from "../../platform/postgres/pool.ts";
import { toTimestamp } from "../../platform/postgres/timestamp.ts";

/** What sign-in knows of an active agent. */
export type SignInRow = {
  readonly agentId: number;
  readonly email: string;
  readonly passwordHash: string;
  readonly hasSecondFactor: boolean;
};

type Found = { agent_id: number; email: string; password_hash: string; totp_confirmed_at: Instant | null };

const toSignIn = (row: Found): SignInRow => ({
  agentId: row.agent_id,
  email: row.email,
  passwordHash: row.password_hash,
  hasSecondFactor: row.totp_confirmed_at !== null,
});

function selectSignIn(db: Db | Tx, accountId: number) {
  return db
    .selectFrom("agent_sign_in")
    .innerJoin("agent", (join) =>
      join
        .onRef("agent.account_id", "=", "agent_sign_in.account_id")
        .onRef("agent.id", "=", "agent_sign_in.agent_id"),
    )
    .select([
      "agent_sign_in.agent_id",
      "agent.email",
      "agent_sign_in.password_hash",
      "agent_sign_in.totp_confirmed_at",
    ])
    .where("agent.account_id", "=", accountId)
    .where("agent.deactivated_at", "is", null);
}

export async function findSignIn(db: Db | Tx, accountId: number, email: string): Promise<SignInRow | null> {
  const row = await selectSignIn(db, accountId)
    .where((where) => where(where.fn("lower", ["agent.email"]), "=", email.trim().toLowerCase()))
    .executeTakeFirst();
  return row === undefined ? null : toSignIn(row);
}

export async function readSignIn(db: Db | Tx, accountId: number, agentId: number): Promise<SignInRow | null> {
  const row = await selectSignIn(db, accountId).where("agent.id", "=", agentId).executeTakeFirst();
  return row === undefined ? null : toSignIn(row);
}

export type NewPassword = {
  readonly accountId: number;
  readonly agentId: number;
  readonly hash: string;
  readonly at: Instant;
};

/** Sets the password, also of an agent who never had one. */
export async function writePassword(tx: Tx, { accountId, agentId, hash, at }: NewPassword): Promise<void> {
  const change = { password_hash: hash, password_changed_at: toTimestamp(at) };
  await tx
    .insertInto("agent_sign_in")
    .values({ account_id: accountId, agent_id: agentId, ...change })
    .onConflict((conflict) => conflict.columns(["account_id", "agent_id"]).doUpdateSet(change))
    .execute();
}

/** What others know of an agent. */
export async function readPerson(
  db: Db | Tx,
  accountId: number,
  agentId: number,
): Promise<{ readonly email: string; readonly name: string; readonly deskName: string }> {
  return db
    .selectFrom("agent")
    .innerJoin("account", "account.id", "agent.account_id")
    .select(["agent.email", "agent.name", "account.name as deskName"])
    .where("agent.account_id", "=", accountId)
    .where("agent.id", "=", agentId)
    .executeTakeFirstOrThrow();
}
