import { sql } from "kysely";
import { formatInstant, type Instant } from "@kvit/domain/kernel";
import type { HeldMails } from "../../../tickets/mail-port.ts";
import { insertRows } from "../../../platform/postgres/insert-rows.ts";
import type { Db, Tx } from "../../../platform/postgres/pool.ts";
import { statement } from "../../../platform/postgres/statement.ts";
import { outgoingContent, type NewOutgoing, type OutgoingContent } from "./outgoing-mail.ts";

export async function insertOutgoing(tx: Tx, mail: NewOutgoing, now: Instant): Promise<number> {
  const [id] = await insertRows(tx, "outbox", [rowOf(mail, now)], "id");
  if (id === undefined) throw new Error("An outgoing mail was written and has no key.");
  return id;
}

function rowOf(mail: NewOutgoing, now: Instant) {
  const { content } = mail;
  return {
    account_id: mail.accountId,
    ticket_id: mail.ticketId,
    message_id: mail.messageId,
    mailbox_id: mail.mailboxId,
    kind: mail.kind,
    state: mail.held ? ("held" as const) : ("queued" as const),
    mail_id: mail.mailId,
    envelope_from: mail.envelopeFrom,
    recipients: [...new Set([...content.to, ...content.cc])],
    subject: mail.subject,
    content: JSON.stringify(content),
    due_at: mail.dueAt,
    created_at: formatInstant(now),
  };
}

/**
 * The same for an automatic mail, when one may go to this address now, which is
 * written down with it: one in ten minutes, three in an hour. The caller holds
 * the contact's turn.
 */
export async function insertAutomatic(
  tx: Tx,
  mail: NewOutgoing,
  now: Instant,
  address: string,
): Promise<void> {
  const row = rowOf(mail, now);
  const key = address.trim().toLowerCase();
  await statement`
    with turn as (
      insert into automatic_mail (account_id, address_key, sent_at)
      select ${row.account_id}::int, ${key}::text, ${row.created_at}::timestamptz
      where not exists (select 1 from automatic_mail where account_id = ${row.account_id} and address_key = ${key}
          and sent_at > ${row.created_at}::timestamptz - interval '10 minutes')
        and (select count(*) from automatic_mail where account_id = ${row.account_id} and address_key = ${key}
          and sent_at > ${row.created_at}::timestamptz - interval '1 hour') < 3
      on conflict do nothing returning 1
    )
    insert into outbox (account_id, ticket_id, message_id, mailbox_id, kind, state, mail_id, envelope_from, recipients,
      subject, content, due_at, created_at)
    select ${row.account_id}, ${row.ticket_id}::bigint, ${row.message_id}::bigint, ${row.mailbox_id}::int,
      ${row.kind}, ${row.state}::outbox_state, ${row.mail_id}, ${row.envelope_from}, ${row.recipients}::text[],
      ${row.subject}, ${row.content}::jsonb, ${row.due_at}::timestamptz, ${row.created_at}::timestamptz
    from turn`.execute(tx);
}

/** A mail this process has taken over, with the number that proves it. */
export type ClaimedOutgoing = {
  readonly accountId: number;
  readonly id: number;
  readonly ticketId: number | null;
  readonly messageId: number | null;
  readonly mailboxId: number | null;
  readonly kind: string;
  readonly mailId: string;
  readonly envelopeFrom: string;
  readonly recipients: readonly string[];
  readonly accepted: readonly string[];
  readonly subject: string;
  readonly content: OutgoingContent;
  readonly attempts: number;
  readonly fence: number;
  readonly createdAt: Instant;
};

type ClaimedRow = {
  account_id: number;
  id: number;
  ticket_id: number | null;
  message_id: number | null;
  mailbox_id: number | null;
  kind: string;
  mail_id: string;
  envelope_from: string;
  recipients: string[];
  accepted: string[];
  subject: string;
  content: unknown;
  attempts: number;
  fence: number;
  created_at: Instant;
};

