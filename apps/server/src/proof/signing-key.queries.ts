import { z } from "zod";
import type { Db } from "../platform/postgres/pool.ts";

const keptKey = z.object({ publicKey: z.string(), sealed: z.string() });
/** `sealed`: the private half, sealed, in base64. */
export type KeptKey = z.infer<typeof keptKey>;

const settingKey = "signing-key";

/** Null when the desk has none yet. */
export async function findSigningKey(db: Db, accountId: number): Promise<KeptKey | null> {
  const row = await db
    .selectFrom("setting")
    .select("value")
    .where("account_id", "=", accountId)
    .where("key", "=", settingKey)
    .executeTakeFirst();
  return row === undefined ? null : keptKey.parse(row.value);
}

/** The first one stays, whoever comes second. */
export async function insertSigningKey(db: Db, accountId: number, kept: KeptKey): Promise<void> {
  await db
    .insertInto("setting")
    .values({ account_id: accountId, key: settingKey, value: JSON.stringify(kept) })
    .onConflict((row) => row.columns(["account_id", "key"]).doNothing())
    .execute();
}
