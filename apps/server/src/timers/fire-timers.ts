import { AppError } from "../platform/app-error.ts";
import { timestampOf } from "../platform/postgres/timestamp.ts";
import { lockTicket, type TimerKey } from "../tickets/tickets.queries.ts";
import { inTransaction, type Work } from "../tickets/unit-of-work.ts";
import { climb } from "./climb.ts";
import type { TimerDeps } from "./timer-deps.ts";
import { wake } from "./wake.ts";

const batch = 200;

/** What a deadline that has come does, by its kind. The ticket is held. */
const handlers = { wake, ladder: climb } as const;

/**
 * Carries out the deadlines that have come. Each has a transaction of its own
 * and goes through the one use case; a timer that fires late, twice or after
 * its ticket moved on finds nothing to do. One that fails is tried again with
 * the next round and keeps no other from its turn. Answers how many did something.
 */
export async function fireTimers(deps: TimerDeps): Promise<number> {
  const due = await deps.db
    .selectFrom("sla_timer")
    .select(["account_id", "ticket_id", "kind"])
    .where("kind", "in", Object.keys(handlers))
    .where("due_at", "<=", timestampOf(deps.clock.now()))
    .orderBy("due_at")
    .limit(batch)
    .execute();
  let done = 0;
  const failures: unknown[] = [];
  for (const { account_id: accountId, ticket_id: ticketId, kind } of due) {
    try {
      if (await fire(deps, { accountId, ticketId, kind: kind === "wake" ? "wake" : "ladder" })) done += 1;
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} timers could not be fired.`);
  return done;
}

async function fire(deps: TimerDeps, key: TimerKey): Promise<boolean> {
  return inTransaction(deps, async (work) => {
    // The ticket first, as everybody who changes it holds it first: so nobody waits in a circle.
    const stored = await lockTicket(work.tx, key.accountId, { id: key.ticketId });
    if (!(await takeDue(work, key)) || stored === null) return false;
    try {
      return await handlers[key.kind](work, deps, { accountId: key.accountId, stored });
    } catch (error) {
      // The ticket moved on by itself; its timer is spent all the same.
      if (error instanceof AppError && error.code === "refused") return false;
      throw error;
    }
  });
}

/** Takes the deadline away; false when it was done or moved meanwhile. */
async function takeDue({ tx, now }: Work, { accountId, ticketId, kind }: TimerKey): Promise<boolean> {
  const done = await tx
    .deleteFrom("sla_timer")
    .where("account_id", "=", accountId)
    .where("ticket_id", "=", ticketId)
    .where("kind", "=", kind)
    .where("due_at", "<=", timestampOf(now))
    .executeTakeFirst();
  return done.numDeletedRows > 0n;
}
