import { sql } from "kysely";
import type { Tx } from "../platform/postgres/pool.ts";
import { selectTicketViewsById } from "./ticket-views.queries.ts";

type Purging = {
  readonly accountId: number;
  readonly ticketId: number;
  /** Events from here on stay whole. */ readonly keepFromSeq: number;
};

/**
 * Takes every word of a purged ticket out of the database. Of each earlier
 * event only its place in the chain stays. Files are removed from the store by
 * the sweep once no row names them.
 */
export async function eraseContent(tx: Tx, { accountId, ticketId, keepFromSeq }: Purging): Promise<void> {
  const here = { account: accountId, ticket: ticketId };
  await sql`update ticket_event set erased = true, type = 'erased', actor_kind = 'system', actor_id = null, cause = '{}', act = '', changes = '{}', data = '{}'
    where account_id = ${here.account} and ticket_id = ${here.ticket} and seq < ${keepFromSeq}`.execute(tx);
  await eraseIntake(tx, here);
  await sql`delete from outbox where account_id = ${here.account} and ticket_id = ${here.ticket}`.execute(tx);
  await sql`delete from attachment where account_id = ${here.account} and ticket_id = ${here.ticket}`.execute(
    tx,
  );
  await sql`delete from message where account_id = ${here.account} and ticket_id = ${here.ticket}`.execute(
    tx,
  );
  await sql`delete from draft where account_id = ${here.account} and ticket_id = ${here.ticket}`.execute(tx);
  // a stage's name is written by people
  await sql`update ticket_interval set stage = null where account_id = ${here.account} and ticket_id = ${here.ticket} and stage is not null`.execute(
    tx,
  );
  await sql`update ticket set preview = '', message_count = 0, language = null where account_id = ${here.account} and id = ${here.ticket}`.execute(
    tx,
  );
  await eraseAnswers(tx, here);
}

type Here = { readonly account: number; readonly ticket: number };

/** The mails that came to the ticket, and the repeats of them, which went nowhere. */
async function eraseIntake(tx: Tx, here: Here): Promise<void> {
  await sql`
    with gone as (
      select id from intake where account_id = ${here.account} and ticket_id = ${here.ticket}
    )
    update intake set from_address = null, subject = null, envelope_from = null, envelope_to = null, remote = null,
      detail = null, mail_id = null, state = 'ignored', reason = 'purged', sha256 = ''
    where account_id = ${here.account} and (id in (select id from gone) or duplicate_of in (select id from gone))`.execute(
    tx,
  );
}

/** A repeated request is answered with what is left of the ticket. */
async function eraseAnswers(tx: Tx, here: Here): Promise<void> {
  const [seen] = await selectTicketViewsById(tx, here.account, [here.ticket]);
  if (seen === undefined) return;
  await sql`update idempotency_key set response = ${JSON.stringify(seen.view)}::jsonb
    where account_id = ${here.account} and response ->> 'number' = ${String(seen.view.number)} and response ? 'reference'`.execute(
    tx,
  );
}
