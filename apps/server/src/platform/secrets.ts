import { randomBytes } from "node:crypto";
import type { Db } from "./postgres/pool.ts";

/**
 * The desk's own secrets (reply tokens, customer links, sessions), made once
 * and kept in the database, so that a restored backup keeps every link alive.
 */
export async function readSecret(db: Db, accountId: number, name: string): Promise<Buffer> {
  const fresh = randomBytes(32);
  await db
    .insertInto("secret")
    .values({ account_id: accountId, name, value: fresh })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const row = await db
    .selectFrom("secret")
    .select("value")
    .where("account_id", "=", accountId)
    .where("name", "=", name)
    .executeTakeFirstOrThrow();
  return row.value;
}
