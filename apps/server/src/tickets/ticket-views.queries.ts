import { sql, type RawBuilder } from "kysely";
import { formatInstant, type Instant } from "@kvit/domain/kernel";
import { purgeAt, retentionRuleOf, type Retention } from "@kvit/domain/lifecycle";
import type { TicketView } from "@kvit/contract/tickets";
import { readTerms } from "../lifecycle/index.ts";
import type { Postponement, Ticket } from "@kvit/domain/tickets";
import type { Db, Tx } from "../platform/postgres/pool.ts";

/** A ticket as it crosses the wire, with the keys that decide who may see it. */
export type SeenTicket = {
  readonly id: number;
  readonly accountId: number;
  readonly departmentId: number;
  readonly assigneeId: number | null;
  readonly view: TicketView;
};

type ViewRow = {
  account_id: number;
  id: number;
  number: number;
  status: TicketView["status"];
  stage: string | null;
  subject: string;
  contact_id: number;
  contact_name: string;
  contact_address: string | null;
  department_id: number;
  department_name: string;
  assignee_id: number | null;
  assignee_name: string | null;
  assignee_email: string | null;
  priority: TicketView["priority"];
  tags: string[];
  channel: TicketView["channel"];
  created_at: Instant;
  updated_at: Instant;
  version: number;
  message_count: number;
  preview: string;
  ticket_prefix: string;
  merged_into: number | null;
  rest: Pick<
    Ticket,
    "reopenCount" | "resolvedAt" | "closedAt" | "closeReason" | "oldestUnansweredAt" | "needsReview"
  > & { postponement: Postponement | null };
};

/**
 * Reads tickets as people see them. `source` is a sub-select of (account_id, id)
 * in the order wanted, made by the caller; everything it needs is an index look-up
 * (the fence sees to it that no plan begins with all tickets of a department,
 * as one does on tables without statistics).
 */
export async function selectTicketViews(db: Db | Tx, source: RawBuilder<unknown>): Promise<SeenTicket[]> {
  const result = await sql<ViewRow>`
    select t.account_id, t.id, t.number, t.status, t.stage, t.subject, t.contact_id, t.department_id, t.assignee_id, t.priority, t.tags,
      t.channel, t.created_at, t.updated_at, t.version, t.message_count, t.preview, t.rest,
      c.name as contact_name, p.address as contact_address, d.name as department_name,
      a.name as assignee_name, a.email as assignee_email, account.ticket_prefix,
      (select number from ticket g where g.account_id = t.account_id and g.id = (t.rest ->> 'mergedInto')::bigint) as merged_into
    from (${source}) chosen
    join lateral (select * from ticket where account_id = chosen.account_id and id = chosen.id offset 0) t on true
    join account on account.id = t.account_id
    join contact c on c.account_id = t.account_id and c.id = t.contact_id
    join department d on d.account_id = t.account_id and d.id = t.department_id
    left join agent a on a.account_id = t.account_id and a.id = t.assignee_id
    left join lateral (
      select address from contact_address x where x.account_id = t.account_id and x.contact_id = t.contact_id order by is_primary desc limit 1
    ) p on true
    order by chosen.place`.execute(db);
  const lying = result.rows.find(({ status }) => retentionRuleOf(status) !== null);
  const retention = lying === undefined ? null : (await readTerms(db, lying.account_id)).lifecycle.retention;
  return result.rows.map((row) => seenFromRow(row, retention));
}

export async function selectTicketViewsById(
  db: Db | Tx,
  accountId: number,
  ids: readonly number[],
): Promise<SeenTicket[]> {
  if (ids.length === 0) return [];
  return selectTicketViews(
    db,
    sql`select ${accountId}::int as account_id, id, place from unnest(${[...ids]}::bigint[]) with ordinality as given(id, place)`,
  );
}

export async function selectTicketViewByNumber(
  db: Db | Tx,
  accountId: number,
  number: number,
): Promise<SeenTicket | null> {
  const [seen] = await selectTicketViews(
    db,
    sql`select account_id, id, 1 as place from ticket where account_id = ${accountId} and number = ${number}`,
  );
  return seen ?? null;
}

export async function selectActiveTicketViews(db: Db | Tx): Promise<SeenTicket[]> {
  return selectTicketViews(db, sql`select account_id, id, id as place from ticket_active`);
}

/** `retention` null: none of the rows is under it. */
function seenFromRow(row: ViewRow, retention: Retention | null): SeenTicket {
  const { rest } = row;
  const view: TicketView = {
    number: row.number,
    reference: referenceOf(row.ticket_prefix, row.number),
    status: row.status,
    stage: row.stage,
    subject: row.subject,
    requester: requesterOf(row),
    department: { id: row.department_id, name: row.department_name },
    assignee:
      row.assignee_id === null
        ? null
        : { id: row.assignee_id, name: row.assignee_name ?? "", email: row.assignee_email },
    priority: row.priority,
    tags: row.tags,
    channel: row.channel,
    createdAt: formatInstant(row.created_at),
    updatedAt: formatInstant(row.updated_at),
    version: row.version,
    postponedUntil: instantOrNull(rest.postponement?.until),
    postponedFrom: rest.postponement?.from ?? null,
    waitingSince: instantOrNull(rest.oldestUnansweredAt),
    reopenCount: rest.reopenCount,
    resolvedAt: instantOrNull(rest.resolvedAt),
    closedAt: instantOrNull(rest.closedAt),
    closeReason: rest.closeReason,
    needsReview: rest.needsReview,
    purgeAt: purgedAt(row, retention),
    mergedInto: row.merged_into,
    messageCount: row.message_count,
    preview: row.preview,
    sample: row.channel === "sample",
  };
  return {
    id: row.id,
    accountId: row.account_id,
    departmentId: row.department_id,
    assigneeId: row.assignee_id,
    view,
  };
}

/** What a purged ticket was about and who asked is forgotten, though the person may have other tickets. */
function requesterOf({ status, contact_id: id, contact_name: name, contact_address: email }: ViewRow) {
  return status === "purged" ? { id, name: "", email: null } : { id, name, email };
}

/** The number as people read it: "#4821", or with the desk's prefix "KV-4821". */
export function referenceOf(prefix: string, number: number): string {
  return prefix === "" ? `#${number}` : `${prefix}${prefix.endsWith("-") ? "" : "-"}${number}`;
}

function purgedAt({ status, updated_at: updatedAt, rest }: ViewRow, retention: Retention | null) {
  if (retention === null) return null;
  return instantOrNull(purgeAt(retention, { status, needsReview: rest.needsReview, updatedAt }));
}

function instantOrNull(instant: Instant | null | undefined): string | null {
  return instant === null || instant === undefined ? null : formatInstant(instant);
}
