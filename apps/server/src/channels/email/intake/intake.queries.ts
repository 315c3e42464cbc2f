import { sql } from "kysely";
import { cleanLine, formatInstant, type Instant } from "@kvit/domain/kernel";
import type { Db, Tx } from "../../../platform/postgres/pool.ts";
import { statement } from "../../../platform/postgres/statement.ts";
import type { MailDoor } from "./accept-mail.ts";
import type { LedgerReason } from "./ledger-reason.ts";

export type NewDelivery = {
  readonly accountId: number;
  readonly door: MailDoor;
  readonly mailboxId: number;
  readonly sha256: string;
  readonly size: number;
  readonly envelopeFrom: string | null;
  readonly envelopeTo: string | null;
  readonly remote: string | null;
  readonly imap: { readonly uidValidity: number; readonly uid: number } | null;
  readonly receivedAt: Instant;
  readonly from: string | null;
  readonly messageId: string | null;
  readonly windowSeconds: number;
  readonly floodPerMinute: number;
  /** When given and no other mail waits in line, the mail belongs to this process from the start, until then. */
  readonly leaseUntil: Instant | null;
};

export type InsertedDelivery = {
  readonly intakeId: number;
  readonly mailboxId: number;
  readonly state: "pending" | "ignored" | "suspended";
  /** This very delivery (mailbox, UIDVALIDITY, UID) was in the ledger already; nothing was added. */
  readonly known: boolean;
  /** The mail itself where it belongs to this process already; null where it waits to be claimed or needs nothing. */
  readonly claimed: ClaimedMail | null;
};

/** Held until commit: two deliveries of the same bytes to the same mailbox come one after the other. */
export async function lockDeliveryIdentity(tx: Tx, identity: string): Promise<void> {
  await statement`select pg_advisory_xact_lock(hashtextextended(${identity}, 7025))`.execute(tx);
}

/**
 * Writes one line of the ledger. The caller holds the lock of its identity.
 *
 * It is a repeat when the same bytes came to the same mailbox within the window,
 * or, at a door with numbers, when they came under a UIDVALIDITY that no longer
 * holds: then each old number stands for one new number at most.
 */
export async function insertDelivery(tx: Tx, mail: NewDelivery): Promise<InsertedDelivery> {
  const at = formatInstant(mail.receivedAt);
  const epoch = mail.imap?.uidValidity ?? null;
  const uid = mail.imap?.uid ?? null;
  const leaseUntil = mail.leaseUntil === null ? null : formatInstant(mail.leaseUntil);
  const written = await statement<{ id: number; state: InsertedDelivery["state"]; attempts: number }>`
    with twin as (
      select t.id from intake t
      where t.account_id = ${mail.accountId} and t.sha256 = ${mail.sha256} and t.mailbox_id = ${mail.mailboxId}
        and t.duplicate_of is null
        and (t.received_at > ${at}::timestamptz - make_interval(secs => ${mail.windowSeconds})
          or (t.uid_validity <> ${epoch}::bigint and not exists (
            select 1 from intake d where d.account_id = t.account_id and d.sha256 = t.sha256
              and d.duplicate_of = t.id and d.uid_validity = ${epoch}::bigint)))
      order by t.id limit 1
    ), crowd as (
      select count(*) >= ${mail.floodPerMinute} as flooding from (
        select 1 from intake
        where account_id = ${mail.accountId} and from_address = ${mail.from}::text
          and received_at > ${at}::timestamptz - interval '1 minute'
        limit ${mail.floodPerMinute}) as recent
    ), line as (
      select ${leaseUntil}::timestamptz as lease_until
      where not exists (select 1 from intake w
        where w.state = 'pending' and w.lease_until is null and w.next_attempt_at <= ${at}::timestamptz)
    ), verdict as (
      select twin.id as duplicate_of,
        case when twin.id is not null then 'ignored' when crowd.flooding then 'suspended' else 'pending' end::intake_state as state,
        case when twin.id is not null then 'duplicate' when crowd.flooding then 'flood' end as reason
      from crowd left join twin on true
    ), mine as (
      select line.lease_until from verdict, line where verdict.state = 'pending' and line.lease_until is not null
    )
    insert into intake (account_id, door, mailbox_id, sha256, size, envelope_from, envelope_to, remote, uid_validity, uid,
      received_at, next_attempt_at, from_address, mail_id, state, reason, duplicate_of, decided_at, lease_until, attempts)
    select ${mail.accountId}, ${mail.door}::mail_door, ${mail.mailboxId}, ${mail.sha256}, ${mail.size},
      ${mail.envelopeFrom}, ${mail.envelopeTo}, ${mail.remote}, ${epoch}::bigint, ${uid}::bigint, ${at}::timestamptz, ${at}::timestamptz,
      ${mail.from}::text, ${mail.messageId}, v.state, v.reason, v.duplicate_of, case when v.state <> 'pending' then ${at}::timestamptz end,
      m.lease_until, case when m.lease_until is null then 0 else 1 end
    from verdict v left join mine m on true
    on conflict (account_id, mailbox_id, uid_validity, uid) where uid is not null do nothing
    returning id, state, attempts`.execute(tx);
  const { mailboxId } = mail;
  const [row] = written.rows;
  if (row === undefined) {
    const intakeId = await knownDelivery(tx, mail);
    return { intakeId, mailboxId, state: "ignored", known: true, claimed: null };
  }
  const claimed = row.attempts === 0 ? null : claimedAtOnce(row, mail);
  return { intakeId: row.id, mailboxId, state: row.state, known: false, claimed };
}

