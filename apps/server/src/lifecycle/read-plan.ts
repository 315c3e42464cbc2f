import type { PlannedRungView } from "@kvit/contract/lifecycle";
import { formatInstant } from "@kvit/domain/kernel";
import { planOf } from "@kvit/domain/ladders";
import type { Db } from "../platform/postgres/pool.ts";
import type { StoredTicket } from "../tickets/stored-ticket.ts";
import { judgeOf } from "./waits.ts";

/** What the ladder will do with a ticket if nobody says anything; none where no deadline stands. */
export async function readPlan(db: Db, accountId: number, stored: StoredTicket): Promise<PlannedRungView[]> {
  const timer = await db
    .selectFrom("sla_timer")
    .select("due_at")
    .where("account_id", "=", accountId)
    .where("ticket_id", "=", stored.ticket.id)
    .where("kind", "=", "ladder")
    .executeTakeFirst();
  if (timer === undefined) return [];
  const { ladder, calendar } = await judgeOf(db, accountId, stored);
  // a deadline that was put off by a day for second thoughts is later than the ladder says
  return planOf(ladder, stored.ticket, calendar).map(({ act, at }, index) => ({
    act,
    at: formatInstant(index === 0 ? Math.max(at, timer.due_at) : at),
  }));
}
