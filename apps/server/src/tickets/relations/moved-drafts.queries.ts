import { sql } from "kysely";
import { formatInstant, type Instant } from "@kvit/domain/kernel";
import type { Tx } from "../../platform/postgres/pool.ts";

type Moving = {
  readonly accountId: number;
  readonly from: number;
  readonly to: number;
  /** The instant of the act. */
  readonly at: Instant;
};

/**
 * What is being written goes with the conversation, everybody's own, below
 * what they had begun there. One that stands alone keeps the instant of the
 * act as its own, by which `giveDraftsBack` knows that nobody wrote on in it.
 */
export async function moveDrafts(tx: Tx, { accountId, from, to, at }: Moving): Promise<void> {
  const instant = formatInstant(at);
  await sql`
    with moved as (
      delete from draft where account_id = ${accountId} and ticket_id = ${from} returning agent_id, kind, body
    )
    insert into draft (account_id, agent_id, ticket_id, kind, body, updated_at)
      select ${accountId}, agent_id, ${to}, kind, body, ${instant}::timestamptz from moved
    on conflict (account_id, agent_id, ticket_id, kind)
      do update set body = draft.body || case when excluded.body like '<%' then '<p></p>' else E'\n\n' end || excluded.body,
        updated_at = now()`.execute(tx);
}

/** Back to where they were begun; those in which somebody wrote on stay where they are. */
export async function giveDraftsBack(tx: Tx, { accountId, from, to, at }: Moving): Promise<void> {
  await sql`
    update draft set ticket_id = ${to}
    where account_id = ${accountId} and ticket_id = ${from} and updated_at = ${formatInstant(at)}::timestamptz
      and not exists (select 1 from draft own where own.account_id = draft.account_id and own.agent_id = draft.agent_id
        and own.ticket_id = ${to} and own.kind = draft.kind)`.execute(tx);
}
