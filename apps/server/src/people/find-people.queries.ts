import type { Db, Tx } from "../platform/postgres/pool.ts";

const wholeNumber = /^\d{1,9}$/;

/** An active agent by e-mail address or key; null when there is none. */
export async function findAgentId(db: Db | Tx, accountId: number, given: string): Promise<number | null> {
  const query = db
    .selectFrom("agent")
    .select("id")
    .where("account_id", "=", accountId)
    .where("deactivated_at", "is", null);
  const row = await (
    wholeNumber.test(given)
      ? query.where("id", "=", Number(given))
      : query.where((where) => where(where.fn("lower", ["email"]), "=", given.trim().toLowerCase()))
  ).executeTakeFirst();
  return row?.id ?? null;
}

/** A department by key or name, however it is capitalised; null when there is none. */
export async function findDepartmentId(
  db: Db | Tx,
  accountId: number,
  given: string,
): Promise<number | null> {
  const query = db
    .selectFrom("department")
    .select("id")
    .where("account_id", "=", accountId)
    .where("retired_at", "is", null);
  const row = await (
    wholeNumber.test(given)
      ? query.where("id", "=", Number(given))
      : query.where((where) => where(where.fn("lower", ["name"]), "=", given.trim().toLowerCase()))
  ).executeTakeFirst();
  return row?.id ?? null;
}

/** A contact by e-mail address or key; null when there is none. */
export async function findContactId(db: Db | Tx, accountId: number, given: string): Promise<number | null> {
  if (wholeNumber.test(given)) {
    const row = await db
      .selectFrom("contact")
      .select("id")
      .where("account_id", "=", accountId)
      .where("id", "=", Number(given))
      .executeTakeFirst();
    return row?.id ?? null;
  }
  const row = await db
    .selectFrom("contact_address")
    .select("contact_id")
    .where("account_id", "=", accountId)
    .where("address_key", "=", given.trim().toLowerCase())
    .executeTakeFirst();
  return row?.contact_id ?? null;
}
