import { type RawBuilder, type Selectable, sql } from "kysely";
import { formatInstant, type Instant } from "@kvit/domain/kernel";
import { whoseTurn } from "@kvit/domain/tickets";
import type {
  AttachmentView,
  EventView,
  IntervalView,
  MessageView,
  ThreadView,
} from "@kvit/contract/tickets";
import type { Database } from "../platform/postgres/generated/database.ts";
import type { Db, Tx } from "../platform/postgres/pool.ts";
import { trusted } from "../platform/postgres/trusted-json.ts";
import { attachmentView } from "./attachments.queries.ts";
import { referenceOf } from "./ticket-views.queries.ts";

type Recipients = { readonly to?: string[]; readonly cc?: string[] };

/** A part of a thread: a page of it, or what there was at an instant. */
export type ThreadPart = {
  readonly after?: number;
  readonly limit?: number;
  readonly until?: Instant | null;
};

/** A ticket's messages in order. What the history says was taken back before it left is not a message any more. */
export async function selectMessages(
  db: Db | Tx,
  accountId: number,
  ticketId: number,
  { after, limit, until }: ThreadPart = {},
): Promise<MessageView[]> {
  let query = db
    .selectFrom("message as m")
    .leftJoin("outbox as o", (join) =>
      join
        .onRef("o.account_id", "=", "m.account_id")
        .onRef("o.message_id", "=", "m.id")
        .on("o.kind", "=", "reply"),
    )
    .selectAll("m")
    .select((row) => [
      row
        .selectFrom("ticket as own")
        .select("own.number")
        .whereRef("own.account_id", "=", "m.account_id")
        .whereRef("own.id", "=", "m.ticket_id")
        .as("ticket_number"),
      wentTo.as("went_to_number"),
    ])
    .select([
      "o.state as delivery_state",
      "o.due_at as delivery_due",
      "o.sent_at as delivery_sent",
      "o.last_error as delivery_error",
      "o.sandboxed as delivery_sandboxed",
      "o.created_at as delivery_created",
      "o.recipients as delivery_to",
    ])
    .where("m.account_id", "=", accountId)
    .where("m.ticket_id", "=", ticketId)
    .where(
      sql<boolean>`not exists (select 1 from ticket_event e where e.account_id = m.account_id and e.ticket_id = m.ticket_id
        and e.type = 'undone' and e.data->'messageIds' @> to_jsonb(m.id) and ${upTo(until)})`,
    )
    .orderBy("m.id");
  if (after !== undefined) query = query.where("m.id", ">", after);
  if (limit !== undefined) query = query.limit(limit);
  if (until !== undefined && until !== null) query = query.where(toldBy(until));
  const rows = await query.execute();
  const attachments = await selectAttachments(
    db,
    accountId,
    rows.map((row) => row.id),
  );
  return rows.map((row) => messageView(row, attachments.get(row.id) ?? []));
}

/** Whether an event `e` had happened by then. */
function upTo(until: Instant | null | undefined): RawBuilder<unknown> {
  return until === undefined || until === null
    ? sql`true`
    : sql`e.at <= ${formatInstant(until)}::timestamptz`;
}

/** A message was there once the history named it. */
function toldBy(until: Instant): RawBuilder<boolean> {
  return sql<boolean>`m.id in (select (e.data->>'messageId')::bigint from ticket_event e
    where e.account_id = m.account_id and e.ticket_id = m.ticket_id and ${upTo(until)})`;
}

function messageView(row: MessageRow, attachments: AttachmentView[]): MessageView {
  const recipients = trusted<Recipients>(row.recipients);
  return {
    id: row.id,
    kind: row.kind,
    channel: row.channel,
    at: formatInstant(row.at),
    author: { kind: row.author_kind, id: row.author_id, name: row.author_name, email: row.author_address },
    verified: row.verified,
    to: row.delivery_to ?? recipients.to ?? [],
    cc: recipients.cc ?? [],
    language: row.language,
    text: row.text,
    visibleText: row.visible_text,
    html: row.html,
    visibleHtml: row.visible_html,
    hasRemoteImages: row.has_remote_images,
    attachments,
    delivery: deliveryOf(row),
    threadedBy: row.threaded_by,
    intakeId: row.intake_id,
    flags: row.flags,
    ticket: row.ticket_number ?? 0,
    wentTo: row.went_to_number,
  };
}

