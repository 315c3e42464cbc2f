import { sql } from "kysely";
import type { Instant } from "@kvit/domain/kernel";
import type { Db, Tx } from "../../platform/postgres/pool.ts";
import { timestampOf, toTimestamp } from "../../platform/postgres/timestamp.ts";
import { challengeTries, sessionIdle } from "../durations.ts";

export type NewSession = {
  readonly accountId: number;
  readonly agentId: number;
  readonly tokenHash: Buffer;
  readonly device: string;
  readonly now: Instant;
  readonly expiresAt: Instant;
};

export async function insertSession(tx: Tx, session: NewSession): Promise<void> {
  await tx
    .insertInto("agent_session")
    .values({
      account_id: session.accountId,
      agent_id: session.agentId,
      token_hash: session.tokenHash,
      device: session.device,
      created_at: toTimestamp(session.now),
      last_seen_at: toTimestamp(session.now),
      expires_at: toTimestamp(session.expiresAt),
    })
    .execute();
}

export type SessionRow = {
  readonly id: number;
  readonly device: string;
  readonly created_at: Instant;
  readonly last_seen_at: Instant;
};

/** The agent's sessions that are still good, the last used first. */
export async function selectSessions(
  db: Db,
  accountId: number,
  agentId: number,
  now: Instant,
): Promise<SessionRow[]> {
  return db
    .selectFrom("agent_session")
    .select(["id", "device", "created_at", "last_seen_at"])
    .where("account_id", "=", accountId)
    .where("agent_id", "=", agentId)
    .where("expires_at", ">", timestampOf(now))
    .where("last_seen_at", ">", timestampOf(now - sessionIdle))
    .orderBy("last_seen_at", "desc")
    .orderBy("id", "desc")
    .execute();
}

/** Ends one of the agent's sessions; false when it is not theirs or over. */
export async function deleteSession(
  db: Db | Tx,
  accountId: number,
  agentId: number,
  id: number,
): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom("agent_session")
    .where("account_id", "=", accountId)
    .where("agent_id", "=", agentId)
    .where("id", "=", id)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

export async function deleteSessionByHash(db: Db | Tx, tokenHash: Buffer): Promise<void> {
  await db.deleteFrom("agent_session").where("token_hash", "=", tokenHash).execute();
}

/** Ends all of an agent's sessions and half-finished sign-ins, but for the one kept. */
export async function deleteSessionsOf(
  tx: Tx,
  accountId: number,
  agentId: number,
  keep: number | null = null,
): Promise<void> {
  await tx
    .deleteFrom("agent_session")
    .where("account_id", "=", accountId)
    .where("agent_id", "=", agentId)
    .where("id", "is distinct from", keep)
    .execute();
  await tx
    .deleteFrom("sign_in_challenge")
    .where("account_id", "=", accountId)
    .where("agent_id", "=", agentId)
    .execute();
}

/** The session goes on under another token; the old one is worth nothing from the commit on. */
export async function replaceToken(tx: Tx, accountId: number, id: number, tokenHash: Buffer): Promise<void> {
  await tx
    .updateTable("agent_session")
    .set({ token_hash: tokenHash })
    .where("account_id", "=", accountId)
    .where("id", "=", id)
    .execute();
}

export type NewChallenge = {
  readonly accountId: number;
  readonly agentId: number;
  readonly tokenHash: Buffer;
  readonly expiresAt: Instant;
};

export async function insertChallenge(db: Db, challenge: NewChallenge): Promise<void> {
  await db
    .insertInto("sign_in_challenge")
    .values({
      account_id: challenge.accountId,
      agent_id: challenge.agentId,
      token_hash: challenge.tokenHash,
      expires_at: toTimestamp(challenge.expiresAt),
    })
    .execute();
}

/** Uses up one of the challenge's tries and answers whose it is; null when it is over. */
export async function tryChallenge(
  db: Db,
  accountId: number,
  tokenHash: Buffer,
  now: Instant,
): Promise<number | null> {
  const row = await db
    .updateTable("sign_in_challenge")
    .set({ tries: sql<number>`tries + 1` })
    .where("account_id", "=", accountId)
    .where("token_hash", "=", tokenHash)
    .where("tries", "<", challengeTries)
    .where("expires_at", ">", timestampOf(now))
    .returning("agent_id")
    .executeTakeFirst();
  return row?.agent_id ?? null;
}

/** Takes the challenge away; false when somebody else has taken it. */
export async function takeChallenge(tx: Tx, accountId: number, tokenHash: Buffer): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom("sign_in_challenge")
    .where("account_id", "=", accountId)
    .where("token_hash", "=", tokenHash)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Sessions, challenges and reset links that are over, and nobody will miss. */
export async function deleteExpired(db: Db, now: Instant): Promise<void> {
  await db
    .deleteFrom("agent_session")
    .where((where) =>
      where.or([
        where("expires_at", "<=", timestampOf(now)),
        where("last_seen_at", "<=", timestampOf(now - sessionIdle)),
      ]),
    )
    .execute();
  await db.deleteFrom("sign_in_challenge").where("expires_at", "<=", timestampOf(now)).execute();
  await db.deleteFrom("password_reset").where("expires_at", "<=", timestampOf(now)).execute();
}
