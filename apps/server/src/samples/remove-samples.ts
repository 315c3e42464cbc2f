import type { Clock } from "../platform/clock.ts";
import type { Db } from "../platform/postgres/pool.ts";
import { recordChange, type Changer } from "../settings/index.ts";
import { countSamples, deleteSamples } from "./samples.queries.ts";

export type SamplesDeps = {
  readonly db: Db;
  readonly clock: Clock;
  /** Told after the commit, so that what is held in memory forgets these tickets. */
  readonly onTicketsGone: (accountId: number, ticketIds: readonly number[]) => Promise<void>;
};

export async function showSamples(
  { db }: Pick<SamplesDeps, "db">,
  accountId: number,
): Promise<{ tickets: number }> {
  return { tickets: await countSamples(db, accountId) };
}

/**
 * Removes every sample ticket with all that belongs to it, history included;
 * no tombstone stays, since none of it ever happened. Own tickets are left as
 * they are. Answers how many went.
 */
export async function removeSamples(deps: SamplesDeps, changer: Changer): Promise<number> {
  const { accountId } = changer;
  const gone = await deps.db.transaction().execute(async (tx) => {
    const ids = await deleteSamples(tx, accountId);
    if (ids.length > 0)
      await recordChange(tx, changer, deps.clock.now(), {
        subject: "samples",
        action: "removed",
        before: { tickets: ids.length },
        after: null,
      });
    return ids;
  });
  await deps.onTicketsGone(accountId, gone);
  return gone.length;
}
