import { cleanLine } from "@kvit/domain/kernel";
import type { Tx } from "../platform/postgres/pool.ts";
import { statement } from "../platform/postgres/statement.ts";

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
  const found = await statement<{ known: number | null; made: number | null; taken: number | null }>`
    with known as (
      -- held, so that a person who is being erased takes nothing more
      select contact_id from contact_address where account_id = ${accountId} and address_key = ${key} for key share
    ), person as (
      insert into contact (account_id, name, language)
      select ${accountId}::int, ${storableName(person.name)}::text, ${person.language ?? null}::text
      where not exists (select 1 from known) returning id
    ), address as (
      insert into contact_address (account_id, address_key, address, contact_id)
      select ${accountId}::int, ${key}::text, ${person.address.trim()}::text, id from person
      on conflict (account_id, address_key) do nothing returning contact_id
    )
    select (select contact_id from known) as known, (select id from person) as made,
      (select contact_id from address) as taken`.execute(tx);
  const { known, made, taken } = found.rows[0] ?? { known: null, made: null, taken: null };
  if (known !== null) return { contactId: known, created: false };
  if (made === null) throw new Error("A contact was written and is not there.");
  if (taken !== null) return { contactId: made, created: true };
  await tx.deleteFrom("contact").where("account_id", "=", accountId).where("id", "=", made).execute();
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

/** On one line, without what PostgreSQL cannot keep, and no longer than a name is. */
function storableName(name: string): string {
  return cleanLine(name).slice(0, longestName).toWellFormed();
}
