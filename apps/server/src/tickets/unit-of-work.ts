import type { Instant } from "@kvit/domain/kernel";
import type { Clock } from "../platform/clock.ts";
import type { Db, Tx } from "../platform/postgres/pool.ts";
import { together } from "../platform/postgres/side-by-side.ts";
import type { ChangeFeed, TicketChange } from "../platform/realtime/change-feed.ts";

/** One transaction's worth of work on tickets. */
export type Work = {
  readonly tx: Tx;
  readonly now: Instant;
  /** Told to listeners after the commit; whole only then. */
  readonly changes: TicketChange[];
  /**
   * Statements of this transaction whose answers nobody reads: what follows is
   * sent behind them at once, and the commit waits for all of them.
   */
  readonly beside: (...statements: readonly Promise<unknown>[]) => void;
  /** The act that all its commands belong to, unless they name one; each begins its own when left out. */
  readonly act?: string | undefined;
  /** Until when mails that can be taken back wait at least: of a long run nothing leaves before its end. */
  readonly holdUntil?: Instant | undefined;
};

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
      const value = await deps.db.transaction().execute(async (tx) => {
        const sent: Promise<unknown>[] = [];
        const beside: Work["beside"] = (...statements) => {
          for (const statement of statements) statement.catch(() => undefined);
          sent.push(...statements);
        };
        const [done] = await Promise.allSettled([work({ tx, now: deps.clock.now(), changes, beside })]);
        // one that failed first is why those behind it failed
        await together(sent);
        if (done.status === "rejected") throw done.reason;
        return done.value;
      });
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
