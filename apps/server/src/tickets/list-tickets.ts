import { foldForSearch } from "@kvit/i18n";
import { sql, type RawBuilder } from "kysely";
import type { Visibility } from "@kvit/domain/permissions";
import { readCursor, type Cursor } from "../platform/http/cursor.ts";
import { cutPage } from "../platform/http/cut-page.ts";
import type { Db } from "../platform/postgres/pool.ts";
import { lastInLine, sortValue, type ActiveSet, type HeldTicket, type TicketSort } from "./active-set.ts";
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
  const after = readCursor(orderOf(listing), listing.cursor);
  if (onlyActive(listing.filter)) return pageOf(fromMemory(deps.activeSet, listing, after), listing);
  const found = await selectTicketViews(deps.db, fromDatabase(listing, after));
  return pageOf(
    found.map((seen) => ({ ...seen, json: JSON.stringify(seen.view) })),
    listing,
  );
}

const orderOf = ({ sort }: Listing): string => `tickets ${sort}`;

function pageOf(found: readonly (SeenTicket & { json: string })[], listing: Listing): TicketPage {
  return cutPage(found, listing.limit, {
    order: orderOf(listing),
    cursorOf: ({ view, id }) => [sortValue(view, listing.sort), id],
    toItem: ({ json }) => json,
  });
}

function fromMemory(activeSet: ActiveSet, listing: Listing, after: Cursor | null): HeldTicket[] {
  const { filter, limit } = listing;
  const words = wordsIn(filter);
  const found: HeldTicket[] = [];
  for (const ticket of activeSet.inOrder({ ...listing, after })) {
    if (!matches(ticket, filter, words)) continue;
    found.push(ticket);
    if (found.length > limit) break;
  }
  return found;
}

/** What is looked for, as it is looked for: every one of these. */
function wordsIn({ words }: TicketFilter): readonly string[] {
  return words === null ? [] : foldForSearch(words).split(/\s+/);
}

function matches(ticket: HeldTicket, filter: TicketFilter, words: readonly string[]): boolean {
  const { view } = ticket;
  return (
    filter.statuses.includes(view.status) &&
    (filter.departmentId === null || ticket.departmentId === filter.departmentId) &&
    (filter.assigneeId === undefined || ticket.assigneeId === filter.assigneeId) &&
    (filter.requesterId === null || view.requester.id === filter.requesterId) &&
    (filter.priorities === null || filter.priorities.includes(view.priority)) &&
    filter.tags.every((tag) => view.tags.includes(tag)) &&
    words.every((word) => ticket.words.includes(word))
  );
}

const column = {
  "-updated": "updated_at",
  updated: "updated_at",
  "-created": "created_at",
  created: "created_at",
} as const;

type Part = "settled" | "active";

/** By what a part is ordered (in the way of its index), and the same as one order over both parts. */
function orderIn(part: Part, sort: TicketSort): { order: RawBuilder<unknown>; value: RawBuilder<unknown> } {
  const alias = part === "active" ? "a" : "t";
  if (sort !== "next") {
    const order = sql.ref(`${alias}.${column[sort]}`);
    return { order, value: order };
  }
  const updated = sql.ref(`${alias}.updated_at`);
  const value = sql`coalesce(a.waiting_since, ${later(updated)})`;
  return part === "active" ? { order: value, value } : { order: updated, value: later(updated) };
}

/** Moves an instant behind all those that somebody waits since; in hours, which are the same in every time zone. */
function later(instant: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`${instant} + interval '70126560 hours'`;
}

/** Whether a row comes after the cursor. */
function beyond(part: Part, { sort }: Listing, after: Cursor | null): RawBuilder<unknown> {
  if (after === null) return sql`true`;
  const [value, id] = after;
  const { order } = orderIn(part, sort);
  const key = sql.ref(part === "active" ? "a.id" : "t.id");
  const isLast = sort === "next" && value.startsWith(lastInLine);
  if (sort === "next" && part === "settled" && !isLast) return sql`true`;
  const instant = sql`${isLast ? value.slice(lastInLine.length) : value}::timestamptz`;
  const place = isLast && part === "active" ? later(instant) : instant;
  return sql`(${order}, ${key}) ${sql.raw(sort.startsWith("-") ? "<" : ">")} (${place}, ${id}::bigint)`;
}

