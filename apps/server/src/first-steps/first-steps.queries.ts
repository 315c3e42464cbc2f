import { sql } from "kysely";
import type { FirstSteps } from "@kvit/contract/first-steps";
import type { Db } from "../platform/postgres/pool.ts";
import { sampleDomain } from "../samples/index.ts";

type Facts = {
  samples: number;
  teacher: number | null;
  replied: boolean;
  resolved: boolean;
  undid: boolean;
  mailboxes: number;
  mailbox: number;
  address: boolean;
  came_in: boolean;
  back: boolean;
  team: boolean;
  real: boolean;
};

/**
 * What has happened on this desk, without the way out. Samples are found by
 * the few people who write them, so that it costs the same on a desk of any age.
 */
export async function selectFirstSteps(
  db: Db,
  accountId: number,
): Promise<Omit<FirstSteps, "mailbox"> & { mailbox: Omit<FirstSteps["mailbox"], "out"> }> {
  const { rows } = await sql<Facts>`
    with sample as materialized (
      select t.id, t.number, t.status, t.created_at
      from contact_address a join ticket t on t.account_id = a.account_id and t.contact_id = a.contact_id
      where a.account_id = ${accountId} and a.address_key like ${`%@${sampleDomain}`} and t.channel = 'sample'),
    deed as materialized (
      select distinct e.type from sample s join ticket_event e on e.account_id = ${accountId} and e.ticket_id = s.id
      where e.actor_kind = 'agent' and e.at > (select set_up_at from account where id = ${accountId})),
    box as materialized (
      select id, address from mailbox where account_id = ${accountId} and retired_at is null)
    select (select count(*)::int from sample) as samples,
      (select number from sample where status = 'new' order by created_at limit 1) as teacher,
      exists (select 1 from deed where type = 'message.sent')
        or exists (select 1 from outbox where account_id = ${accountId} and kind = 'reply' and state <> 'cancelled') as replied,
      exists (select 1 from deed where type = 'ticket.resolved') as resolved,
      exists (select 1 from deed where type = 'undone') as undid,
      (select count(*)::int from box) as mailboxes,
      (select coalesce(min(id), 0) from box) as mailbox,
      exists (select 1 from box where address is not null) as address,
      exists (select 1 from intake where account_id = ${accountId} and state = 'message') as came_in,
      exists (select 1 from setting where account_id = ${accountId} and key like 'round-trip %' and value ? 'backAt') as back,
      exists (select 1 from invitation where account_id = ${accountId} and withdrawn_at is null)
        or exists (select 1 from agent where account_id = ${accountId} offset 1) as team,
      exists (select 1 from ticket where account_id = ${accountId} and channel <> 'sample') as real`.execute(
    db,
  );
  const row = rows[0];
  if (row === undefined) throw new Error("A query without conditions answered nothing.");
  return {
    samples: row.samples,
    teacher: row.teacher,
    tried: { reply: row.replied, resolve: row.resolved, undo: row.undid },
    mailbox: {
      id: row.mailboxes === 1 ? row.mailbox : null,
      address: row.address,
      in: row.came_in,
      back: row.back,
    },
    team: row.team,
    real: row.real,
  };
}
