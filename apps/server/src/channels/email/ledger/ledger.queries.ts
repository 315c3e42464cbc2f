import { sql } from "kysely";
import { formatInstant, type Instant } from "@kvit/domain/kernel";
import type { LedgerEntry, LedgerSums } from "@kvit/contract/mail";
import type { Db, Tx } from "../../../platform/postgres/pool.ts";
import type { LedgerReason } from "../intake/ledger-reason.ts";

export type LedgerFilter = {
  readonly accountId: number;
  readonly state?: LedgerEntry["state"] | undefined;
  readonly door?: LedgerEntry["door"] | undefined;
  readonly q?: string | undefined;
  /** Lines before this one. */
  readonly before: number | null;
  readonly limit: number;
};

type Row = {
  id: number;
  door: LedgerEntry["door"];
  mailbox_id: number;
  mailbox_name: string;
  received_at: Instant;
  state: LedgerEntry["state"];
  reason: string | null;
  detail: string | null;
  from_address: string | null;
  envelope_to: string | null;
  subject: string | null;
  mail_id: string | null;
  size: number;
  sha256: string;
  attempts: number;
  ticket_number: number | null;
  duplicate_of: number | null;
};

const columns = sql`i.id, i.door, i.mailbox_id, m.name as mailbox_name, i.received_at, i.state, i.reason, i.detail,
  i.from_address, i.envelope_to, i.subject, i.mail_id, i.size, i.sha256, i.attempts, t.number as ticket_number, i.duplicate_of`;
const tables = sql`intake i
  join mailbox m on m.account_id = i.account_id and m.id = i.mailbox_id
  left join ticket t on t.account_id = i.account_id and t.id = i.ticket_id`;

/** The newest lines first. */
export async function selectLedger(db: Db, filter: LedgerFilter): Promise<readonly LedgerEntry[]> {
  const words = filter.q?.trim().toLowerCase() ?? "";
  const found = await sql<Row>`
    select ${columns} from ${tables}
    where i.account_id = ${filter.accountId}
      and (${filter.before}::bigint is null or i.id < ${filter.before}::bigint)
      and (${filter.state ?? null}::intake_state is null or i.state = ${filter.state ?? null}::intake_state)
      and (${filter.door ?? null}::mail_door is null or i.door = ${filter.door ?? null}::mail_door)
      and (${words} = '' or position(${words} in lower(concat_ws(' ', i.from_address, i.envelope_to, i.subject, i.mail_id))) > 0)
    order by i.id desc limit ${filter.limit}`.execute(db);
  return found.rows.map(entryOf);
}

export async function findLedgerEntry(
  db: Db | Tx,
  accountId: number,
  id: number,
): Promise<LedgerEntry | null> {
  const found = await sql<Row>`
    select ${columns} from ${tables} where i.account_id = ${accountId} and i.id = ${id}`.execute(db);
  return found.rows[0] === undefined ? null : entryOf(found.rows[0]);
}

function entryOf(row: Row): LedgerEntry {
  return {
    id: row.id,
    door: row.door,
    mailbox: { id: row.mailbox_id, name: row.mailbox_name },
    receivedAt: formatInstant(row.received_at),
    state: row.state,
    reason: row.reason,
    detail: row.detail,
    from: row.from_address,
    to: row.envelope_to,
    subject: row.subject,
    messageId: row.mail_id,
    size: row.size,
    sha256: row.sha256,
    attempts: row.attempts,
    ticket: row.ticket_number,
    duplicateOf: row.duplicate_of,
  };
}

/** For each door what came and what became of it; the parts add up, as every line has one state. */
export async function sumLedger(db: Db, accountId: number): Promise<LedgerSums> {
  const found = await sql<LedgerSums["doors"][number]>`
    select d.door, count(i.id) as received,
      count(*) filter (where i.state = 'pending') as pending,
      count(*) filter (where i.state = 'message') as message,
      count(*) filter (where i.state = 'suspended') as suspended,
      count(*) filter (where i.state = 'ignored') as ignored,
      count(*) filter (where i.state = 'failed') as failed
    from unnest(enum_range(null::mail_door)) as d(door)
    left join intake i on i.door = d.door and i.account_id = ${accountId}
    group by d.door order by d.door`.execute(db);
  return { doors: found.rows };
}

/** Puts a mail back in line from its first try on. False when it is in a state that has no second run. */
export async function putBackInLine(
  tx: Tx,
  key: { readonly accountId: number; readonly id: number; readonly at: Instant },
  detail: string,
): Promise<boolean> {
  const done = await tx
    .updateTable("intake")
    .set({
      state: "pending",
      reason: "rerun" satisfies LedgerReason,
      detail,
      attempts: 0,
      lease_until: null,
      next_attempt_at: formatInstant(key.at),
      decided_at: null,
    })
    .where("account_id", "=", key.accountId)
    .where("id", "=", key.id)
    .where("state", "in", ["failed", "suspended", "ignored"])
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

export async function setAside(
  tx: Tx,
  key: { readonly accountId: number; readonly id: number; readonly at: Instant },
  detail: string,
): Promise<boolean> {
  const done = await tx
    .updateTable("intake")
    .set({
      state: "ignored",
      reason: "by-hand" satisfies LedgerReason,
      detail,
      decided_at: formatInstant(key.at),
    })
    .where("account_id", "=", key.accountId)
    .where("id", "=", key.id)
    .where("state", "in", ["failed", "suspended"])
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}
