import { sql, type Selectable } from "kysely";
import type { Database } from "../platform/postgres/generated/database.ts";
import type { Db, Tx } from "../platform/postgres/pool.ts";

type Row<Table extends keyof Database> = Selectable<Database[Table]>;

/** Everything the database holds about one ticket. Without `ticket` there are only remains. */
export type Evidence = {
  readonly ticketId: number;
  readonly ticket: Row<"ticket"> | null;
  readonly events: EventEvidence[];
  readonly intervals: IntervalEvidence[];
  readonly active: Row<"ticket_active">[];
  readonly timers: Row<"sla_timer">[];
  readonly messages: MessageEvidence[];
  readonly files: FileEvidence[];
  /** How many rows of mails to be sent and of drafts there are; asked for purged tickets only. */
  leftovers: number;
};

export type EventEvidence = Omit<Row<"ticket_event">, "account_id" | "position" | "prev_hash" | "hash"> & {
  readonly prev_hash: string;
  readonly hash: string;
};
export type IntervalEvidence = Omit<Row<"ticket_interval">, "account_id">;
export type MessageEvidence = Pick<
  Row<"message">,
  "id" | "ticket_id" | "kind" | "text" | "visible_text" | "html" | "digest" | "erased_at"
>;
export type FileEvidence = Pick<
  Row<"attachment">,
  "id" | "ticket_id" | "message_id" | "filename" | "size" | "sha256"
>;

/** Keys of tickets from `from` up to but not `below`; null for no end. Whatever lies in a range is read, with or without a ticket. */
export type TicketRange = {
  readonly accountId: number;
  readonly from: number;
  readonly below: number | null;
};

/** Reads one range as it stood at one moment, so that work going on meanwhile is seen whole or not at all. */
export async function readEvidence(db: Db, range: TicketRange): Promise<Evidence[]> {
  return db
    .transaction()
    .setIsolationLevel("repeatable read")
    .setAccessMode("read only")
    .execute(async (tx) => gather(tx, range));
}

async function gather(tx: Tx, range: TicketRange): Promise<Evidence[]> {
  const byTicket = new Map<number, Evidence>();
  const of = (ticketId: number, ticket: Row<"ticket"> | null = null): Evidence => {
    const known = byTicket.get(ticketId);
    if (known !== undefined) return known;
    const fresh = { ticketId, ticket, leftovers: 0, ...noRows() };
    byTicket.set(ticketId, fresh);
    return fresh;
  };
  for (const row of await ticketsIn(tx, range)) of(row.id, row);
  for (const row of await eventsIn(tx, range)) of(row.ticket_id).events.push(row);
  for (const row of await intervalsIn(tx, range)) of(row.ticket_id).intervals.push(row);
  for (const row of await activeIn(tx, range)) of(row.id).active.push(row);
  for (const row of await timersIn(tx, range)) of(row.ticket_id).timers.push(row);
  for (const row of await messagesIn(tx, range)) of(row.ticket_id).messages.push(row);
  for (const row of await filesIn(tx, range)) {
    if (row.ticket_id !== null) of(row.ticket_id).files.push({ ...row });
  }
  const purged = [...byTicket.values()].filter(({ ticket }) => ticket?.status === "purged");
  for (const row of await leftoversOf(tx, range, purged)) of(row.ticket_id).leftovers += row.count;
  return [...byTicket.values()];
}

const noRows = () => ({ events: [], intervals: [], active: [], timers: [], messages: [], files: [] });

/** Larger than any key, so that one query serves ranges with and without an end. */
const noEnd = Number.MAX_SAFE_INTEGER;

async function ticketsIn(tx: Tx, { accountId, from, below }: TicketRange) {
  return tx
    .selectFrom("ticket")
    .selectAll()
    .where("account_id", "=", accountId)
    .where("id", ">=", from)
    .where("id", "<", below ?? noEnd)
    .orderBy("id")
    .execute();
}

