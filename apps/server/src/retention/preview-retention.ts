import type { RetentionPreview } from "@kvit/contract/retention";
import { formatInstant, type Instant } from "@kvit/domain/kernel";
import { purgeAt, retentionFault, retentionRuleOf, type Retention } from "@kvit/domain/lifecycle";
import type { Db, Tx } from "../platform/postgres/pool.ts";
import { countLying, selectLying } from "./due.queries.ts";
import { dueUntil, lyingStatuses } from "./purge-due.ts";

const microsPerDay = 86_400_000_000;
const soonDays = 30;
const shown = 20;

type Asked = { readonly accountId: number; readonly retention: Retention; readonly now: Instant };

/** What rules would mean for the tickets there are. */
export async function previewRetention(
  db: Db | Tx,
  { accountId, retention, now }: Asked,
): Promise<RetentionPreview> {
  const fault = retentionFault(retention);
  if (fault !== null) return { fault, rules: [] };
  const rules: RetentionPreview["rules"] = [];
  for (const status of lyingStatuses) {
    const rule = retentionRuleOf(status);
    const until = dueUntil(retention, status, now);
    if (rule === null || until === null) continue;
    const lying = { accountId, status, until: until + soonDays * microsPerDay };
    const first = await selectLying(db, { ...lying, limit: shown });
    rules.push({
      rule,
      now: await countLying(db, { ...lying, until }),
      soon: await countLying(db, lying),
      first: first.map(({ number, subject, updatedAt }) => ({
        number,
        subject,
        at: formatInstant(
          Math.max(now, purgeAt(retention, { status, needsReview: false, updatedAt }) ?? now),
        ),
      })),
    });
  }
  return { fault: null, rules };
}
