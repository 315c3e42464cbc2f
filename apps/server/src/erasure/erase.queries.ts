import { formatInstant, type Instant } from "@kvit/domain/kernel";
import { sql } from "kysely";
import type { Tx } from "../platform/postgres/pool.ts";
import { wroteMail, wroteMessage, type Person } from "./person.queries.ts";

/**
 * Takes a person's addresses away, after whoever is just writing under them
 * has ended: mail that comes later finds nobody and makes a new person.
 */
export async function takeAddresses(tx: Tx, { accountId, id }: Person): Promise<void> {
  for (const table of ["customer_code", "customer_device", "contact_address"] as const)
    await tx.deleteFrom(table).where("account_id", "=", accountId).where("contact_id", "=", id).execute();
}

/** Empties what a person wrote, with its files. The digest stays in the history, so that it can still be proven. */
export async function eraseWords(tx: Tx, person: Person, at: Instant): Promise<number> {
  const { accountId } = person;
  await sql`delete from attachment a using message m
    where a.account_id = m.account_id and a.message_id = m.id and ${wroteMessage(person)}`.execute(tx);
  await sql`update ticket set preview = '' where account_id = ${accountId} and preview <> ''
    and id in (select m.ticket_id from message m where ${wroteMessage(person)})`.execute(tx);
  const done = await sql`
    update message m set text = '', visible_text = '', html = null, visible_html = null, has_remote_images = false,
      author_name = '', author_address = null, recipients = '{}', mail_id = null, flags = '{}', erased_at = ${formatInstant(at)}
    where ${wroteMessage(person)}`.execute(tx);
  return Number(done.numAffectedRows ?? 0n);
}

/** The mails of the ledger: that one came stays, whose it was and what it said goes. */
export async function eraseMails(tx: Tx, person: Person): Promise<number> {
  const done = await sql`
    with gone as (select i.id from intake i where ${wroteMail(person)})
    update intake set from_address = null, subject = null, envelope_from = null, envelope_to = null, remote = null,
      detail = null, mail_id = null, sha256 = '', state = 'ignored', reason = 'erased'
    where account_id = ${person.accountId} and (id in (select id from gone) or duplicate_of in (select id from gone))`.execute(
    tx,
  );
  return Number(done.numAffectedRows ?? 0n);
}

/**
 * Mails to the person, sent or not: those of their tickets and those to them
 * alone lose everything, in others their address goes, so that a mail that
 * waits still reaches everybody else.
 */
export async function eraseOutgoing(tx: Tx, { accountId, id, keys }: Person): Promise<void> {
  const theirs = sql`${[...keys]}::text[]`;
  await sql`delete from outbox o where o.account_id = ${accountId} and (
      (select bool_and(lower(r) = any(${theirs})) from unnest(o.recipients) r)
      or (o.ticket_id is null and exists (select 1 from unnest(o.recipients) r where lower(r) = any(${theirs})))
      or o.ticket_id in (select t.id from ticket t where t.account_id = ${accountId} and t.contact_id = ${id}))`.execute(
    tx,
  );
  const without = (field: "to" | "cc") => sql`coalesce((select jsonb_agg(each) from jsonb_array_elements(
      coalesce(o.content -> ${field}::text, '[]')) each where not lower(each::text) like any(${patterns(keys)}::text[])), '[]')`;
  await sql`update outbox o set
      recipients = array(select r from unnest(o.recipients) r where lower(r) <> all(${theirs})),
      accepted = array(select r from unnest(o.accepted) r where lower(r) <> all(${theirs})),
      content = o.content || jsonb_build_object('to', ${without("to")}, 'cc', ${without("cc")})
    where o.account_id = ${accountId} and exists (select 1 from unnest(o.recipients) r where lower(r) = any(${theirs}))`.execute(
    tx,
  );
}

/** An address among other JSON, in quotes as it stands there. */
const patterns = (keys: readonly string[]): string[] =>
  keys.map((key) => `%"${key.replace(/[\\%_]/g, (sign) => `\\${sign}`)}"%`);

/** The person's address where others wrote to them as well, kept answers, and marks of automatic mail. */
export async function eraseTraces(tx: Tx, { accountId, id, keys }: Person): Promise<void> {
  const theirs = sql`${[...keys]}::text[]`;
  const others = (field: "to" | "cc") => sql`coalesce((select jsonb_agg(r) from jsonb_array_elements_text(
      coalesce(m.recipients -> ${field}::text, '[]')) r where lower(r) <> all(${theirs})), '[]')`;
  await sql`update message m set recipients = m.recipients || jsonb_build_object('to', ${others("to")}, 'cc', ${others("cc")})
    where m.account_id = ${accountId} and lower(m.recipients::text) like any(${patterns(keys)}::text[])`.execute(
    tx,
  );
  await sql`delete from automatic_mail where account_id = ${accountId} and address_key = any(${theirs})`.execute(
    tx,
  );
  await sql`delete from idempotency_key where account_id = ${accountId} and (owner = ${`contact:${id}`}
    or (response ->> 'id' = ${String(id)} and response ? 'emails'))`.execute(tx);
  await sql`update idempotency_key set response = jsonb_set(response, '{requester}', jsonb_build_object('id', ${id}::bigint, 'name', '', 'email', null))
    where account_id = ${accountId} and response -> 'requester' ->> 'id' = ${String(id)}`.execute(tx);
}

/** Of the person the key alone stays, as tickets name it. */
export async function forgetPerson(tx: Tx, { accountId, id }: Person, at: Instant): Promise<void> {
  await tx
    .updateTable("contact")
    .set({
      name: "",
      notes: "",
      language: null,
      time_zone: null,
      company_id: null,
      verified_at: null,
      erased_at: formatInstant(at),
    })
    .where("account_id", "=", accountId)
    .where("id", "=", id)
    .execute();
}