/** Written by hand because it is most of the work: instants come as numbers, digests as text. */
async function eventsIn(tx: Tx, { accountId, from, below }: TicketRange): Promise<readonly EventEvidence[]> {
  const found = await sql<EventEvidence>`
    select ticket_id, seq, (extract(epoch from at) * 1000000)::bigint as at, type, actor_kind, actor_id, cause, act,
      changes, data, encode(prev_hash, 'hex') as prev_hash, encode(hash, 'hex') as hash, erased
    from ticket_event
    where account_id = ${accountId} and ticket_id >= ${from} and ticket_id < ${below ?? noEnd}
    order by ticket_id, seq`.execute(tx);
  return found.rows;
}

async function intervalsIn(
  tx: Tx,
  { accountId, from, below }: TicketRange,
): Promise<readonly IntervalEvidence[]> {
  const found = await sql<IntervalEvidence>`
    select ticket_id, from_seq, (extract(epoch from from_at) * 1000000)::bigint as from_at,
      (extract(epoch from to_at) * 1000000)::bigint as to_at, status, stage, department_id, assignee_id, priority, merged,
      (extract(epoch from waiting_since) * 1000000)::bigint as waiting_since
    from ticket_interval
    where account_id = ${accountId} and ticket_id >= ${from} and ticket_id < ${below ?? noEnd}
    order by ticket_id, from_seq`.execute(tx);
  return found.rows;
}

async function activeIn(tx: Tx, { accountId, from, below }: TicketRange) {
  return tx
    .selectFrom("ticket_active")
    .selectAll()
    .where("account_id", "=", accountId)
    .where("id", ">=", from)
    .where("id", "<", below ?? noEnd)
    .execute();
}

async function timersIn(tx: Tx, { accountId, from, below }: TicketRange) {
  return tx
    .selectFrom("sla_timer")
    .selectAll()
    .where("account_id", "=", accountId)
    .where("ticket_id", ">=", from)
    .where("ticket_id", "<", below ?? noEnd)
    .execute();
}

async function messagesIn(tx: Tx, { accountId, from, below }: TicketRange): Promise<MessageEvidence[]> {
  return tx
    .selectFrom("message")
    .select(["id", "ticket_id", "kind", "text", "visible_text", "html", "digest", "erased_at"])
    .where("account_id", "=", accountId)
    .where("ticket_id", ">=", from)
    .where("ticket_id", "<", below ?? noEnd)
    .orderBy("ticket_id")
    .orderBy("id")
    .execute();
}

async function filesIn(tx: Tx, { accountId, from, below }: TicketRange): Promise<FileEvidence[]> {
  return tx
    .selectFrom("attachment")
    .select(["id", "ticket_id", "message_id", "filename", "size", "sha256"])
    .where("account_id", "=", accountId)
    .where("ticket_id", ">=", from)
    .where("ticket_id", "<", below ?? noEnd)
    .orderBy("id")
    .execute();
}

async function leftoversOf(tx: Tx, { accountId }: TicketRange, purged: readonly Evidence[]) {
  if (purged.length === 0) return [];
  const ids = purged.map(({ ticketId }) => ticketId);
  const found = await sql<{ ticket_id: number; count: number }>`
    select ticket_id, count(*)::int as count from (
      select ticket_id from outbox where account_id = ${accountId} and ticket_id = any(${ids}::bigint[])
      union all select ticket_id from draft where account_id = ${accountId} and ticket_id = any(${ids}::bigint[])
    ) remains group by ticket_id`.execute(tx);
  return found.rows;
}

/** The first keys of ranges of `size` tickets each, in order. */
export async function selectRangeStarts(db: Db, accountId: number, size: number): Promise<number[]> {
  const found = await sql<{ id: number }>`
    select id from (select id, row_number() over (order by id) as place from ticket where account_id = ${accountId}) numbered
    where place % ${size} = 1 order by id`.execute(db);
  return found.rows.map((row) => row.id);
}

export async function selectAccountIds(db: Db): Promise<number[]> {
  const rows = await db.selectFrom("account").select("id").orderBy("id").execute();
  return rows.map((row) => row.id);
}

export async function findTicketId(db: Db, accountId: number, number: number): Promise<number | null> {
  const row = await db
    .selectFrom("ticket")
    .select("id")
    .where("account_id", "=", accountId)
    .where("number", "=", number)
    .executeTakeFirst();
  return row?.id ?? null;
}
