import { sql } from "kysely";
import type { CompanyView } from "@kvit/contract/people";
import type { Db, Tx } from "../platform/postgres/pool.ts";

const columns = ["id", "name", "domain", "notes"] as const;

export type CompanyPage = {
  readonly accountId: number;
  /** Only companies made after this one; 0 for all. */
  readonly afterId: number;
  readonly limit: number;
};

/** The oldest first. */
export async function selectCompanies(
  db: Db,
  { accountId, afterId, limit }: CompanyPage,
): Promise<CompanyView[]> {
  return db
    .selectFrom("company")
    .select(columns)
    .where("account_id", "=", accountId)
    .where("id", ">", sql<number>`${afterId}::bigint`)
    .orderBy("id")
    .limit(limit)
    .execute();
}

export async function readCompany(db: Db | Tx, accountId: number, id: number): Promise<CompanyView | null> {
  const row = await db
    .selectFrom("company")
    .select(columns)
    .where("account_id", "=", accountId)
    .where("id", "=", id)
    .executeTakeFirst();
  return row ?? null;
}

type CompanyFields = Omit<CompanyView, "id">;

export async function insertCompany(tx: Tx, accountId: number, fields: CompanyFields): Promise<CompanyView> {
  return tx
    .insertInto("company")
    .values({ account_id: accountId, ...fields })
    .returning(columns)
    .executeTakeFirstOrThrow();
}

export async function updateCompany(
  tx: Tx,
  accountId: number,
  { id, ...fields }: CompanyView,
): Promise<void> {
  await tx
    .updateTable("company")
    .set(fields)
    .where("account_id", "=", accountId)
    .where("id", "=", id)
    .execute();
}
