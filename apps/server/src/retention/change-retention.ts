import type { ChangeRetention, RetentionView } from "@kvit/contract/retention";
import { retentionFault, shortestRetentionDays, type RetentionFault } from "@kvit/domain/lifecycle";
import { insertVersion, lockVersion } from "../lifecycle/lifecycle.queries.ts";
import { readLifecycle, readTerms } from "../lifecycle/terms.queries.ts";
import { AppError } from "../platform/app-error.ts";
import type { Principal } from "../platform/http/principal.ts";
import { recordChange } from "../settings/index.ts";
import type { WorkDeps } from "../tickets/unit-of-work.ts";
import { previewRetention } from "./preview-retention.ts";

export type RetentionDeps = WorkDeps & {
  /** Called after the commit: open tickets say when they are purged. */
  readonly onLifecycleChanged: () => void;
};

export async function showRetention({ db }: RetentionDeps, caller: Principal): Promise<RetentionView> {
  const { version, lifecycle } = await readTerms(db, caller.accountId);
  return { version, retention: { ...lifecycle.retention } };
}

/**
 * Makes a new version of the life cycle with these rules. Throws bad-request
 * with the rule at fault, or when tickets would be purged at once and their
 * number was not given; conflict when somebody was faster.
 */
export async function changeRetention(
  deps: RetentionDeps,
  caller: Principal,
  { retention, note = "", expectedVersion, purgesNow = 0 }: ChangeRetention,
): Promise<RetentionView> {
  const { accountId } = caller;
  const at = deps.clock.now();
  const fault = retentionFault(retention);
  if (fault !== null) throw unfit(`retention.${fault.rule}`, sentences[fault.fault]);
  await deps.db.transaction().execute(async (tx) => {
    const version = await lockVersion(tx, accountId);
    if (expectedVersion !== undefined && expectedVersion !== version)
      throw new AppError("conflict", {
        detail: `The life cycle is at version ${version} by now. Load it again and decide anew.`,
      });
    const { rules } = await previewRetention(tx, { accountId, retention, now: at });
    const count = rules.reduce((sum, { now }) => sum + now, 0);
    if (count > 0 && purgesNow !== count)
      throw unfit(
        "purgesNow",
        `These rules purge ${count} tickets at once. Send purgesNow: ${count} to confirm.`,
      );
    const before = await readLifecycle(tx, accountId, version);
    const lifecycle = { ...before, retention };
    await insertVersion(tx, {
      accountId,
      version: version + 1,
      lifecycle,
      at,
      madeBy: caller.agent.id,
      note,
    });
    const subject = "retention";
    await recordChange(tx, caller, at, {
      subject,
      action: "changed",
      before: { ...before.retention },
      after: { ...retention },
    });
  });
  deps.onLifecycleChanged();
  return showRetention(deps, caller);
}

const sentences: Readonly<Record<RetentionFault["fault"], string>> = {
  "not-whole": "Write whole days, or null for never.",
  "too-short": `Nothing is purged sooner than after ${shortestRetentionDays} days.`,
  "too-long": "That is more than a hundred years. Write null for never.",
};

function unfit(path: string, message: string): AppError {
  return new AppError("bad-request", { detail: message, errors: [{ path, message }] });
}
