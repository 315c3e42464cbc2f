import type { Lifecycle } from "@kvit/domain/lifecycle";
import { formatInstant, type Instant } from "@kvit/domain/kernel";
import type { Selectable } from "kysely";
import type { Database } from "../platform/postgres/generated/database.ts";
import type { Db, Tx } from "../platform/postgres/pool.ts";
import { trusted } from "../platform/postgres/trusted-json.ts";

/** The number of the newest version, held until the transaction ends, so that versions follow each other. */
export async function lockVersion(tx: Tx, accountId: number): Promise<number> {
  const row = await tx
    .selectFrom("account")
    .select("lifecycle_version")
    .where("id", "=", accountId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return row.lifecycle_version;
}

export type NewVersion = {
  readonly accountId: number;
  readonly version: number;
  readonly lifecycle: Lifecycle;
  readonly at: Instant;
  readonly madeBy: number;
  readonly note: string;
};

export async function insertVersion(tx: Tx, made: NewVersion): Promise<void> {
  await tx
    .insertInto("lifecycle")
    .values({
      account_id: made.accountId,
      version: made.version,
      definition: JSON.stringify(made.lifecycle),
      made_at: formatInstant(made.at),
      made_by: made.madeBy,
      note: made.note,
    })
    .execute();
  await tx
    .updateTable("account")
    .set({ lifecycle_version: made.version })
    .where("id", "=", made.accountId)
    .execute();
}

export type VersionRow = {
  readonly version: number;
  readonly lifecycle: Partial<Lifecycle>;
  readonly madeAt: Instant;
  readonly madeBy: string | null;
  readonly note: string;
};

/** All versions that were made, the newest first. */
export async function selectVersions(db: Db, accountId: number): Promise<readonly VersionRow[]> {
  const rows = await db
    .selectFrom("lifecycle as l")
    .leftJoin("agent as a", (join) =>
      join.onRef("a.account_id", "=", "l.account_id").onRef("a.id", "=", "l.made_by"),
    )
    .select(["l.version", "l.definition", "l.made_at", "l.note", "a.name"])
    .where("l.account_id", "=", accountId)
    .orderBy("l.version", "desc")
    .execute();
  return rows.map((row) => ({
    version: row.version,
    lifecycle: trusted<Partial<Lifecycle>>(row.definition),
    madeAt: row.made_at,
    madeBy: row.name,
    note: row.note,
  }));
}

/** A page of the tickets that wait for somebody, by key. */
export async function selectWaiting(
  db: Db | Tx,
  accountId: number,
  page: { readonly after: number; readonly limit: number },
): Promise<readonly Selectable<Database["ticket"]>[]> {
  return db
    .selectFrom("ticket_active as a")
    .innerJoin("ticket as t", (join) =>
      join.onRef("t.account_id", "=", "a.account_id").onRef("t.id", "=", "a.id"),
    )
    .selectAll("t")
    .where("a.account_id", "=", accountId)
    .where("a.status", "in", ["new", "open", "answered", "resolved"])
    .where("a.id", ">", page.after)
    .orderBy("a.id")
    .limit(page.limit)
    .execute();
}

export async function departmentKeys(db: Db | Tx, accountId: number): Promise<readonly number[]> {
  const rows = await db
    .selectFrom("department")
    .select("id")
    .where("account_id", "=", accountId)
    .where("retired_at", "is", null)
    .orderBy("id")
    .execute();
  return rows.map(({ id }) => id);
}
