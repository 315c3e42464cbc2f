import { sql } from "kysely";
import type { Instant } from "@kvit/domain/kernel";
import type { Db } from "../../platform/postgres/pool.ts";
import { timestampOf, toTimestamp } from "../../platform/postgres/timestamp.ts";

export type Count = { readonly tries: number; readonly since: Instant };

type Counting = {
  readonly accountId: number;
  readonly bucket: Buffer;
  readonly now: Instant;
  /** Counting starts anew in the first try after this many microseconds. */
  readonly window: number;
};

/** Counts one more try and answers how many there were in this window, this one included. Parallel tries are each counted. */
export async function countTry(db: Db, { accountId, bucket, now, window }: Counting): Promise<Count> {
  const over = sql<boolean>`sign_in_try.since <= ${timestampOf(now - window)}`;
  return db
    .insertInto("sign_in_try")
    .values({ account_id: accountId, bucket, since: toTimestamp(now), tries: 1 })
    .onConflict((conflict) =>
      conflict.columns(["account_id", "bucket"]).doUpdateSet({
        tries: sql<number>`case when ${over} then 1 else sign_in_try.tries + 1 end`,
        since: sql<string>`case when ${over} then excluded.since else sign_in_try.since end`,
      }),
    )
    .returning(["tries", "since"])
    .executeTakeFirstOrThrow();
}

export async function forgetTries(db: Db, accountId: number, bucket: Buffer): Promise<void> {
  await db
    .deleteFrom("sign_in_try")
    .where("account_id", "=", accountId)
    .where("bucket", "=", bucket)
    .execute();
}

/** Takes one try back, as it turned out to be good. */
export async function forgiveTry(db: Db, accountId: number, bucket: Buffer): Promise<void> {
  await db
    .updateTable("sign_in_try")
    .set({ tries: sql<number>`greatest(tries - 1, 0)` })
    .where("account_id", "=", accountId)
    .where("bucket", "=", bucket)
    .execute();
}

export async function deleteOldTries(db: Db, before: Instant): Promise<void> {
  await db.deleteFrom("sign_in_try").where("since", "<", timestampOf(before)).execute();
}
