import type { Instant } from "@kvit/domain/kernel";
import type { Clock } from "../platform/clock.ts";
import type { Db, Tx } from "../platform/postgres/pool.ts";
import type { ChangeFeed, TicketChange } from "../platform/realtime/change-feed.ts";

/** One transaction's worth of work on tickets. What it collects in `changes` is told to listeners after the commit. */
export type Work = { readonly tx: Tx; readonly now: Instant; readonly changes: TicketChange[] };

export type WorkDeps = { readonly db: Db; readonly clock: Clock; readonly feed: ChangeFeed };

/** PostgreSQL asks for these to be tried again: serialization failure, deadlock. */
const retryable = new Set(["40001", "40P01"]);
const maxTries = 5;

/** Runs `work` in one transaction, again when the database asks for it, and publishes its changes once it is committed. */
export async function inTransaction<Value>(
  deps: WorkDeps,
  work: (work: Work) => Promise<Value>,
): Promise<Value> {
  for (let tries = 1; ; tries += 1) {
    const changes: TicketChange[] = [];
    try {
      const value = await deps.db
        .transaction()
        .execute(async (tx) => work({ tx, now: deps.clock.now(), changes }));
      deps.feed.publish(changes);
      return value;
    } catch (error) {
      if (tries >= maxTries || !isRetryable(error)) throw error;
    }
  }
}

function isRetryable(error: unknown): boolean {
  return (
    error instanceof Error && "code" in error && typeof error.code === "string" && retryable.has(error.code)
  );
}