function claimedAtOnce({ id, attempts }: { id: number; attempts: number }, mail: NewDelivery): ClaimedMail {
  const { door, mailboxId, sha256, envelopeFrom, envelopeTo, receivedAt, from, messageId } = mail;
  const arrived = { door, mailboxId, sha256, envelopeFrom, envelopeTo, receivedAt, from, mailId: messageId };
  return { id, attempts, ...arrived, reason: null, duplicateOf: null, ticketId: null };
}

async function knownDelivery(tx: Tx, mail: NewDelivery): Promise<number> {
  const row = await tx
    .selectFrom("intake")
    .select("id")
    .where("account_id", "=", mail.accountId)
    .where("mailbox_id", "=", mail.mailboxId)
    .where("uid_validity", "=", mail.imap?.uidValidity ?? -1)
    .where("uid", "=", mail.imap?.uid ?? -1)
    .executeTakeFirstOrThrow();
  return row.id;
}

/** A mail to be processed, as it was when this process took it over. */
export type ClaimedMail = {
  readonly id: number;
  readonly door: MailDoor;
  readonly mailboxId: number;
  readonly sha256: string;
  readonly envelopeFrom: string | null;
  readonly envelopeTo: string | null;
  readonly receivedAt: Instant;
  readonly reason: string | null;
  readonly attempts: number;
  readonly from: string | null;
  readonly mailId: string | null;
  readonly duplicateOf: number | null;
  /** The ticket an earlier try made a notice on. */
  readonly ticketId: number | null;
};

export type Lease = { readonly now: Instant; readonly until: Instant };

/**
 * Takes over up to `limit` mails that are due. Counts the attempt in a commit of
 * its own before anything is parsed, so that a mail that kills the process is
 * known by its count.
 */
export async function claimPending(db: Db, lease: Lease, limit: number): Promise<readonly ClaimedMail[]> {
  const claimed = await statement<{
    id: number;
    door: MailDoor;
    mailbox_id: number;
    sha256: string;
    envelope_from: string | null;
    envelope_to: string | null;
    received_at: Instant;
    reason: string | null;
    attempts: number;
    from_address: string | null;
    mail_id: string | null;
    duplicate_of: number | null;
    ticket_id: number | null;
  }>`
    update intake set lease_until = ${formatInstant(lease.until)}::timestamptz, attempts = attempts + 1
    where (account_id, id) in (
      select account_id, id from intake
      where state = 'pending' and next_attempt_at <= ${formatInstant(lease.now)}::timestamptz
        and (lease_until is null or lease_until < ${formatInstant(lease.now)}::timestamptz)
      order by next_attempt_at, id limit ${limit} for update skip locked)
    returning id, door, mailbox_id, sha256, envelope_from, envelope_to, received_at, reason, attempts, from_address,
      mail_id, duplicate_of, ticket_id`.execute(db);
  return claimed.rows
    .map((row) => ({
      id: row.id,
      door: row.door,
      mailboxId: row.mailbox_id,
      sha256: row.sha256,
      envelopeFrom: row.envelope_from,
      envelopeTo: row.envelope_to,
      receivedAt: row.received_at,
      reason: row.reason,
      attempts: row.attempts,
      from: row.from_address,
      mailId: row.mail_id,
      duplicateOf: row.duplicate_of,
      ticketId: row.ticket_id,
    }))
    .sort((left, right) => left.id - right.id);
}