/**
 * Where a message goes on: in the ticket it went back to when a merge was taken
 * back, or in the one that was split off with it, while the two are linked.
 */
const wentTo = sql<number | null>`(
  select gone.number from ticket gone join ticket own on own.account_id = gone.account_id and own.id = m.ticket_id
  where gone.account_id = m.account_id and gone.id = m.went_to_ticket_id
    and (m.addressed_ticket_id = gone.id
      or own.rest -> 'links' @> jsonb_build_array(jsonb_build_object('kind', 'split-to', 'ticketId', gone.id))))`;

type MessageRow = Selectable<Database["message"]> &
  DeliveryRow & { ticket_number: number | null; went_to_number: number | null };

type DeliveryRow = {
  delivery_state: NonNullable<MessageView["delivery"]>["state"] | null;
  delivery_due: number | null;
  delivery_sent: number | null;
  delivery_created: number | null;
  delivery_error: string | null;
  delivery_sandboxed: boolean | null;
  delivery_to: string[] | null;
};

function deliveryOf(row: DeliveryRow): MessageView["delivery"] {
  if (row.delivery_state === null) return null;
  const held = row.delivery_state === "held" && row.delivery_due !== null;
  return {
    state: row.delivery_state,
    at: formatInstant(row.delivery_sent ?? row.delivery_created ?? 0),
    heldUntil: held ? formatInstant(row.delivery_due ?? 0) : null,
    sandboxed: row.delivery_sandboxed === true,
    detail: row.delivery_error,
  };
}

async function selectAttachments(
  db: Db | Tx,
  accountId: number,
  messageIds: readonly number[],
): Promise<Map<number, AttachmentView[]>> {
  const byMessage = new Map<number, AttachmentView[]>();
  if (messageIds.length === 0) return byMessage;
  const rows = await db
    .selectFrom("attachment")
    .selectAll()
    .where("account_id", "=", accountId)
    .where("message_id", "in", [...messageIds])
    .orderBy("id")
    .execute();
  for (const row of rows) {
    if (row.message_id === null) continue;
    const view = attachmentView(row);
    byMessage.set(row.message_id, [...(byMessage.get(row.message_id) ?? []), view]);
  }
  return byMessage;
}

/** A ticket's history, with the actor's name as it is today. */
export async function selectEvents(
  db: Db | Tx,
  accountId: number,
  ticketId: number,
  { after, limit, until }: ThreadPart = {},
): Promise<EventView[]> {
  const result = await sql<EventRow>`
    select e.seq, e.position, e.type, e.at, e.actor_kind, e.actor_id, e.cause, e.act, e.changes, e.data, encode(e.hash, 'hex') as hash,
      coalesce(case when e.actor_kind in ('agent', 'api') then a.name when e.actor_kind = 'customer' then coalesce(nullif(c.name, ''), p.address) end, '') as actor_name
    from ticket_event e
    left join agent a on a.account_id = e.account_id and a.id = e.actor_id and e.actor_kind in ('agent', 'api')
    left join contact c on c.account_id = e.account_id and c.id = e.actor_id and e.actor_kind = 'customer'
    left join lateral (select address from contact_address x where x.account_id = c.account_id and x.contact_id = c.id order by is_primary desc limit 1) p on true
    where e.account_id = ${accountId} and e.ticket_id = ${ticketId} and e.seq > ${after ?? 0}
      and ${upTo(until)}
    order by e.seq ${limit === undefined ? sql`` : sql`limit ${limit}`}`.execute(db);
  return result.rows.map((row) => ({
    seq: row.seq,
    position: row.position,
    type: row.type,
    at: formatInstant(row.at),
    actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
    cause: row.cause,
    act: row.act,
    changes: row.changes,
    data: row.data,
    hash: row.hash,
  }));
}