/**
 * Takes over mails that are due, also those whose process died while sending.
 * One of a ticket waits until all before it have left or failed, so that no
 * answer overtakes another; a receipt holds up nobody.
 */
export async function claimDue(
  db: Db,
  lease: { readonly now: Instant; readonly until: Instant },
  limit: number,
): Promise<readonly ClaimedOutgoing[]> {
  const now = sql`${formatInstant(lease.now)}::timestamptz`;
  const claimed = await sql<ClaimedRow>`
    update outbox set state = 'sending', lease_until = ${formatInstant(lease.until)}::timestamptz, fence = fence + 1,
      attempts = attempts + 1
    where (account_id, id) in (
      select o.account_id, o.id from outbox o
      where o.state in ('held', 'queued', 'sending') and o.due_at <= ${now} and (o.lease_until is null or o.lease_until < ${now})
        and not exists (select 1 from outbox before
          where before.account_id = o.account_id and before.ticket_id = o.ticket_id and before.id < o.id
            and before.state in ('held', 'queued', 'sending') and before.kind <> 'receipt')
      order by o.due_at, o.id limit ${limit} for update skip locked)
    returning account_id, id, ticket_id, message_id, mailbox_id, kind, mail_id, envelope_from, recipients, accepted, subject,
      content, attempts, fence, created_at`.execute(db);
  return claimed.rows
    .map((row) => ({
      accountId: row.account_id,
      id: row.id,
      ticketId: row.ticket_id,
      messageId: row.message_id,
      mailboxId: row.mailbox_id,
      kind: row.kind,
      mailId: row.mail_id,
      envelopeFrom: row.envelope_from,
      recipients: row.recipients,
      accepted: row.accepted,
      subject: row.subject,
      content: outgoingContent.parse(row.content),
      attempts: row.attempts,
      fence: row.fence,
      createdAt: row.created_at,
    }))
    .sort((left, right) => left.id - right.id);
}

export async function renewSending(
  db: Db,
  { accountId, ids }: { readonly accountId: number; readonly ids: readonly number[] },
  until: Instant,
): Promise<void> {
  await db
    .updateTable("outbox")
    .set({ lease_until: formatInstant(until) })
    .where("account_id", "=", accountId)
    .where("id", "in", [...ids])
    .where("state", "=", "sending")
    .execute();
}

export type SendingEnd = {
  readonly state: "sent" | "queued" | "failed" | "cancelled";
  readonly accepted: readonly string[];
  readonly refused: OutgoingContent["refused"];
  readonly lastError: string | null;
  readonly dueAt: Instant | null;
  readonly sandboxed: boolean;
  /** The words are not needed any more, and let whoever reads them in. */
  readonly forget: boolean;
};

