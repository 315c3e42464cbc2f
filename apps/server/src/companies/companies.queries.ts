import type { CompanyView } from "@kvit/contract/people";
import type { Db, Tx } from "../platform/postgres/pool.ts";

const columns = ["id", "name", "domain", "notes"] as const;

export type CompanyPage = {
  readonly accountId: number;
  /** Only companies after this name and key, in the order of the list. */
  readonly after: readonly [name: string, id: number] | null;
  readonly limit: number;
};

/** By name, letters of all languages in code point order. */
export async function selectCompanies(
  db: Db,
  { accountId, after, limit }: CompanyPage,
): Promise<CompanyView[]> {
  return db
    .selectFrom("company")
    .select(columns)
    .where("account_id", "=", accountId)
    .$if(after !== null, (query) =>
      query.where((where) =>
        where(where.refTuple("name", "id"), ">", where.tuple(after?.[0] ?? "", after?.[1] ?? 0)),
      ),
    )
    .orderBy("name")
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