type EventRow = {
  seq: number;
  position: number;
  type: string;
  at: number;
  actor_kind: EventView["actor"]["kind"];
  actor_id: number | null;
  actor_name: string;
  cause: EventView["cause"];
  act: string;
  changes: EventView["changes"];
  data: EventView["data"];
  hash: string;
};

/** The visits of a ticket to its states, each with who brought it there. */
export async function selectIntervals(
  db: Db | Tx,
  accountId: number,
  ticketId: number,
  events: readonly EventView[],
): Promise<IntervalView[]> {
  const rows = await db
    .selectFrom("ticket_interval")
    .selectAll()
    .where("account_id", "=", accountId)
    .where("ticket_id", "=", ticketId)
    .orderBy("from_seq")
    .execute();
  return rows.map((row) => ({
    from: formatInstant(row.from_at),
    to: row.to_at === null ? null : formatInstant(row.to_at),
    status: row.status,
    stage: row.stage,
    turn: whoseTurn(row.status, row.merged),
    actor: events.find((event) => event.seq === row.from_seq)?.actor ?? null,
    seq: row.from_seq,
  }));
}

type RequesterQuery = {
  readonly accountId: number;
  readonly contactId: number;
  readonly otherThan: number;
  readonly visible: RawBuilder<unknown>;
};

/** The person behind a ticket, and what else they asked for that the reader may see. */
export async function selectRequester(
  db: Db | Tx,
  { accountId, contactId, otherThan, visible }: RequesterQuery,
): Promise<ThreadView["requester"]> {
  const contact = await db
    .selectFrom("contact as c")
    .leftJoin("company as y", (join) =>
      join.onRef("y.account_id", "=", "c.account_id").onRef("y.id", "=", "c.company_id"),
    )
    .select([
      "c.id",
      "c.name",
      "c.language",
      "c.time_zone",
      "c.notes",
      "y.id as company_id",
      "y.name as company_name",
    ])
    .where("c.account_id", "=", accountId)
    .where("c.id", "=", contactId)
    .executeTakeFirstOrThrow();
  const addresses = await db
    .selectFrom("contact_address")
    .select("address")
    .where("account_id", "=", accountId)
    .where("contact_id", "=", contactId)
    .orderBy("is_primary", "desc")
    .execute();
  const others = await sql<{
    number: number;
    ticket_prefix: string;
    subject: string;
    status: ThreadView["ticket"]["status"];
    created_at: number;
  }>`
    select t.number, account.ticket_prefix, t.subject, t.status, t.created_at from ticket t join account on account.id = t.account_id
    where t.account_id = ${accountId} and t.contact_id = ${contactId} and t.id <> ${otherThan} and t.status <> 'purged' and ${visible}
    order by t.id desc limit 10`.execute(db);
  return {
    id: contact.id,
    name: contact.name,
    emails: addresses.map((row) => row.address),
    company:
      contact.company_id === null ? null : { id: contact.company_id, name: contact.company_name ?? "" },
    language: contact.language,
    timeZone: contact.time_zone,
    notes: contact.notes,
    otherTickets: others.rows.map((row) => ({
      number: row.number,
      reference: referenceOf(row.ticket_prefix, row.number),
      subject: row.subject,
      status: row.status,
      createdAt: formatInstant(row.created_at),
    })),
  };
}

export async function selectDrafts(
  db: Db | Tx,
  accountId: number,
  agentId: number,
  ticketId: number,
): Promise<ThreadView["drafts"]> {
  const rows = await db
    .selectFrom("draft")
    .select(["kind", "body"])
    .where("account_id", "=", accountId)
    .where("agent_id", "=", agentId)
    .where("ticket_id", "=", ticketId)
    .execute();
  return {
    reply: rows.find((row) => row.kind === "reply")?.body ?? null,
    note: rows.find((row) => row.kind === "note")?.body ?? null,
  };
}