function fromDatabase(listing: Listing, after: Cursor | null): RawBuilder<unknown> {
  const direction = sql.raw(listing.sort.startsWith("-") ? "desc" : "asc");
  const select = (part: Part, source: RawBuilder<unknown>) => {
    const { order, value } = orderIn(part, listing.sort);
    const alias = part === "active" ? "a" : "t";
    return sql`
      (select t.account_id, t.id, ${value} as sort_value from ${source}
        where ${sql.ref(`${alias}.account_id`)} = ${listing.accountId} and ${conditions(listing)}
          and ${beyond(part, listing, after)}
        order by ${order} ${direction}, ${sql.ref(`${alias}.id`)} ${direction} limit ${listing.limit + 1})`;
  };
  const settled = select(
    "settled",
    sql`(select * from ticket where status in ('closed', 'spam', 'deleted', 'purged')) t`,
  );
  const active = select(
    "active",
    sql`ticket_active a join ticket t on t.account_id = a.account_id and t.id = a.id`,
  );
  const { merged, needsReview } = listing.filter;
  if (merged || needsReview)
    return sql`select account_id, id, row_number() over (order by sort_value ${direction}, id ${direction}) as place
      from ${select("settled", merged ? mergedTickets : reviewTickets)} chosen`;
  return sql`
    select account_id, id, row_number() over (order by sort_value ${direction}, id ${direction}) as place
    from (${settled} union all ${active}) both_parts
    order by sort_value ${direction}, id ${direction} limit ${listing.limit + 1}`;
}

const mergedTickets = sql`(select * from ticket where rest ->> 'mergedInto' is not null) t`;
const reviewTickets = sql`(select * from ticket where rest ->> 'needsReview' = 'true') t`;

function conditions({ accountId, filter, visibility }: Listing): RawBuilder<unknown> {
  const all: RawBuilder<unknown>[] = [
    sql`t.status = any(${[...filter.statuses]}::ticket_status[])`,
    visibleInSql(visibility),
  ];
  if (filter.departmentId !== null) all.push(sql`t.department_id = ${filter.departmentId}`);
  if (filter.assigneeId !== undefined)
    all.push(
      filter.assigneeId === null ? sql`t.assignee_id is null` : sql`t.assignee_id = ${filter.assigneeId}`,
    );
  if (filter.merged && filter.needsReview) all.push(sql`t.rest ->> 'needsReview' = 'true'`);
  if (filter.requesterId !== null) all.push(sql`t.contact_id = ${filter.requesterId}`);
  if (filter.priorities !== null)
    all.push(sql`t.priority = any(${[...filter.priorities]}::ticket_priority[])`);
  if (filter.tags.length > 0) all.push(sql`t.tags @> ${[...filter.tags]}::text[]`);
  all.push(...wordsIn(filter).map((word) => wordInSql(accountId, word)));
  return sql.join(all, sql` and `);
}

/** The rights of an agent as a condition; the twin of `mayRead`. */
export function visibleInSql(visibility: Visibility): RawBuilder<unknown> {
  if (visibility.all) return sql`true`;
  const { agentId, departments, unassignedIn } = visibility;
  return sql`(t.assignee_id = ${agentId}::int or t.department_id = any(${[...departments]}::int[]) or (t.assignee_id is null and t.department_id = any(${[...unassignedIn]}::int[])))`;
}

/**
 * The twin of `words` in memory: a folded word in the number, the subject or
 * the person. The people are looked up once, as an array, so that each part
 * has its index and none is asked row by row.
 */
function wordInSql(accountId: number, word: string): RawBuilder<unknown> {
  const like = `%${word.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  const number = /^\D{0,11}(\d{1,15})$/.exec(word)?.[1];
  const byNumber = number === undefined ? sql`false` : sql`t.number = ${Number(number)}`;
  return sql`(${byNumber} or folded(t.subject) like ${like} or t.contact_id = any(array(
    select id from contact where account_id = ${accountId} and folded(name) like ${like}
    union all select contact_id from contact_address where account_id = ${accountId} and folded(address_key) like ${like})))`;
}
