import { sql } from "kysely";
import type { Visibility } from "@kvit/domain/permissions";
import type { TicketView } from "@kvit/contract/tickets";
import type { Db } from "../platform/postgres/pool.ts";
import { visibleInSql } from "./list-tickets.ts";
import { selectTicketViews } from "./ticket-views.queries.ts";

/** More than this nobody looks through in one go; the rest follows once these are done. */
const atMost = 500;

/**
 * What somebody has to look at and is not among the tickets being worked on:
 * in spam, in the trash, closed or merged. The newest first.
 */
export async function selectToReview(
  db: Db,
  accountId: number,
  visibility: Visibility,
): Promise<readonly TicketView[]> {
  const seen = await selectTicketViews(
    db,
    sql`select t.account_id, t.id, row_number() over (order by t.updated_at desc, t.id desc) as place
      from (select * from ticket where rest ->> 'needsReview' = 'true') t
      where t.account_id = ${accountId} and ${visibleInSql(visibility)}
        and (t.status in ('closed', 'spam', 'deleted') or t.rest ->> 'mergedInto' is not null)
      order by t.updated_at desc, t.id desc limit ${atMost}`,
  );
  return seen.map(({ view }) => view);
}
