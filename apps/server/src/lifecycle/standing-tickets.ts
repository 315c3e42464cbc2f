import { formatInstant, type Instant } from "@kvit/domain/kernel";
import { sql } from "kysely";
import type { Tx } from "../platform/postgres/pool.ts";
import { ticketFromRow } from "../tickets/stored-ticket.ts";
import { selectWaiting } from "./lifecycle.queries.ts";
import { readTerms } from "./terms.queries.ts";
import { ladderDue, waitTermsOf } from "./waits.ts";

const pageSize = 1000;

/**
 * Puts all tickets that wait under the version that holds now, with the
 * deadlines it gives them. Nothing is due at once: what would have been done
 * already is put off by a day.
 */
export async function setStandingDeadlines(tx: Tx, accountId: number, now: Instant): Promise<void> {
  const terms = await readTerms(tx, accountId);
  for (let after = 0; ;) {
    const rows = await selectWaiting(tx, accountId, { after, limit: pageSize });
    const last = rows.at(-1);
    if (last === undefined) return;
    const ids: number[] = [];
    const dues: (string | null)[] = [];
    for (const row of rows) {
      const { ticket } = ticketFromRow(row);
      const { departmentId } = ticket;
      const judged = await waitTermsOf(tx, terms, { accountId, departmentId, version: terms.version });
      const due = ladderDue(judged, ticket, now);
      ids.push(ticket.id);
      dues.push(due === null ? null : formatInstant(due));
    }
    await writePage(tx, { accountId, version: terms.version, ids, dues });
    after = last.id;
  }
}

type Page = {
  readonly accountId: number;
  readonly version: number;
  readonly ids: readonly number[];
  readonly dues: readonly (string | null)[];
};

async function writePage(tx: Tx, { accountId, version, ids, dues }: Page): Promise<void> {
  await sql`
    update ticket set lifecycle_version = ${version}
    where account_id = ${accountId} and id = any(${[...ids]}::bigint[])`.execute(tx);
  await sql`
    delete from sla_timer
    where account_id = ${accountId} and kind = 'ladder' and ticket_id = any(${[...ids]}::bigint[])`.execute(
    tx,
  );
  await sql`
    insert into sla_timer (account_id, ticket_id, kind, due_at)
    select ${accountId}, id, 'ladder', due
    from unnest(${[...ids]}::bigint[], ${[...dues]}::timestamptz[]) as standing(id, due)
    where due is not null`.execute(tx);
}
