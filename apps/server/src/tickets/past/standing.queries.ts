import { sql, type RawBuilder } from "kysely";
import { formatInstant, type Instant } from "@kvit/domain/kernel";
import type { Visibility } from "@kvit/domain/permissions";
import type { Status } from "@kvit/domain/tickets";
import type { Db, Tx } from "../../platform/postgres/pool.ts";
import { lastInLine, type TicketSort } from "../active-set.ts";
import { visibleInSql } from "../list-tickets.ts";
import type { TicketFilter } from "../ticket-filter.ts";

/** Which tickets stood where at an instant, for whom. Tags and words are not asked here: they are in no interval. */
export type Standing = {
  readonly accountId: number;
  readonly visibility: Visibility;
  readonly filter: Pick<
    TicketFilter,
    "statuses" | "departmentId" | "assigneeId" | "requesterId" | "priorities" | "merged"
  >;
  readonly at: Instant;
};

const working = sql.raw("('new', 'open', 'answered', 'postponed', 'resolved')");
const settled = sql.raw("('closed', 'spam', 'deleted', 'purged')");

/** Intervals by their length, as their index has them; of each length only those begun this long ago can last. */
const spans: readonly (readonly [span: number, longest: string | null])[] = [
  [0, "1 hour"],
  [1, "8 hours"],
  [2, "64 hours"],
  [3, "512 hours"],
  [4, "4096 hours"],
  [5, null],
  [6, null],
];
const spanOf = sql.raw(`(case when i.to_at is null then 6
  when i.to_at - i.from_at <= interval '1 hour' then 0
  when i.to_at - i.from_at <= interval '8 hours' then 1
  when i.to_at - i.from_at <= interval '64 hours' then 2
  when i.to_at - i.from_at <= interval '512 hours' then 3
  when i.to_at - i.from_at <= interval '4096 hours' then 4
  else 5 end)`);

/** The intervals that held at the instant, one for each ticket that fits: a sub-select of `ticket_interval`. */
export function standingThen(standing: Standing): RawBuilder<unknown> {
  return sql`select * from (${sql.join(partsOf(standing), sql` union all `)}) i where ${isKnownNow(standing)}`;
}

function partsOf(standing: Standing): readonly RawBuilder<unknown>[] {
  const { statuses, merged, requesterId } = standing.filter;
  if (merged) return [mergedAway(standing)];
  if (requesterId !== null) return [standingOfRequester(standing)];
  const parts = [
    ...(statuses.some(isWorking) ? spans.map((span) => workingFor(standing, span)) : []),
    ...statuses.filter((status) => !isWorking(status)).map((status) => settledAs(standing, status)),
  ];
  return parts.length === 0 ? [sql`select ${columns} from ticket_interval i where false`] : parts;
}

const columns = sql.raw(
  "i.ticket_id, i.from_at, i.status, i.department_id, i.assignee_id, i.priority, i.waiting_since",
);

function workingFor(
  standing: Standing,
  [span, longest]: readonly [span: number, longest: string | null],
): RawBuilder<unknown> {
  const at = formatInstant(standing.at);
  const begun =
    longest === null ? sql`true` : sql`i.from_at > ${at}::timestamptz - ${sql.lit(longest)}::interval`;
  const lasts = span === 6 ? sql`true` : sql`i.to_at > ${at}::timestamptz`;
  return sql`select ${columns} from ticket_interval i
    where i.account_id = ${standing.accountId} and i.status in ${working} and not i.merged and ${spanOf} = ${sql.lit(span)}
      and ${begun} and i.from_at <= ${at}::timestamptz and ${lasts} and ${fits(standing)}`;
}

function settledAs(standing: Standing, status: Status): RawBuilder<unknown> {
  const at = formatInstant(standing.at);
  return sql`select i.ticket_id, i.from_at, i.status, i.department_id, i.assignee_id, i.priority, null::timestamptz as waiting_since
    from ticket_interval i
    where i.account_id = ${standing.accountId} and i.status in ${settled} and not i.merged and i.status = ${sql.lit(status)}
      and i.from_at <= ${at}::timestamptz and (i.to_at is null or i.to_at > ${at}::timestamptz) and ${fits(standing)}`;
}

