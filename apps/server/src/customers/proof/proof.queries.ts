import { sql } from "kysely";
import type { Instant } from "@kvit/domain/kernel";
import type { Db, Tx } from "../../platform/postgres/pool.ts";
import { timestampOf, toTimestamp } from "../../platform/postgres/timestamp.ts";

export type NewCode = {
  readonly accountId: number;
  readonly challengeHash: Buffer;
  readonly codeHash: Buffer;
  readonly contactId: number;
  readonly addressKey: string;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
};

export async function insertCode(tx: Tx, code: NewCode): Promise<void> {
  await tx
    .insertInto("customer_code")
    .values({
      account_id: code.accountId,
      challenge_hash: code.challengeHash,
      code_hash: code.codeHash,
      contact_id: code.contactId,
      address_key: code.addressKey,
      created_at: toTimestamp(code.createdAt),
      expires_at: toTimestamp(code.expiresAt),
    })
    .execute();
}

/** How many codes were mailed to a contact since two instants. */
export async function countCodes(
  tx: Tx,
  accountId: number,
  contactId: number,
  since: { readonly lately: Instant; readonly longer: Instant },
): Promise<{ lately: number; longer: number }> {
  const row = await tx
    .selectFrom("customer_code")
    .select([
      sql<number>`count(*) filter (where created_at > ${timestampOf(since.lately)})`.as("lately"),
      sql<number>`count(*)`.as("longer"),
    ])
    .where("account_id", "=", accountId)
    .where("contact_id", "=", contactId)
    .where("created_at", ">", timestampOf(since.longer))
    .executeTakeFirstOrThrow();
  return row;
}

export type Challenge = {
  readonly accountId: number;
  readonly challengeHash: Buffer;
  readonly contactId: number;
  readonly now: Instant;
};

/** Counts a try before it is looked at, and answers what to compare with; null when no try is left, or no time. */
export async function takeTry(
  tx: Tx,
  { accountId, challengeHash, contactId, now }: Challenge,
  mostTries: number,
): Promise<{ codeHash: Buffer; addressKey: string } | null> {
  const row = await tx
    .updateTable("customer_code")
    .set((code) => ({ tries: code("tries", "+", 1) }))
    .where("account_id", "=", accountId)
    .where("challenge_hash", "=", challengeHash)
    .where("contact_id", "=", contactId)
    .where("used_at", "is", null)
    .where("tries", "<", mostTries)
    .where("expires_at", ">", timestampOf(now))
    .returning(["code_hash as codeHash", "address_key as addressKey"])
    .executeTakeFirst();
  return row ?? null;
}

export async function markUsed(tx: Tx, { accountId, challengeHash, now }: Challenge): Promise<void> {
  await tx
    .updateTable("customer_code")
    .set({ used_at: toTimestamp(now) })
    .where("account_id", "=", accountId)
    .where("challenge_hash", "=", challengeHash)
    .execute();
}

/** The address is now known to be this person's; mail no longer changes their profile. */
export async function markVerified(
  tx: Tx,
  { accountId, contactId, now }: Challenge,
  addressKey: string,
): Promise<void> {
  const verified = { verified_at: toTimestamp(now) };
  await tx
    .updateTable("contact")
    .set(verified)
    .where("account_id", "=", accountId)
    .where("id", "=", contactId)
    .where("verified_at", "is", null)
    .execute();
  await tx
    .updateTable("contact_address")
    .set(verified)
    .where("account_id", "=", accountId)
    .where("address_key", "=", addressKey)
    .where("verified_at", "is", null)
    .execute();
}

export type Proof = {
  readonly accountId: number;
  readonly tokenHash: Buffer;
  readonly contactId: number;
  readonly addressKey: string;
  readonly now: Instant;
  readonly expiresAt: Instant;
};

/** Writes down that a device showed it holds a contact's mailbox. */
export async function insertDevice(tx: Tx, proof: Proof): Promise<void> {
  const times = { last_seen_at: toTimestamp(proof.now), expires_at: toTimestamp(proof.expiresAt) };
  await tx
    .insertInto("customer_device")
    .values({
      account_id: proof.accountId,
      token_hash: proof.tokenHash,
      contact_id: proof.contactId,
      address_key: proof.addressKey,
      created_at: toTimestamp(proof.now),
      ...times,
    })
    .onConflict((conflict) =>
      conflict
        .columns(["account_id", "token_hash", "contact_id"])
        .doUpdateSet({ address_key: proof.addressKey, ...times }),
    )
    .execute();
}

/** Gives a device a new token: what it proved before goes with it, the old token opens nothing any more. */
export async function moveDevice(tx: Tx, accountId: number, from: Buffer, to: Buffer): Promise<void> {
  await tx
    .updateTable("customer_device")
    .set({ token_hash: to })
    .where("account_id", "=", accountId)
    .where("token_hash", "=", from)
    .execute();
}

type Seen = {
  readonly accountId: number;
  readonly tokenHash: Buffer;
  readonly contactId: number;
  readonly now: Instant;
};

/** Whether the device has shown that it holds a mailbox which is the contact's to this day. */
export async function hasProof(db: Db, { accountId, tokenHash, contactId, now }: Seen): Promise<boolean> {
  const row = await db
    .selectFrom("customer_device as d")
    .innerJoin("contact_address as a", (join) =>
      join
        .onRef("a.account_id", "=", "d.account_id")
        .onRef("a.address_key", "=", "d.address_key")
        .onRef("a.contact_id", "=", "d.contact_id"),
    )
    .select("d.contact_id")
    .where("d.account_id", "=", accountId)
    .where("d.token_hash", "=", tokenHash)
    .where("d.contact_id", "=", contactId)
    .where("d.expires_at", ">", timestampOf(now))
    .executeTakeFirst();
  return row !== undefined;
}

/** Whoever uses a device keeps it. */
export async function prolongDevice(db: Db, seen: Seen, expiresAt: Instant): Promise<void> {
  await db
    .updateTable("customer_device")
    .set({ last_seen_at: toTimestamp(seen.now), expires_at: toTimestamp(expiresAt) })
    .where("account_id", "=", seen.accountId)
    .where("token_hash", "=", seen.tokenHash)
    .where("contact_id", "=", seen.contactId)
    .execute();
}

export async function deleteDevice(db: Db, accountId: number, tokenHash: Buffer): Promise<void> {
  await db
    .deleteFrom("customer_device")
    .where("account_id", "=", accountId)
    .where("token_hash", "=", tokenHash)
    .execute();
}

export async function deleteOldProofs(db: Db, codesBefore: Instant, now: Instant): Promise<void> {
  await db.deleteFrom("customer_code").where("created_at", "<", timestampOf(codesBefore)).execute();
  await db.deleteFrom("customer_device").where("expires_at", "<", timestampOf(now)).execute();
}