/** Writes down how a try ended. False when another process has taken the mail over meanwhile. */
export async function recordTry(
  db: Db | Tx,
  mail: ClaimedOutgoing,
  at: Instant,
  end: SendingEnd,
): Promise<boolean> {
  const changed = end.forget || end.refused.length !== mail.content.refused.length;
  const words = end.forget ? { text: "", html: null } : {};
  const done = await db
    .updateTable("outbox")
    .set({
      state: end.state,
      accepted: [...end.accepted],
      last_error: end.lastError,
      lease_until: null,
      sandboxed: end.sandboxed,
      ...(changed ? { content: JSON.stringify({ ...mail.content, ...words, refused: end.refused }) } : {}),
      ...(end.dueAt === null ? {} : { due_at: formatInstant(end.dueAt) }),
      ...(end.state === "sent" ? { sent_at: formatInstant(at) } : {}),
    })
    .where("account_id", "=", mail.accountId)
    .where("id", "=", mail.id)
    .where("fence", "=", mail.fence)
    .where("state", "=", "sending")
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

/** Writes down that mails of no message stay in the sandbox, all at once; those another process has taken over are left alone. */
export async function recordSandboxed(db: Db, mails: readonly ClaimedOutgoing[], at: Instant): Promise<void> {
  const ids = mails.map(({ id }) => id);
  const fences = mails.map(({ fence }) => fence);
  const accounts = mails.map(({ accountId }) => accountId);
  await sql`
    update outbox o set state = 'sent', accepted = o.recipients, last_error = null, lease_until = null, sandboxed = true,
      sent_at = ${formatInstant(at)}::timestamptz
    from unnest(${accounts}::int[], ${ids}::bigint[], ${fences}::int[]) as mine(account_id, id, fence)
    where o.account_id = mine.account_id and o.id = mine.id and o.fence = mine.fence and o.state = 'sending'`.execute(
    db,
  );
}

/**
 * Takes back these answers and what else the act asks or tells. False when one
 * of the answers has left or is leaving; a question that has left stands in
 * nobody's way.
 */
export async function cancelHeld(tx: Tx, held: HeldMails): Promise<boolean> {
  const { accountId, ticketId, act, messageIds } = held;
  await sql`
    update outbox set state = 'cancelled'
    where account_id = ${accountId} and state = 'held'
      and ((ticket_id = ${ticketId} and (message_id = any(${[...messageIds]}) or (kind in ('solved', 'ladder') and content->>'act' = ${act})))
        or (kind = 'merged' and content->>'act' = ${act}))`.execute(tx);
  if (messageIds.length === 0) return true;
  const left = await tx
    .selectFrom("outbox")
    .select("id")
    .where("account_id", "=", accountId)
    .where("message_id", "in", [...messageIds])
    .where("state", "!=", "cancelled")
    .executeTakeFirst();
  return left === undefined;
}

/** Takes back what was going to be told of a ticket's merge. */
export async function cancelMerged(
  tx: Tx,
  { accountId, ticketId }: { readonly accountId: number; readonly ticketId: number },
): Promise<void> {
  await tx
    .updateTable("outbox")
    .set({ state: "cancelled" })
    .where("account_id", "=", accountId)
    .where("ticket_id", "=", ticketId)
    .where("kind", "=", "merged")
    .where("state", "=", "held")
    .execute();
}

/** Ends the hold of a mail; false when it is not held any more. */
export async function sendNow(tx: Tx, accountId: number, messageId: number, now: Instant): Promise<boolean> {
  const done = await tx
    .updateTable("outbox")
    .set({ state: "queued", due_at: formatInstant(now) })
    .where("account_id", "=", accountId)
    .where("message_id", "=", messageId)
    .where("state", "=", "held")
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

/** Ends the wait of a ticket's question whether it is solved; false when none waits. */
export async function askNow(tx: Tx, accountId: number, ticketId: number, now: Instant): Promise<boolean> {
  const done = await tx
    .updateTable("outbox")
    .set({ state: "queued", due_at: formatInstant(now) })
    .where("account_id", "=", accountId)
    .where("ticket_id", "=", ticketId)
    .where("kind", "=", "solved")
    .where("state", "=", "held")
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

/** The state of a ticket now; null when it is gone. */
export async function statusOf(db: Db, accountId: number, ticketId: number): Promise<string | null> {
  const row = await db
    .selectFrom("ticket")
    .select("status")
    .where("account_id", "=", accountId)
    .where("id", "=", ticketId)
    .executeTakeFirst();
  return row?.status ?? null;
}

/** Whether the ticket's conversation still goes on in another. */
export async function isMerged(db: Db, accountId: number, ticketId: number): Promise<boolean> {
  const found = await sql<{ merged: boolean }>`
    select rest ->> 'mergedInto' is not null as merged from ticket
    where account_id = ${accountId} and id = ${ticketId}`.execute(db);
  return found.rows[0]?.merged === true;
}

export async function recipientsOf(tx: Tx, accountId: number, id: number): Promise<readonly string[]> {
  const row = await tx
    .selectFrom("outbox")
    .select("recipients")
    .where("account_id", "=", accountId)
    .where("id", "=", id)
    .executeTakeFirst();
  return row?.recipients ?? [];
}
