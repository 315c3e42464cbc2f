import type { Db, Tx } from "../../platform/postgres/pool.ts";

/** Reads that belong together see one state of the database, and can change nothing. */
export async function inSnapshot<Result>(db: Db, read: (tx: Tx) => Promise<Result>): Promise<Result> {
  return db.transaction().setIsolationLevel("repeatable read").setAccessMode("read only").execute(read);
}
