import { sql } from "kysely";
import type { Tx } from "../../../../platform/postgres/pool.ts";
import type { Thread } from "../incoming.ts";

/** The tickets these mails are part of, in the order of the ids. */
export async function ticketsOfMailIds(
  tx: Tx,
  accountId: number,
  mailIds: readonly string[],
): Promise<readonly number[]> {
  if (mailIds.length === 0) return [];
  const rows = await tx
    .selectFrom("message")
    .select(["mail_id", "ticket_id"])
    .where("account_id", "=", accountId)
    .where("mail_id", "in", [...mailIds])
    .orderBy("id", "desc")
    .limit(100)
    .execute();
  const rank = (mailId: string | null) => mailIds.indexOf(mailId ?? "");
  const ordered = rows.toSorted((left, right) => rank(left.mail_id) - rank(right.mail_id));
  return [...new Set(ordered.map((row) => row.ticket_id))].slice(0, 5);
}

/** The ticket that a mail of ours was split off into, the newest that is not in the trash; null for nearly all. */
export async function ticketOfSplitMail(tx: Tx, accountId: number, mailId: string): Promise<number | null> {
  const found = await sql<{ ticket_id: number }>`
    select m.ticket_id from message m join ticket t on t.account_id = m.account_id and t.id = m.ticket_id
    where m.account_id = ${accountId} and m.mail_id = ${mailId} and m.copy_of is not null
      and t.status not in ('deleted', 'purged')
    order by m.id desc limit 1`.execute(tx);
  return found.rows[0]?.ticket_id ?? null;
}

export async function ticketOfNumber(
  tx: Tx,
  accountId: number,
  tag: { readonly prefix: string | null; readonly number: number },
): Promise<number | null> {
  const found = await sql<{ id: number }>`
    select t.id from ticket t join account a on a.id = t.account_id
    where t.account_id = ${accountId} and t.number = ${tag.number}
      and (${tag.prefix}::text is null or lower(rtrim(a.ticket_prefix, '-')) = lower(rtrim(${tag.prefix}::text, '-')))`.execute(
    tx,
  );
  return found.rows[0]?.id ?? null;
}

const furthest = 10;

/** Follows the pointers of merged tickets. Null when there is no such ticket, or it was purged. */
export async function whereConversationGoesOn(
  tx: Tx,
  accountId: number,
  ticketId: number,
): Promise<{ ticketId: number; trail: readonly number[] } | null> {
  const found = await sql<{ id: number; status: string; depth: number }>`
    with recursive trail(id, status, target, depth) as (
      select id, status, (rest->>'mergedInto')::bigint, 1 from ticket where account_id = ${accountId} and id = ${ticketId}
      union all
      select t.id, t.status, (t.rest->>'mergedInto')::bigint, trail.depth + 1
      from trail join ticket t on t.account_id = ${accountId} and t.id = trail.target
      where trail.depth < ${furthest}
    ) select id, status, depth from trail order by depth`.execute(tx);
  const last = found.rows.at(-1);
  if (last === undefined || last.status === "purged") return null;
  return { ticketId: last.id, trail: found.rows.map((row) => row.id) };
}

/**
 * What an address has to do with a ticket: `writer` for the requester's
 * addresses and for whoever wrote to it proven before, `addressed` for those a
 * proven writer or an agent had among the recipients. Those whom a stranger
 * copied in are nobody.
 */
export async function participation(
  tx: Tx,
  who: { readonly accountId: number; readonly ticketIds: readonly number[]; readonly address: string },
): Promise<Thread["participant"]> {
  const ids = [...who.ticketIds];
  const key = who.address.trim().toLowerCase();
  const found = await sql<{ writer: boolean; addressed: boolean }>`
    select
      exists (select 1 from ticket t join contact_address a on a.account_id = t.account_id and a.contact_id = t.contact_id
        where t.account_id = ${who.accountId} and t.id = any(${ids}) and a.address_key = ${key})
      or exists (select 1 from message m where m.account_id = ${who.accountId} and m.ticket_id = any(${ids})
        and m.kind = 'customer' and m.verified and lower(m.author_address) = ${key}) as writer,
      exists (select 1 from message m where m.account_id = ${who.accountId} and m.ticket_id = any(${ids})
        and m.verified and m.kind in ('customer', 'agent')
        and exists (select 1 from jsonb_array_elements_text(
          coalesce(m.recipients->'to', '[]') || coalesce(m.recipients->'cc', '[]')) as r(address) where lower(r.address) = ${key})
      ) as addressed`.execute(tx);
  const [row] = found.rows;
  if (row?.writer === true) return "writer";
  return row?.addressed === true ? "addressed" : null;
}