function mergedAway(standing: Standing): RawBuilder<unknown> {
  const at = formatInstant(standing.at);
  return sql`select ${columns} from ticket_interval i
    where i.account_id = ${standing.accountId} and i.merged
      and i.from_at <= ${at}::timestamptz and (i.to_at is null or i.to_at > ${at}::timestamptz) and ${fits(standing)}`;
}

function standingOfRequester(standing: Standing): RawBuilder<unknown> {
  const { accountId, filter } = standing;
  return sql`select ${columns} from ticket r join lateral ${intervalOf(standing, sql.raw("r.id"))} i on true
    where r.account_id = ${accountId} and r.contact_id = ${filter.requesterId} and i.merged = ${sql.lit(filter.merged)} and ${fits(standing)}`;
}

/** The interval of one ticket that held at the instant. */
function intervalOf({ accountId, at }: Standing, ticketId: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(select * from ticket_interval h where h.account_id = ${accountId} and h.ticket_id = ${ticketId}
    and h.from_at <= ${formatInstant(at)}::timestamptz order by h.from_seq desc limit 1)`;
}

/** Whether an interval fits what is asked. */
function fits({ filter }: Standing): RawBuilder<unknown> {
  const all: RawBuilder<unknown>[] = [sql`i.status = any(${[...filter.statuses]}::ticket_status[])`];
  if (filter.departmentId !== null) all.push(sql`i.department_id = ${filter.departmentId}`);
  if (filter.assigneeId === null) all.push(sql`i.assignee_id is null`);
  else if (filter.assigneeId !== undefined) all.push(sql`i.assignee_id = ${filter.assigneeId}`);
  if (filter.priorities !== null)
    all.push(sql`i.priority = any(${[...filter.priorities]}::ticket_priority[])`);
  return sql.join(all, sql` and `);
}

/** The reader must be allowed to read the ticket as it stands now. What a purged one was is forgotten, so it stood nowhere before. */
function isKnownNow({ accountId, visibility }: Standing): RawBuilder<unknown> {
  const isThere = sql`(i.status = 'purged' or not exists (select 1 from ticket_interval p
    where p.account_id = ${accountId} and p.ticket_id = i.ticket_id and p.status in ${settled} and p.status = 'purged' and not p.merged))`;
  if (visibility.all) return isThere;
  return sql`${isThere} and (select ${visibleInSql(visibility)} from ticket t where t.account_id = ${accountId} and t.id = i.ticket_id)`;
}

const workingStatuses: ReadonlySet<Status> = new Set(["new", "open", "answered", "postponed", "resolved"]);
const isWorking = (status: Status): boolean => workingStatuses.has(status);

/** Where a ticket stands in an order: the text it sorts by, and its key. */
export type Place = { readonly id: number; readonly value: string };
export type Asked = Standing & {
  readonly sort: TicketSort;
  readonly after: readonly [value: string, id: number] | null;
  readonly count: number;
};

/** How many of the last events are looked through before all tickets that fit are gathered and asked one by one. */
const lastEvents = [4000, 40_000] as const;

/** The next `count` tickets that fit, in order. Call it in one snapshot for all of a page. */
export async function selectStanding(tx: Tx, asked: Asked): Promise<readonly Place[]> {
  const { sort, filter, count } = asked;
  if (sort === "next") return nextToDo(tx, asked);
  if (sort === "-updated" && filter.requesterId === null && !filter.merged)
    for (const events of lastEvents) {
      const found = await run(tx, lastChanged(asked, events));
      if (found.length >= count) return found;
    }
  return run(tx, gathered(asked, sort.endsWith("created") ? createdAt(asked) : updatedAt(asked)));
}

/** Whoever has waited longest comes first, then those nobody waits for, by their last change. */
async function nextToDo(tx: Tx, asked: Asked): Promise<readonly Place[]> {
  const { after, count } = asked;
  const isLast = after !== null && after[0].startsWith(lastInLine);
  const waiting = isLast
    ? []
    : await run(tx, gathered(asked, sql.raw("a.waiting_since"), sql.raw("a.waiting_since is not null")));
  if (waiting.length >= count) return waiting;
  const rest: Asked = {
    ...asked,
    count: count - waiting.length,
    after: isLast ? [after[0].slice(lastInLine.length), after[1]] : null,
  };
  const idle = await run(tx, gathered(rest, updatedAt(rest), sql.raw("a.waiting_since is null")));
  return [...waiting, ...idle.map(({ id, value }) => ({ id, value: `${lastInLine}${value}` }))];
}

/** The tickets that changed last before the instant and fit, newest first, among those in that many events. */
function lastChanged(asked: Asked, events: number): RawBuilder<unknown> {
  const { accountId, at, after, count, filter } = asked;
  const beyond =
    after === null ? sql`true` : sql`(max(at), ticket_id) < (${after[0]}::timestamptz, ${after[1]}::bigint)`;
  const changed = sql`
    select ticket_id, max(at) as at from (
      select at, ticket_id from ticket_event
      where account_id = ${accountId} and at <= ${formatInstant(at)}::timestamptz
      order by at desc, ticket_id desc limit ${sql.lit(events)}) walked
    group by ticket_id having ${beyond}`;
  if (!filter.statuses.includes("closed"))
    return sql`select e.ticket_id as id, e.at as value from (${changed}) e join (${standingThen(asked)}) i on i.ticket_id = e.ticket_id
      order by e.at desc, e.ticket_id desc limit ${count}`;
  // Nearly every ticket fits, so that few are asked before the page is full.
  return sql`select e.ticket_id as id, e.at as value from (${changed} order by 2 desc, 1 desc) e
    join lateral ${intervalOf(asked, sql.raw("e.ticket_id"))} i on true
    where not i.merged and ${fits(asked)} and ${isKnownNow(asked)}
    order by e.at desc, e.ticket_id desc limit ${count}`;
}

function gathered(
  asked: Asked,
  value: RawBuilder<unknown>,
  only: RawBuilder<unknown> = sql`true`,
): RawBuilder<unknown> {
  const { after, count, sort } = asked;
  const direction = sql.raw(sort.startsWith("-") ? "desc" : "asc");
  const beyond =
    after === null
      ? sql`true`
      : sql`(value, id) ${sql.raw(sort.startsWith("-") ? "<" : ">")} (${after[0]}::timestamptz, ${after[1]}::bigint)`;
  return sql`
    with stood as materialized (${standingThen(asked)})
    select id, value from (select a.ticket_id as id, ${value} as value from stood a where ${only}) placed
    where ${beyond} order by value ${direction}, id ${direction} limit ${count}`;
}

function updatedAt({ accountId, at }: Asked): RawBuilder<unknown> {
  return sql`(select e.at from ticket_event e where e.account_id = ${accountId} and e.ticket_id = a.ticket_id
    and e.at <= ${formatInstant(at)}::timestamptz order by e.seq desc limit 1)`;
}

function createdAt({ accountId }: Asked): RawBuilder<unknown> {
  return sql`(select t.created_at from ticket t where t.account_id = ${accountId} and t.id = a.ticket_id)`;
}

async function run(db: Db | Tx, query: RawBuilder<unknown>): Promise<Place[]> {
  const found = await sql<{ id: number; value: Instant }>`${query}`.execute(db);
  return found.rows.map(({ id, value }) => ({ id, value: formatInstant(value) }));
}

export type Sum = {
  readonly status: Status;
  readonly departmentId: number | null;
  readonly assigneeId: number | null;
  readonly count: number;
};

/** How many tickets stood where; settled ones only by status. */
export async function countStanding(db: Db | Tx, standing: Standing): Promise<readonly Sum[]> {
  const { statuses } = standing.filter;
  const part = (of: readonly Status[]) =>
    standingThen({ ...standing, filter: { ...standing.filter, statuses: of } });
  const active = statuses.filter(isWorking);
  const aside = statuses.filter((status) => !isWorking(status));
  const found = await sql<{
    status: Status;
    department_id: number | null;
    assignee_id: number | null;
    count: number;
  }>`
    select status, department_id, assignee_id, count(*) as count from (${part(active)}) i group by status, department_id, assignee_id
    union all
    select status, null, null, count(*) from (${part(aside)}) i group by status`.execute(db);
  return found.rows.map(({ status, count, ...row }) => ({
    status,
    count,
    departmentId: row.department_id,
    assigneeId: row.assignee_id,
  }));
}
