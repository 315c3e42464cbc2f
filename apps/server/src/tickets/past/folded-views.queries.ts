import { sql } from "kysely";
import { formatInstant, type Instant } from "@kvit/domain/kernel";
import type { Ticket, TicketEvent } from "@kvit/domain/tickets";
import type { TicketView } from "@kvit/contract/tickets";
import type { Tx } from "../../platform/postgres/pool.ts";
import { together } from "../../platform/postgres/side-by-side.ts";
import { eventFromRow } from "../stored-event.ts";

/** The events of each ticket up to an instant, in order; null stands for one that was erased. */
export async function selectEventsUntil(
  tx: Tx,
  accountId: number,
  ids: readonly number[],
  at: Instant,
): Promise<ReadonlyMap<number, readonly (TicketEvent | null)[]>> {
  const rows = await tx
    .selectFrom("ticket_event")
    .selectAll()
    .where("account_id", "=", accountId)
    .where(sql<boolean>`ticket_id = any(${[...ids]}::bigint[])`)
    .where("at", "<=", sql<Instant>`${formatInstant(at)}::timestamptz`)
    .orderBy("ticket_id")
    .orderBy("seq")
    .execute();
  const byTicket = new Map<number, (TicketEvent | null)[]>();
  for (const row of rows) {
    const history = byTicket.get(row.ticket_id) ?? [];
    history.push(row.erased ? null : eventFromRow(row));
    byTicket.set(row.ticket_id, history);
  }
  return byTicket;
}

export type Names = {
  readonly contacts: ReadonlyMap<number, TicketView["requester"]>;
  readonly departments: ReadonlyMap<number, string>;
  readonly agents: ReadonlyMap<number, NonNullable<TicketView["assignee"]>>;
};

/** What the people and departments of these tickets are called now. */
export async function selectNames(tx: Tx, accountId: number, tickets: readonly Ticket[]): Promise<Names> {
  const [contacts, departments, agents] = await together([
    sql<{ id: number; name: string; email: string | null }>`
      select c.id, c.name, (select address from contact_address x where x.account_id = c.account_id and x.contact_id = c.id
        order by is_primary desc limit 1) as email
      from contact c where c.account_id = ${accountId} and c.id = any(${unique(tickets, "requesterId")}::bigint[])`.execute(
      tx,
    ),
    tx.selectFrom("department").select(["id", "name"]).where("account_id", "=", accountId).execute(),
    sql<{ id: number; name: string; email: string | null }>`
      select id, name, email from agent where account_id = ${accountId} and id = any(${unique(tickets, "assigneeId")}::int[])`.execute(
      tx,
    ),
  ]);
  return {
    contacts: new Map(contacts.rows.map((row) => [row.id, row])),
    departments: new Map(departments.map(({ id, name }) => [id, name])),
    agents: new Map(agents.rows.map((row) => [row.id, row])),
  };
}

function unique(tickets: readonly Ticket[], key: "requesterId" | "assigneeId"): number[] {
  return [...new Set(tickets.map((ticket) => ticket[key]))].filter((id) => id !== null);
}

export type ShownMessage = { readonly id: number; readonly visibleText: string };

/** The beginning of what was said. */
export async function selectShownMessages(
  tx: Tx,
  accountId: number,
  ids: readonly number[],
): Promise<ReadonlyMap<number, ShownMessage>> {
  if (ids.length === 0) return new Map();
  const found = await sql<{ id: number; visible_text: string }>`
    select id, left(visible_text, 2000) as visible_text from message
    where account_id = ${accountId} and id = any(${[...ids]}::bigint[])`.execute(tx);
  return new Map(found.rows.map((row) => [row.id, { id: row.id, visibleText: row.visible_text }]));
}
