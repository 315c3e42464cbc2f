import { foldForSearch } from "@kvit/i18n";
import { sql } from "kysely";
import type { Instant } from "@kvit/domain/kernel";
import type { Db, Tx } from "../platform/postgres/pool.ts";

export type ContactRow = {
  readonly id: number;
  readonly name: string;
  readonly emails: readonly string[];
  readonly company_id: number | null;
  readonly company_name: string | null;
  readonly language: string | null;
  readonly time_zone: string | null;
  readonly notes: string;
  readonly verified_at: Instant | null;
  readonly created_at: Instant;
};

function selectContact(db: Db | Tx, accountId: number) {
  return db
    .selectFrom("contact as c")
    .leftJoin("company as f", (join) =>
      join.onRef("f.account_id", "=", "c.account_id").onRef("f.id", "=", "c.company_id"),
    )
    .select([
      "c.id",
      "c.name",
      "c.company_id",
      "c.language",
      "c.time_zone",
      "c.notes",
      "c.verified_at",
      "c.created_at",
    ])
    .select("f.name as company_name")
    .select(
      sql<string[]>`array(
        select a.address from contact_address a where a.account_id = c.account_id and a.contact_id = c.id
        order by a.is_primary desc, a.address_key)`.as("emails"),
    )
    .where("c.account_id", "=", accountId);
}

export type ContactPage = {
  readonly accountId: number;
  /** Part of a name or an address; null for all. */
  readonly words: string | null;
  readonly companyId: number | null;
  /** Only contacts made before this one. */
  readonly beforeId: number | null;
  readonly limit: number;
};

/** The newest first. */
export async function selectContacts(db: Db, page: ContactPage): Promise<ContactRow[]> {
  const { accountId, words, companyId, beforeId } = page;
  return selectContact(db, accountId)
    .$if(words !== null, (query) => query.where("c.id", "in", matching(accountId, words ?? "")))
    .$if(companyId !== null, (query) => query.where("c.company_id", "=", companyId))
    .$if(beforeId !== null, (query) => query.where("c.id", "<", beforeId ?? 0))
    .orderBy("c.id", "desc")
    .limit(page.limit)
    .execute();
}

/** Two look-ups joined, as each has an index of its own. */
function matching(accountId: number, words: string) {
  const pattern = `%${foldForSearch(words.trim()).replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  return sql<number>`(
    select id from contact where account_id = ${accountId} and folded(name) like ${pattern}
    union
    select contact_id from contact_address where account_id = ${accountId} and folded(address_key) like ${pattern})`;
}

export async function readContact(db: Db | Tx, accountId: number, id: number): Promise<ContactRow | null> {
  return (await selectContact(db, accountId).where("c.id", "=", id).executeTakeFirst()) ?? null;
}

export type ContactChange = {
  readonly name?: string | undefined;
  readonly language?: string | null | undefined;
  readonly timeZone?: string | null | undefined;
  readonly notes?: string | undefined;
  readonly companyId?: number | null | undefined;
};

/** Writes only what is given; false when there is no such contact. */
export async function updateContact(
  tx: Tx,
  accountId: number,
  id: number,
  change: ContactChange,
): Promise<boolean> {
  const { name, language, timeZone, notes, companyId } = change;
  const { numUpdatedRows } = await tx
    .updateTable("contact")
    .set({
      // Something has to be set also when nothing is given.
      account_id: accountId,
      ...(name === undefined ? {} : { name }),
      ...(language === undefined ? {} : { language }),
      ...(timeZone === undefined ? {} : { time_zone: timeZone }),
      ...(notes === undefined ? {} : { notes }),
      ...(companyId === undefined ? {} : { company_id: companyId }),
    })
    .where("account_id", "=", accountId)
    .where("id", "=", id)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function hasCompany(tx: Tx, accountId: number, id: number): Promise<boolean> {
  const row = await tx
    .selectFrom("company")
    .select("id")
    .where("account_id", "=", accountId)
    .where("id", "=", id)
    .executeTakeFirst();
  return row !== undefined;
}
