import { sql } from "kysely";
import type { Instant } from "@kvit/domain/kernel";
import type { Db, Tx } from "../platform/postgres/pool.ts";
import { wroteMail, wroteMessage, type Person } from "./person.queries.ts";

export type HeldTicket = {
  readonly id: number;
  readonly number: number;
  readonly subject: string;
  readonly status: string;
  readonly priority: string;
  readonly tags: readonly string[];
  readonly channel: string;
  readonly created_at: Instant;
  readonly updated_at: Instant;
};

export async function selectTickets(db: Db | Tx, { accountId, id }: Person): Promise<readonly HeldTicket[]> {
  return db
    .selectFrom("ticket")
    .select(["id", "number", "subject", "status", "priority", "tags", "channel", "created_at", "updated_at"])
    .where("account_id", "=", accountId)
    .where("contact_id", "=", id)
    .orderBy("id")
    .execute();
}

export type HeldMessage = {
  readonly id: number;
  readonly ticket_id: number;
  readonly number: number;
  readonly kind: string;
  readonly channel: string;
  readonly at: Instant;
  readonly author_kind: string;
  readonly author_name: string;
  readonly author_address: string | null;
  readonly recipients: unknown;
  readonly language: string | null;
  readonly text: string;
  readonly html: string | null;
};

/** What was said in the person's tickets, internal notes if asked for, and what they wrote in those of others. */
export async function selectMessages(
  db: Db | Tx,
  person: Person,
  withInternal: boolean,
): Promise<readonly HeldMessage[]> {
  const { accountId, id } = person;
  const found = await sql<HeldMessage>`
    select m.id, m.ticket_id, t.number, m.kind, m.channel, m.at, m.author_kind, m.author_name, m.author_address, m.recipients,
      m.language, m.text, m.html
    from message m join ticket t on t.account_id = m.account_id and t.id = m.ticket_id
    where m.account_id = ${accountId} and m.erased_at is null and (${withInternal} or m.kind <> 'note')
      and (t.contact_id = ${id} or ${wroteMessage(person)})
    order by m.at, m.id`.execute(db);
  return found.rows;
}

export type HeldFile = {
  readonly message_id: number;
  readonly filename: string;
  readonly content_type: string;
  readonly size: number;
  readonly sha256: string;
  readonly id: number;
};

export async function selectFiles(
  db: Db | Tx,
  { accountId }: Person,
  messageIds: readonly number[],
): Promise<readonly HeldFile[]> {
  const found = await sql<HeldFile>`
    select message_id, id, filename, content_type, size, sha256 from attachment
    where account_id = ${accountId} and message_id = any(${[...messageIds]}::bigint[]) order by id`.execute(
    db,
  );
  return found.rows;
}

export type HeldMail = {
  readonly received_at: Instant;
  readonly door: string;
  readonly from_address: string | null;
  readonly subject: string | null;
  readonly size: number;
  readonly state: string;
  readonly reason: string | null;
  readonly remote: string | null;
};

export async function selectMails(db: Db | Tx, person: Person): Promise<readonly HeldMail[]> {
  const found = await sql<HeldMail>`
    select i.received_at, i.door, i.from_address, i.subject, i.size, i.state, i.reason, i.remote
    from intake i where ${wroteMail(person)} order by i.id`.execute(db);
  return found.rows;
}

export type SentMail = {
  readonly created_at: Instant;
  readonly sent_at: Instant | null;
  readonly kind: string;
  readonly state: string;
  readonly subject: string;
  readonly recipients: readonly string[];
};

export async function selectSentMails(
  db: Db | Tx,
  { accountId, keys }: Person,
): Promise<readonly SentMail[]> {
  const found = await sql<SentMail>`
    select created_at, sent_at, kind, state, subject,
      array(select r from unnest(recipients) r where lower(r) = any(${[...keys]}::text[])) as recipients
    from outbox o
    where account_id = ${accountId} and exists (select 1 from unnest(o.recipients) r where lower(r) = any(${[...keys]}::text[]))
    order by id`.execute(db);
  return found.rows;
}

export type HeldDevice = {
  readonly created_at: Instant;
  readonly last_seen_at: Instant;
  readonly expires_at: Instant;
};

export async function selectDevices(db: Db | Tx, { accountId, id }: Person): Promise<readonly HeldDevice[]> {
  return db
    .selectFrom("customer_device")
    .select(["created_at", "last_seen_at", "expires_at"])
    .where("account_id", "=", accountId)
    .where("contact_id", "=", id)
    .orderBy("created_at")
    .execute();
}

export type HeldAct = { readonly number: number; readonly at: Instant; readonly type: string };

/** What the person did, by mail or on their pages. */
export async function selectActs(db: Db | Tx, { accountId, id }: Person): Promise<readonly HeldAct[]> {
  const found = await sql<HeldAct>`
    select t.number, e.at, e.type from ticket_event e join ticket t on t.account_id = e.account_id and t.id = e.ticket_id
    where e.account_id = ${accountId} and e.actor_kind = 'customer' and e.actor_id = ${id}
      and e.ticket_id in (
        select id from ticket where account_id = ${accountId} and contact_id = ${id}
        union select m.ticket_id from message m where m.account_id = ${accountId} and m.author_kind = 'customer' and m.author_id = ${id})
    order by e.at, e.ticket_id, e.seq`.execute(db);
  return found.rows;
}