/** Tells other processes that these mails are still being worked on. Those held by a transaction tell so by their lock. */
export async function renewLeases(
  db: Db,
  { accountId, ids }: { readonly accountId: number; readonly ids: readonly number[] },
  until: Instant,
): Promise<void> {
  await sql`
    update intake set lease_until = ${formatInstant(until)}::timestamptz
    where (account_id, id) in (
      select account_id, id from intake
      where account_id = ${accountId} and id = any(${[...ids]}::bigint[]) and state = 'pending' for update skip locked)`.execute(
    db,
  );
}

/**
 * Puts back in line what a process that died had in hand, in its place before
 * what came later. For a desk on which no other process takes mail.
 */
export async function freeLeases(db: Db, accountId: number): Promise<void> {
  await sql`
    update intake set lease_until = null
    where (account_id, id) in (
      select account_id, id from intake
      where account_id = ${accountId} and state = 'pending' and lease_until is not null for update skip locked)`.execute(
    db,
  );
}

/** Holds the mail's line; false when another process has taken it over or brought it to its end meanwhile. */
export async function lockClaimed(tx: Tx, accountId: number, mail: ClaimedMail): Promise<boolean> {
  const held = await statement`
    select 1 from intake
    where account_id = ${accountId} and id = ${mail.id} and state = 'pending' and attempts = ${mail.attempts}
    for update`.execute(tx);
  return held.rows.length === 1;
}

export type Conclusion = {
  readonly state: "message" | "suspended" | "ignored" | "failed";
  readonly reason: LedgerReason | null;
  readonly detail: string | null;
  readonly ticketId?: number;
  readonly messageId?: number;
  readonly duplicateOf?: number;
  /** As the parser read them; without them what the door saw stays. */
  readonly headers?: {
    readonly mailId: string | null;
    readonly from: string | null;
    readonly subject: string | null;
  };
};

/** Writes the end of a mail's way into its line; a key that is not given stays as it is. */
export async function concludeMail(
  tx: Tx,
  key: { readonly accountId: number; readonly id: number; readonly at: Instant },
  end: Conclusion,
): Promise<void> {
  const detail = end.detail?.slice(0, 1000).toWellFormed() ?? null;
  const read = end.headers !== undefined;
  const { mailId = null, from = null, subject = null } = end.headers ?? {};
  await statement`
    update intake set state = ${end.state}::intake_state, reason = ${end.reason}::text, detail = ${detail}::text,
      decided_at = ${formatInstant(key.at)}::timestamptz, lease_until = null,
      ticket_id = coalesce(${end.ticketId ?? null}::bigint, ticket_id),
      message_id = coalesce(${end.messageId ?? null}::bigint, message_id),
      duplicate_of = coalesce(${end.duplicateOf ?? null}::bigint, duplicate_of),
      mail_id = case when ${read}::boolean then ${mailId}::text else mail_id end,
      from_address = case when ${read}::boolean then ${from}::text else from_address end,
      subject = case when ${read}::boolean then ${subject === null ? null : cleanLine(subject)}::text else subject end
    where account_id = ${key.accountId} and id = ${key.id}`.execute(tx);
}

/** Puts the mail back in line for a later try, the reason beside it. */
export async function postponeMail(
  db: Db,
  key: { readonly accountId: number; readonly mail: ClaimedMail; readonly at: Instant },
  detail: string,
): Promise<void> {
  await db
    .updateTable("intake")
    .set({
      next_attempt_at: formatInstant(key.at),
      lease_until: null,
      detail: detail.slice(0, 1000).toWellFormed(),
    })
    .where("account_id", "=", key.accountId)
    .where("id", "=", key.mail.id)
    .where("state", "=", "pending")
    .where("attempts", "=", key.mail.attempts)
    .execute();
}
