import { sql } from "kysely";
import type { SinceThen } from "@kvit/contract/wire";
import { formatInstant, type Instant } from "@kvit/domain/kernel";
import { AppError } from "../../platform/app-error.ts";
import type { Db, Tx } from "../../platform/postgres/pool.ts";

type Asked = { readonly accountId: number; readonly number: number; readonly act: string };
type Row = { type: string; at: Instant; actor: string | null };

/** The first that happened to a ticket after an act and changed it; null when nothing did. */
export async function sinceAct(db: Db | Tx, { accountId, number, act }: Asked): Promise<SinceThen | null> {
  const { rows } = await sql<Row>`
    select e.type, e.at, coalesce(nullif(a.name, ''), a.email, nullif(c.name, '')) as actor
    from ticket t
    join ticket_event e on e.account_id = t.account_id and e.ticket_id = t.id
    left join agent a on e.actor_kind in ('agent', 'api') and a.account_id = e.account_id and a.id = e.actor_id
    left join contact c on e.actor_kind = 'customer' and c.account_id = e.account_id and c.id = e.actor_id
    where t.account_id = ${accountId} and t.number = ${number} and e.changes <> '{}'::jsonb
      and e.seq > (select max(seq) from ticket_event
        where account_id = t.account_id and ticket_id = t.id and act = ${act})
    order by e.seq limit 1`.execute(db);
  const [row] = rows;
  return row === undefined ? null : { type: row.type, at: formatInstant(row.at), actor: row.actor ?? "" };
}

/** The same error, with what came in between where that is why an undo is refused. */
export async function tellingSince(db: Db | Tx, asked: Asked, error: unknown): Promise<unknown> {
  if (!(error instanceof AppError) || error.details.reason !== "changed-since") return error;
  const since = await sinceAct(db, asked);
  if (since === null) return error;
  const who = since.actor === "" ? "" : ` by ${since.actor}`;
  const detail = `${error.message} Since then: ${since.type}${who} at ${since.at}.`;
  return new AppError(error.code, { ...error.details, since, detail });
}
