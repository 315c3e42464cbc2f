import type { Instant } from "@kvit/domain/kernel";
import { purgeAt, retentionRuleOf, type Retention } from "@kvit/domain/lifecycle";
import { readTerms } from "../lifecycle/index.ts";
import { purgeWithSources } from "../tickets/purge-ticket.ts";
import { lockTicket } from "../tickets/tickets.queries.ts";
import { inTransaction, type WorkDeps } from "../tickets/unit-of-work.ts";
import { selectAccountIds, selectLying, type LyingTicket } from "./due.queries.ts";

const batch = 200;
const microsPerDay = 86_400_000_000;

export const lyingStatuses = ["deleted", "spam", "closed"] as const;
export type LyingStatus = (typeof lyingStatuses)[number];

/** Up to when something must have happened last to a ticket that is purged now; null for never. */
export function dueUntil(retention: Retention, status: LyingStatus, now: Instant): Instant | null {
  const rule = retentionRuleOf(status);
  const days = rule === null ? null : retention[rule];
  return days === null ? null : now - days * microsPerDay;
}

/**
 * Purges what has lain long enough, each ticket in a transaction of its own and
 * looked at again once it is held. One that fails is tried again the next time
 * and keeps no other from its turn. Answers how many were purged.
 */
export async function purgeDue(deps: WorkDeps): Promise<number> {
  let purged = 0;
  const failures: unknown[] = [];
  for (const accountId of await selectAccountIds(deps.db)) {
    const { lifecycle } = await readTerms(deps.db, accountId);
    for (const status of lyingStatuses) {
      const until = dueUntil(lifecycle.retention, status, deps.clock.now());
      if (until === null) continue;
      for (let found = batch; found === batch;) {
        const due = await selectLying(deps.db, { accountId, status, until, limit: batch });
        const gone = await purgeEach(deps, accountId, due, failures);
        purged += gone;
        // a round in which nothing went would only find the same again
        found = gone === 0 ? 0 : due.length;
      }
    }
  }
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} tickets could not be purged.`);
  return purged;
}

async function purgeEach(
  deps: WorkDeps,
  accountId: number,
  due: readonly LyingTicket[],
  failures: unknown[],
): Promise<number> {
  let gone = 0;
  for (const { id } of due) {
    try {
      if (await purgeOne(deps, accountId, id)) gone += 1;
    } catch (error) {
      failures.push(error);
    }
  }
  return gone;
}

/** False when it is not due any more: it was restored, a customer wrote, or the rules were changed. */
async function purgeOne(deps: WorkDeps, accountId: number, id: number): Promise<boolean> {
  return inTransaction(deps, async (work) => {
    const stored = await lockTicket(work.tx, accountId, { id });
    if (stored === null) return false;
    const { ticket } = stored;
    const { version, lifecycle } = await readTerms(work.tx, accountId);
    const at = purgeAt(lifecycle.retention, ticket);
    if (at === null || at > work.now) return false;
    const actor = { kind: "system", id: null } as const;
    const cause = { kind: "timer", name: "retention", version } as const;
    await purgeWithSources(work, { accountId, ticket, by: { actor, cause } });
    return true;
  });
}
