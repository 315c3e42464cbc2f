import { sql, type RawBuilder } from "kysely";
import type { Visibility } from "@kvit/domain/permissions";
import { readCursor, writeCursor, type Cursor } from "../platform/http/cursor.ts";
import type { Db } from "../platform/postgres/pool.ts";
import { fold } from "../search/fold.ts";
import { sortValue, type ActiveSet, type HeldTicket, type TicketSort } from "./active-set.ts";
import { onlyActive, type TicketFilter } from "./ticket-filter.ts";
import { selectTicketViews, type SeenTicket } from "./ticket-views.queries.ts";

export type TicketPage = { readonly items: readonly string[]; readonly next: string | null };
export type Listing = {
  readonly accountId: number;
  readonly visibility: Visibility;
  readonly filter: TicketFilter;
  readonly sort: TicketSort;
  readonly limit: number;
  readonly cursor: string | undefined;
};

/**
 * One page of tickets, each already as JSON. Active tickets come from memory;
 * as soon as settled ones can match, the database answers with the same filter,
 * order and cursor.
 */
export async function listTickets(
  deps: { db: Db; activeSet: ActiveSet },
  listing: Listing,
): Promise<TicketPage> {
  const after = readCursor(listing.cursor);
  if (onlyActive(listing.filter)) return pageOf(fromMemory(deps.activeSet, listing, after), listing);
  const found = await selectTicketViews(deps.db, fromDatabase(listing, after));
  return pageOf(
    found.map((seen) => ({ ...seen, json: JSON.stringify(seen.view) })),
    listing,
  );
}

function pageOf(found: readonly (SeenTicket & { json: string })[], { limit, sort }: Listing): TicketPage {
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  const next =
    found.length > limit && last !== undefined ? writeCursor([sortValue(last.view, sort), last.id]) : null;
  return { items: rows.map((row) => row.json), next };
}

function fromMemory(activeSet: ActiveSet, listing: Listing, after: Cursor | null): HeldTicket[] {
  const { filter, limit } = listing;
  const words = filter.words === null ? null : fold(filter.words).split(/\s+/);
  const found: HeldTicket[] = [];
  for (const ticket of activeSet.inOrder({ ...listing, after })) {
    if (!matches(ticket, filter, words)) continue;
    found.push(ticket);
    if (found.length > limit) break;
  }
  return found;
}

function matches(ticket: HeldTicket, filter: TicketFilter, words: readonly string[] | null): boolean {
  const { view } = ticket;
  return (
    filter.statuses.includes(view.status) &&
    (filter.departmentId === null || ticket.departmentId === filter.departmentId) &&
    (filter.assigneeId === undefined || ticket.assigneeId === filter.assigneeId) &&
    (filter.requesterId === null || view.requester.id === filter.requesterId) &&
    (filter.priorities === null || filter.priorities.includes(view.priority)) &&
    filter.tags.every((tag) => view.tags.includes(tag)) &&
    (words === null || words.every((word) => ticket.words.includes(word)))
  );
}

const column = {
  "-updated": "updated_at",
  updated: "updated_at",
  "-created": "created_at",
  created: "created_at",
  next: "updated_at",
} as const;

function fromDatabase(listing: Listing, after: Cursor | null): RawBuilder<unknown> {
  const name = column[listing.sort];
  const descending = listing.sort.startsWith("-");
  const direction = sql.raw(descending ? "desc" : "asc");
  const part = (alias: "t" | "a", source: RawBuilder<unknown>) => {
    const order = sql.ref(`${alias}.${name}`);
    const key = sql.ref(`${alias}.id`);
    const beyond =
      after === null
        ? sql`true`
        : sql`(${order}, ${key}) ${sql.raw(descending ? "<" : ">")} (${after[0]}::timestamptz, ${after[1]}::bigint)`;
    return sql`
      (select t.account_id, t.id, ${order} as sort_value from ${source}
        where ${sql.ref(`${alias}.account_id`)} = ${listing.accountId} and ${conditions(listing)} and ${beyond}
        order by ${order} ${direction}, ${key} ${direction} limit ${listing.limit + 1})`;
  };
  const settled = part(
    "t",
    sql`(select * from ticket where status in ('closed', 'spam', 'deleted', 'purged')) t`,
  );
  const active = part("a", sql`ticket_active a join ticket t on t.account_id = a.account_id and t.id = a.id`);
  return sql`
    select account_id, id, row_number() over (order by sort_value ${direction}, id ${direction}) as place
    from (${settled} union all ${active}) both_parts
    order by sort_value ${direction}, id ${direction} limit ${listing.limit + 1}`;
}

function conditions({ filter, visibility }: Listing): RawBuilder<unknown> {
  const all: RawBuilder<unknown>[] = [
    sql`t.status = any(${[...filter.statuses]}::ticket_status[])`,
    visibleInSql(visibility),
  ];
  if (filter.departmentId !== null) all.push(sql`t.department_id = ${filter.departmentId}`);
  if (filter.assigneeId !== undefined)
    all.push(
      filter.assigneeId === null ? sql`t.assignee_id is null` : sql`t.assignee_id = ${filter.assigneeId}`,
    );
  if (filter.requesterId !== null) all.push(sql`t.contact_id = ${filter.requesterId}`);
  if (filter.priorities !== null)
    all.push(sql`t.priority = any(${[...filter.priorities]}::ticket_priority[])`);
  if (filter.tags.length > 0) all.push(sql`t.tags @> ${[...filter.tags]}::text[]`);
  if (filter.words !== null) all.push(wordsInSql(filter.words));
  return sql.join(all, sql` and `);
}

/** The rights of an agent as a condition; the twin of `mayRead`. */
export function visibleInSql(visibility: Visibility): RawBuilder<unknown> {
  if (visibility.all) return sql`true`;
  const { agentId, departments, unassignedIn } = visibility;
  return sql`(t.assignee_id = ${agentId}::int or t.department_id = any(${[...departments]}::int[]) or (t.assignee_id is null and t.department_id = any(${[...unassignedIn]}::int[])))`;
}

function wordsInSql(words: string): RawBuilder<unknown> {
  const like = `%${words.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  const number = /^\D{0,11}(\d{1,15})$/.exec(words)?.[1];
  const byNumber = number === undefined ? sql`false` : sql`t.number = ${Number(number)}`;
  return sql`(${byNumber} or t.subject ilike ${like} or t.contact_id in (
    select id from contact where account_id = t.account_id and name ilike ${like}
    union all select contact_id from contact_address where account_id = t.account_id and address_key like ${like.toLowerCase()}))`;
}
