import type { Tx } from "../platform/postgres/pool.ts";

export type SeenPerson = {
  readonly address: string;
  /** As the mail or form gave it; may be empty. */
  readonly name: string;
  readonly language?: string | null;
};

/** The form by which an address is found: two spellings of one mailbox are one person. */
export function addressKeyOf(address: string): string {
  return address.trim().toLowerCase();
}

/**
 * The contact who has this address, made when there is none. Safe against
 * another transaction doing the same at once: the loser waits for the winner
 * and takes their contact. What is known of a person is never overwritten by
 * what a mail or form says, as anybody can write any name.
 */
export async function findOrCreateContact(
  tx: Tx,
  accountId: number,
  person: SeenPerson,
): Promise<{ contactId: number; created: boolean }> {
  const key = addressKeyOf(person.address);
  const known = await contactIdOf(tx, accountId, key);
  if (known !== null) return { contactId: known, created: false };
  const { id } = await tx
    .insertInto("contact")
    .values({ account_id: accountId, name: storableName(person.name), language: person.language ?? null })
    .returning("id")
    .executeTakeFirstOrThrow();
  const taken = await tx
    .insertInto("contact_address")
    .values({ account_id: accountId, address_key: key, address: person.address.trim(), contact_id: id })
    .onConflict((conflict) => conflict.columns(["account_id", "address_key"]).doNothing())
    .returning("contact_id")
    .executeTakeFirst();
  if (taken !== undefined) return { contactId: id, created: true };
  await tx.deleteFrom("contact").where("account_id", "=", accountId).where("id", "=", id).execute();
  const winner = await contactIdOf(tx, accountId, key);
  if (winner === null) throw new Error("An address was taken and free at the same time.");
  return { contactId: winner, created: false };
}

async function contactIdOf(tx: Tx, accountId: number, key: string): Promise<number | null> {
  const row = await tx
    .selectFrom("contact_address")
    .select("contact_id")
    .where("account_id", "=", accountId)
    .where("address_key", "=", key)
    .executeTakeFirst();
  return row?.contact_id ?? null;
}

const longestName = 200;

/** Without what PostgreSQL cannot keep, and no longer than a name is. */
function storableName(name: string): string {
  return name.replaceAll("\u0000", "").trim().slice(0, longestName).toWellFormed();
}
