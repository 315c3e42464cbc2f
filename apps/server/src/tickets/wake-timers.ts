import { AppError } from "../platform/app-error.ts";
import { timestampOf } from "../platform/postgres/timestamp.ts";
import { executeCommand } from "./execute-command.ts";
import { inTransaction, type WorkDeps } from "./unit-of-work.ts";

const batch = 200;

/**
 * Carries out the deadlines that have come. Each ticket is woken in a
 * transaction of its own through the one use case; a timer that fires late,
 * twice or after its ticket moved on finds nothing to do. Answers how many woke.
 */
export async function fireTimers(deps: WorkDeps): Promise<number> {
  const due = await deps.db
    .selectFrom("sla_timer")
    .select(["account_id", "ticket_id"])
    .where("kind", "=", "wake")
    .where("due_at", "<=", timestampOf(deps.clock.now()))
    .orderBy("due_at")
    .limit(batch)
    .execute();
  let woken = 0;
  for (const timer of due) if (await wake(deps, timer.account_id, timer.ticket_id)) woken += 1;
  return woken;
}

async function wake(deps: WorkDeps, accountId: number, ticketId: number): Promise<boolean> {
  return inTransaction(deps, async (work) => {
    const timer = await work.tx
      .selectFrom("sla_timer")
      .select("due_at")
      .where("account_id", "=", accountId)
      .where("ticket_id", "=", ticketId)
      .where("kind", "=", "wake")
      .where("due_at", "<=", timestampOf(work.now))
      .forUpdate()
      .skipLocked()
      .executeTakeFirst();
    if (timer === undefined) return false;
    await work.tx
      .deleteFrom("sla_timer")
      .where("account_id", "=", accountId)
      .where("ticket_id", "=", ticketId)
      .where("kind", "=", "wake")
      .execute();
    try {
      const executed = await executeCommand(work, {
        accountId,
        target: { id: ticketId },
        name: "wake",
        input: {},
        by: { actor: { kind: "system", id: null }, cause: { kind: "timer", name: "wake" } },
      });
      return executed.events.length > 0;
    } catch (error) {
      // The ticket moved on by itself; its timer is spent all the same.
      if (error instanceof AppError && error.code === "refused") return false;
      throw error;
    }
  });
}
