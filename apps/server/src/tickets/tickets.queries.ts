import { formatInstant, type Instant } from "@kvit/domain/kernel";
import { isActive, nextInterval, type Ticket, type TicketEvent } from "@kvit/domain/tickets";
import { insertRows } from "../platform/postgres/insert-rows.ts";
import type { Db, Tx } from "../platform/postgres/pool.ts";
import { statement } from "../platform/postgres/statement.ts";
import { together } from "../platform/postgres/side-by-side.ts";
import { eventFromRow, rowFromEvent } from "./stored-event.ts";
import { rowFromTicket, ticketFromRow, type StoredTicket } from "./stored-ticket.ts";

export type TicketTarget = { readonly number: number } | { readonly id: number };

/** Reads a ticket and holds it until the transaction ends, so that two commands on one ticket follow each other. */
export async function lockTicket(
  tx: Tx,
  accountId: number,
  target: TicketTarget,
): Promise<StoredTicket | null> {
  const query = tx.selectFrom("ticket").selectAll().where("account_id", "=", accountId).forUpdate();
  const row = await (
    "id" in target ? query.where("id", "=", target.id) : query.where("number", "=", target.number)
  ).executeTakeFirst();
  return row === undefined ? null : ticketFromRow(row);
}

export async function findTicket(
  db: Db | Tx,
  accountId: number,
  target: TicketTarget,
): Promise<StoredTicket | null> {
  const query = db.selectFrom("ticket").selectAll().where("account_id", "=", accountId);
  const row = await (
    "id" in target ? query.where("id", "=", target.id) : query.where("number", "=", target.number)
  ).executeTakeFirst();
  return row === undefined ? null : ticketFromRow(row);
}

export type NewKeys = { readonly id: number; readonly number: number; readonly messageId: number };

/** Takes the next key, the next number people see and the key of the first message. Gaps are allowed, reuse is not. */
export async function takeKeys(tx: Tx): Promise<NewKeys> {
  const taken = await statement<NewKeys>`
    select nextval(${"ticket_id_seq"}::regclass) as id, nextval(${"ticket_number"}::regclass) as number,
      nextval(${"message_id_seq"}::regclass) as "messageId"`.execute(tx);
  const [row] = taken.rows;
  if (row === undefined) throw new Error("The sequence of ticket numbers gave nothing.");
  return row;
}

/** The row of a ticket that was opened just now, with its first message counted. */
export function newTicketRow(accountId: number, stored: StoredTicket, preview: string) {
  const { created_at, updated_at, rest, ...columns } = rowFromTicket(stored.ticket);
  return {
    ...columns,
    account_id: accountId,
    channel: stored.channel,
    mailbox_id: stored.mailboxId,
    language: stored.language,
    preview,
    message_count: 1,
    lifecycle_version: stored.lifecycleVersion,
    created_at: formatInstant(created_at),
    updated_at: formatInstant(updated_at),
    rest: JSON.stringify(rest),
  };
}

/** A merged ticket keeps its status, but the work goes on in the other one. */
export function isInQueue({ status, mergedInto }: Ticket): boolean {
  return isActive(status) && mergedInto === null;
}

/** The queue's narrow copy of a ticket; none when nobody has to look at it. */
export function activeRows(accountId: number, ticket: Ticket) {
  return isInQueue(ticket) ? [{ ...activeKeyOf(accountId, ticket), ...activeColumnsOf(ticket) }] : [];
}

/** `lifecycleVersion`: by which the wait it is now in is judged. */
export async function updateTicket(
  tx: Tx,
  accountId: number,
  ticket: Ticket,
  lifecycleVersion: number,
): Promise<void> {
  const { id, number: _number, created_at: _created, updated_at, rest, ...columns } = rowFromTicket(ticket);
  await tx
    .updateTable("ticket")
    .set({
      ...columns,
      updated_at: formatInstant(updated_at),
      rest: JSON.stringify(rest),
      lifecycle_version: lifecycleVersion,
    })
    .where("account_id", "=", accountId)
    .where("id", "=", id)
    .execute();
}

/** Keeps the queue's narrow copy in step: there while the ticket is active, gone otherwise. */
export async function writeActive(tx: Tx, accountId: number, ticket: Ticket): Promise<void> {
  if (!isInQueue(ticket)) {
    await tx
      .deleteFrom("ticket_active")
      .where("account_id", "=", accountId)
      .where("id", "=", ticket.id)
      .execute();
    return;
  }
  const columns = activeColumnsOf(ticket);
  await tx
    .insertInto("ticket_active")
    .values({ ...activeKeyOf(accountId, ticket), ...columns })
    .onConflict((conflict) => conflict.columns(["account_id", "id"]).doUpdateSet(columns))
    .execute();
}

