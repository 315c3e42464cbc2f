import { sql } from "kysely";
import type { Tx } from "../platform/postgres/pool.ts";

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
  await sql`update intake set from_address = null, subject = null, envelope_from = null, envelope_to = null, detail = null, mail_id = null, state = 'ignored', reason = 'purged', sha256 = ''
    where account_id = ${here.account} and ticket_id = ${here.ticket}`.execute(tx);
  await sql`delete from outbox where account_id = ${here.account} and ticket_id = ${here.ticket}`.execute(tx);
  await sql`delete from attachment where account_id = ${here.account} and ticket_id = ${here.ticket}`.execute(
    tx,
  );
  await sql`delete from message where account_id = ${here.account} and ticket_id = ${here.ticket}`.execute(
    tx,
  );
  await sql`delete from draft where account_id = ${here.account} and ticket_id = ${here.ticket}`.execute(tx);
  await sql`update ticket set preview = '', message_count = 0, language = null where account_id = ${here.account} and id = ${here.ticket}`.execute(
    tx,
  );
}
