import { sql } from "kysely";
import type { Db } from "../postgres/pool.ts";
import type { ChangeFeed, TicketChange } from "./change-feed.ts";

export type LogFollower = {
  readonly start: () => Promise<void>;
  readonly stop: () => void;
  readonly position: () => number;
  readonly look: () => Promise<void>;
};

/** A position is given before its transaction commits, so a reader may pass one that comes later; it is looked for this long. */
const gapPatienceMillis = 10_000;
const pageSize = 500;

/**
 * Reads the event log on by position and publishes what other processes wrote.
 * Numbers that are missing are kept in a list and looked for again, because a
 * slow transaction commits its numbers late (or never).
 */
export function createLogFollower(deps: {
  db: Db;
  feed: ChangeFeed;
  intervalMillis: number;
  onError: (error: unknown) => void;
}): LogFollower {
  const { db, feed, onError } = deps;
  let position = 0;
  const gaps = new Map<number, number>();
  const own = new Set<number>();
  let timer: NodeJS.Timeout | null = null;
  let looking = false;
  const unsubscribe = feed.subscribe((changes) => {
    for (const change of changes) own.add(change.position);
  });

  async function look(): Promise<void> {
    if (looking) return;
    looking = true;
    try {
      const found = await readOn(db, position, [...gaps.keys()]);
      advance(found);
    } finally {
      looking = false;
    }
  }

  function advance(found: readonly TicketChange[]): void {
    const now = Date.now();
    for (const change of found) {
      gaps.delete(change.position);
      for (let missing = position + 1; missing < change.position; missing += 1) gaps.set(missing, now);
      position = Math.max(position, change.position);
    }
    for (const [missing, since] of gaps) if (now - since > gapPatienceMillis) gaps.delete(missing);
    const foreign = found.filter((change) => !own.has(change.position));
    for (const change of found) own.delete(change.position);
    if (own.size > 10_000) own.clear();
    feed.publish(foreign);
    for (const change of foreign) own.delete(change.position);
  }

  return {
    async start() {
      const row = await sql<{
        position: number;
      }>`select coalesce(max(position), 0)::bigint as position from ticket_event`.execute(db);
      position = row.rows[0]?.position ?? 0;
      timer = setInterval(() => void look().catch(onError), deps.intervalMillis);
      timer.unref();
    },
    stop() {
      unsubscribe();
      if (timer !== null) clearInterval(timer);
    },
    position: () => position,
    look,
  };
}

async function readOn(db: Db, position: number, gaps: readonly number[]): Promise<TicketChange[]> {
  const result = await sql<{ account_id: number; ticket_id: number; position: number }>`
    (select account_id, ticket_id, position from ticket_event where position > ${position} order by position limit ${pageSize})
    union all
    (select account_id, ticket_id, position from ticket_event where position = any(${[...gaps]}::bigint[]))
    order by position`.execute(db);
  return result.rows.map((row) => ({
    accountId: row.account_id,
    ticketId: row.ticket_id,
    position: row.position,
  }));
}