function activeKeyOf(accountId: number, { id, number, createdAt }: Ticket) {
  return { account_id: accountId, id, number, created_at: formatInstant(createdAt) };
}

function activeColumnsOf(ticket: Ticket) {
  return {
    status: ticket.status,
    department_id: ticket.departmentId,
    assignee_id: ticket.assigneeId,
    priority: ticket.priority,
    contact_id: ticket.requesterId,
    tags: [...ticket.tags],
    updated_at: formatInstant(ticket.updatedAt),
    waiting_since: ticket.oldestUnansweredAt === null ? null : formatInstant(ticket.oldestUnansweredAt),
  };
}

export function eventRows(accountId: number, events: readonly TicketEvent[]) {
  return events.map((event) => rowFromEvent(accountId, event));
}

/** Appends events and answers the position of the last: where readers of the log go on from. */
export async function insertEvents(
  tx: Tx,
  accountId: number,
  events: readonly TicketEvent[],
): Promise<number> {
  return Math.max(...(await insertRows(tx, "ticket_event", eventRows(accountId, events), "position")));
}

/** Ends the running interval and begins the next when a change concerns what reports and time travel read. */
export async function writeInterval(tx: Tx, accountId: number, before: Ticket, after: Ticket): Promise<void> {
  const begun = intervalRows(accountId, before, after);
  const [first] = begun;
  if (first === undefined) return;
  const end = tx
    .updateTable("ticket_interval")
    .set({ to_at: first.from_at })
    .where("account_id", "=", accountId)
    .where("ticket_id", "=", after.id)
    .where("to_at", "is", null)
    .execute();
  await together([end, insertRows(tx, "ticket_interval", begun, "from_seq")]);
}

/** The interval that begins with `after`; none when the one under way goes on. */
export function intervalRows(accountId: number, before: Ticket | null, after: Ticket) {
  const next = nextInterval(before, after);
  if (next === null) return [];
  const { from, fromSeq, status, stage, departmentId, assigneeId, priority, waitingSince, merged } = next;
  return [
    {
      account_id: accountId,
      ticket_id: after.id,
      from_at: formatInstant(from),
      from_seq: fromSeq,
      status,
      stage,
      department_id: departmentId,
      assignee_id: assigneeId,
      priority,
      waiting_since: waitingSince === null ? null : formatInstant(waitingSince),
      merged,
    },
  ];
}

/** One row per deadline, polled each second; armed and disarmed with the change that sets it. */
export async function writeTimers(
  tx: Tx,
  accountId: number,
  before: Ticket | null,
  after: Ticket,
): Promise<void> {
  await writeTimer(tx, { accountId, ticketId: after.id, kind: "wake" }, [wakesAt(before), wakesAt(after)]);
}

export type TimerKey = {
  readonly accountId: number;
  readonly ticketId: number;
  readonly kind: "wake" | "ladder";
};

/** Moves a deadline from one instant to another; null for none. */
export async function writeTimer(
  tx: Tx,
  { accountId, ticketId, kind }: TimerKey,
  [before, after]: readonly [before: Instant | null, after: Instant | null],
): Promise<void> {
  if (before === after) return;
  const key = { account_id: accountId, ticket_id: ticketId, kind };
  if (after === null) {
    await tx
      .deleteFrom("sla_timer")
      .where("account_id", "=", accountId)
      .where("ticket_id", "=", ticketId)
      .where("kind", "=", kind)
      .execute();
    return;
  }
  const due = { due_at: formatInstant(after) };
  await tx
    .insertInto("sla_timer")
    .values({ ...key, ...due })
    .onConflict((conflict) => conflict.columns(["account_id", "ticket_id", "kind"]).doUpdateSet(due))
    .execute();
}

function wakesAt(ticket: Ticket | null): Instant | null {
  return ticket?.status === "postponed" && ticket.mergedInto === null
    ? (ticket.postponement?.until ?? null)
    : null;
}

/** A ticket's events in order; `act` narrows to those of one command. */
export async function readEvents(
  db: Db | Tx,
  accountId: number,
  ticketId: number,
  act?: string,
): Promise<TicketEvent[]> {
  let query = db
    .selectFrom("ticket_event")
    .selectAll()
    .where("account_id", "=", accountId)
    .where("ticket_id", "=", ticketId)
    .orderBy("seq");
  if (act !== undefined) query = query.where("act", "=", act);
  const rows = await query.execute();
  return rows.map(eventFromRow);
}
