import type { Instant } from "@kvit/domain/kernel";
import type { Db, Tx } from "../../platform/postgres/pool.ts";
import { toTimestamp } from "../../platform/postgres/timestamp.ts";

export type SecondFactorRow = { readonly sealedSecret: Buffer; readonly confirmed: boolean };

export async function readSecondFactor(
  db: Db | Tx,
  accountId: number,
  agentId: number,
): Promise<SecondFactorRow | null> {
  const row = await db
    .selectFrom("agent_sign_in")
    .select(["totp_secret", "totp_confirmed_at"])
    .where("account_id", "=", accountId)
    .where("agent_id", "=", agentId)
    .executeTakeFirst();
  if (row === undefined || row.totp_secret === null) return null;
  return { sealedSecret: row.totp_secret, confirmed: row.totp_confirmed_at !== null };
}

/** Takes a time step for good: false when it or a later one was taken before, also by a request at the same moment. */
export async function takeStep(
  db: Db | Tx,
  accountId: number,
  agentId: number,
  step: number,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("agent_sign_in")
    .set({ totp_last_step: step })
    .where("account_id", "=", accountId)
    .where("agent_id", "=", agentId)
    .where("totp_last_step", "<", step)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Uses a backup code up; false when there is none such left. */
export async function takeBackupCode(
  db: Db | Tx,
  { accountId, agentId, hash, now }: { accountId: number; agentId: number; hash: Buffer; now: Instant },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("agent_backup_code")
    .set({ used_at: toTimestamp(now) })
    .where("account_id", "=", accountId)
    .where("agent_id", "=", agentId)
    .where("hash", "=", hash)
    .where("used_at", "is", null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export type Proposed = {
  readonly accountId: number;
  readonly agentId: number;
  readonly sealedSecret: Buffer;
  readonly backupHashes: readonly Buffer[];
};

/** Stores a secret that counts once it is confirmed; false when a confirmed one stands. */
export async function proposeSecondFactor(tx: Tx, proposed: Proposed): Promise<boolean> {
  const { accountId, agentId } = proposed;
  const { numUpdatedRows } = await tx
    .updateTable("agent_sign_in")
    .set({ totp_secret: proposed.sealedSecret })
    .where("account_id", "=", accountId)
    .where("agent_id", "=", agentId)
    .where("totp_confirmed_at", "is", null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  await deleteBackupCodes(tx, accountId, agentId);
  await tx
    .insertInto("agent_backup_code")
    .values(proposed.backupHashes.map((hash) => ({ account_id: accountId, agent_id: agentId, hash })))
    .execute();
  return true;
}

export async function confirmSecondFactor(
  tx: Tx,
  accountId: number,
  agentId: number,
  now: Instant,
): Promise<void> {
  await tx
    .updateTable("agent_sign_in")
    .set({ totp_confirmed_at: toTimestamp(now) })
    .where("account_id", "=", accountId)
    .where("agent_id", "=", agentId)
    .execute();
}

/** The last step stays, so that a code taken for the old secret cannot be replayed against a new one. */
export async function removeSecondFactor(tx: Tx, accountId: number, agentId: number): Promise<void> {
  await deleteBackupCodes(tx, accountId, agentId);
  await tx
    .updateTable("agent_sign_in")
    .set({ totp_secret: null, totp_confirmed_at: null })
    .where("account_id", "=", accountId)
    .where("agent_id", "=", agentId)
    .execute();
}

async function deleteBackupCodes(tx: Tx, accountId: number, agentId: number): Promise<void> {
  await tx
    .deleteFrom("agent_backup_code")
    .where("account_id", "=", accountId)
    .where("agent_id", "=", agentId)
    .execute();
}
