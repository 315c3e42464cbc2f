import { sql, type RawBuilder } from "kysely";
import type { LinkView, TicketBrief } from "@kvit/contract/tickets";
import type { TicketLink } from "@kvit/domain/tickets";
import type { Db, Tx } from "../../platform/postgres/pool.ts";
import { referenceOf } from "../ticket-views.queries.ts";

type BriefRow = {
  id: number;
  number: number;
  ticket_prefix: string;
  subject: string;
  status: TicketBrief["status"];
};

export type Brief = { readonly id: number; readonly view: TicketBrief };

export type Asked = {
  readonly accountId: number;
  /** The reader's rights, over a ticket `t`. */
  readonly visible: RawBuilder<unknown>;
};

/** These tickets in few words, as far as the reader may see them. */
export async function selectBriefs(
  db: Db | Tx,
  { accountId, visible }: Asked,
  ids: readonly number[],
): Promise<readonly Brief[]> {
  if (ids.length === 0) return [];
  const found = await sql<BriefRow>`
    select t.id, t.number, account.ticket_prefix, t.subject, t.status from ticket t join account on account.id = t.account_id
    where t.account_id = ${accountId} and t.id = any(${[...ids]}::bigint[]) and ${visible}`.execute(db);
  return found.rows.map(briefOf);
}

/** A ticket's links in their order; of those the reader may not see, that there is one. */
export async function selectLinks(
  db: Db | Tx,
  asked: Asked,
  links: readonly TicketLink[],
): Promise<LinkView[]> {
  const briefs = await selectBriefs(
    db,
    asked,
    links.map((link) => link.ticketId),
  );
  return links.map(({ kind, ticketId }) => ({
    kind,
    ticket: briefs.find((brief) => brief.id === ticketId)?.view ?? null,
  }));
}

const furthest = 10;

function sources(accountId: number, ticketId: number): RawBuilder<unknown> {
  return sql`with recursive source(id, depth) as (
      select id, 1 from ticket where account_id = ${accountId} and rest ->> 'mergedInto' is not null
        and (rest ->> 'mergedInto')::bigint = ${ticketId}
      union all
      select s.id, source.depth + 1 from source join ticket s on s.account_id = ${accountId}
        and s.rest ->> 'mergedInto' is not null and (s.rest ->> 'mergedInto')::bigint = source.id
      where source.depth < ${furthest}
    )`;
}

/** The keys of all that were merged into a ticket, by one merge or several. */
export async function selectMergedKeys(
  db: Db | Tx,
  accountId: number,
  ticketId: number,
): Promise<readonly number[]> {
  const found = await sql<{ id: number }>`
    ${sources(accountId, ticketId)} select distinct id from source order by id`.execute(db);
  return found.rows.map(({ id }) => id);
}

/** The tickets whose conversation goes on in this one, by one merge or several, oldest first. */
export async function selectMerged(
  db: Db | Tx,
  { accountId, visible }: Asked,
  ticketId: number,
): Promise<readonly Brief[]> {
  const found = await sql<BriefRow>`
    ${sources(accountId, ticketId)}
    select t.id, t.number, account.ticket_prefix, t.subject, t.status
    from source join ticket t on t.account_id = ${accountId} and t.id = source.id join account on account.id = t.account_id
    where ${visible} order by t.id`.execute(db);
  return found.rows.map(briefOf);
}

/** The same for a requester: of those merged into it, the ones they asked for themselves. */
export async function selectMergedOf(
  db: Db | Tx,
  { accountId, requesterId }: { readonly accountId: number; readonly requesterId: number },
  ticketId: number,
): Promise<readonly Brief[]> {
  return selectMerged(db, { accountId, visible: sql`t.contact_id = ${requesterId}` }, ticketId);
}

function briefOf({ id, number, ticket_prefix, subject, status }: BriefRow): Brief {
  return { id, view: { number, reference: referenceOf(ticket_prefix, number), subject, status } };
}
