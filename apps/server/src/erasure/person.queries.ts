import { sql } from "kysely";
import type { Instant } from "@kvit/domain/kernel";
import type { Db, Tx } from "../platform/postgres/pool.ts";

/** A person and the forms by which their addresses are found. */
export type Person = {
  readonly accountId: number;
  readonly id: number;
  readonly name: string;
  readonly erasedAt: Instant | null;
  readonly addresses: readonly string[];
  readonly keys: readonly string[];
};

export async function readPerson(db: Db | Tx, accountId: number, id: number): Promise<Person | null> {
  const row = await db
    .selectFrom("contact")
    .select(["name", "erased_at"])
    .where("account_id", "=", accountId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (row === undefined) return null;
  const addresses = await db
    .selectFrom("contact_address")
    .select(["address", "address_key"])
    .where("account_id", "=", accountId)
    .where("contact_id", "=", id)
    .orderBy("is_primary", "desc")
    .orderBy("address_key")
    .execute();
  return {
    accountId,
    id,
    name: row.name,
    erasedAt: row.erased_at,
    addresses: addresses.map(({ address }) => address),
    keys: addresses.map((each) => each.address_key),
  };
}

/** The messages a person wrote, known by themselves or by their address. */
export const wroteMessage = ({ accountId, id, keys }: Person) => sql<boolean>`
  m.account_id = ${accountId} and m.erased_at is null and (
    (m.author_kind = 'customer' and m.author_id = ${id}) or lower(m.author_address) = any(${[...keys]}::text[]))`;

/** The mails that came from a person, or that stand on their tickets. */
export const wroteMail = ({ accountId, id, keys }: Person) => sql<boolean>`
  i.account_id = ${accountId} and i.sha256 <> '' and (
    lower(i.from_address) = any(${[...keys]}::text[]) or lower(i.envelope_from) = any(${[...keys]}::text[])
    or i.message_id in (select m.id from message m where m.account_id = ${accountId} and m.author_kind = 'customer' and m.author_id = ${id}))`;

export type Counts = {
  readonly tickets: number;
  readonly messages: number;
  readonly files: number;
  readonly mails: number;
  readonly elsewhere: number;
  readonly devices: number;
};

export async function countHeld(db: Db | Tx, person: Person): Promise<Counts> {
  const { accountId, id } = person;
  const found = await sql<Counts>`
    select
      (select count(*)::int from ticket where account_id = ${accountId} and contact_id = ${id} and status <> 'purged') as tickets,
      (select count(*)::int from message m where ${wroteMessage(person)}) as messages,
      (select count(*)::int from attachment a join message m on m.account_id = a.account_id and m.id = a.message_id
        where ${wroteMessage(person)}) as files,
      (select count(*)::int from intake i where ${wroteMail(person)}) as mails,
      (select count(*)::int from message m join ticket t on t.account_id = m.account_id and t.id = m.ticket_id
        where ${wroteMessage(person)} and t.contact_id <> ${id}) as elsewhere,
      (select count(*)::int from customer_device where account_id = ${accountId} and contact_id = ${id}) as devices`.execute(
    db,
  );
  const [counts] = found.rows;
  if (counts === undefined) throw new Error("Nothing was counted.");
  return counts;
}

/** The keys of the tickets a person asked for that are not purged. */
export async function selectOwnTickets(db: Db | Tx, { accountId, id }: Person): Promise<readonly number[]> {
  const rows = await db
    .selectFrom("ticket")
    .select("id")
    .where("account_id", "=", accountId)
    .where("contact_id", "=", id)
    .where("status", "<>", "purged")
    .orderBy("id")
    .execute();
  return rows.map((row) => row.id);
}
