import type { Db, Tx } from "../../platform/postgres/pool.ts";

export type Addressee = { readonly contactId: number; readonly name: string; readonly address: string };

/** The person who has this address. */
export async function findAddressee(
  db: Db | Tx,
  accountId: number,
  addressKey: string,
): Promise<Addressee | null> {
  const row = await db
    .selectFrom("contact_address as a")
    .innerJoin("contact as c", (join) =>
      join.onRef("c.account_id", "=", "a.account_id").onRef("c.id", "=", "a.contact_id"),
    )
    .select(["a.contact_id as contactId", "c.name", "a.address"])
    .where("a.account_id", "=", accountId)
    .where("a.address_key", "=", addressKey)
    .executeTakeFirst();
  return row ?? null;
}

/** The newest tickets of a person that a customer may know of. */
export async function selectNewestTickets(
  db: Db | Tx,
  accountId: number,
  contactId: number,
  most: number,
): Promise<readonly number[]> {
  const rows = await db
    .selectFrom("ticket")
    .select("id")
    .where("account_id", "=", accountId)
    .where("contact_id", "=", contactId)
    .where("status", "not in", ["spam", "deleted", "purged"])
    .orderBy("id", "desc")
    .limit(most)
    .execute();
  return rows.map(({ id }) => id);
}
