import {
  lifecycleView,
  type ChangeLifecycle,
  type LifecycleVersion,
  type LifecycleView,
} from "@kvit/contract/lifecycle";
import { formatInstant } from "@kvit/domain/kernel";
import { cycleFault, lifecycleFault, shippedLifecycle, type Lifecycle } from "@kvit/domain/lifecycle";
import { AppError } from "../platform/app-error.ts";
import type { Principal } from "../platform/http/principal.ts";
import type { Tx } from "../platform/postgres/pool.ts";
import { recordChange } from "../settings/index.ts";
import type { WorkDeps } from "../tickets/unit-of-work.ts";
import { cycleSentence, faultSentence } from "./fault-sentences.ts";
import { departmentKeys, insertVersion, lockVersion, selectVersions } from "./lifecycle.queries.ts";
import { setStandingDeadlines } from "./standing-tickets.ts";
import { readLifecycle, readTerms } from "./terms.queries.ts";

export type LifecycleDeps = WorkDeps & {
  /** Called after the commit: what the open apps show of the ladder has to be read again. */
  readonly onLifecycleChanged: () => void;
};

export async function showLifecycle({ db }: LifecycleDeps, caller: Principal): Promise<LifecycleView> {
  const { version, lifecycle } = await readTerms(db, caller.accountId);
  return { version, ...viewOf(lifecycle) };
}

/**
 * Makes a new version. Tickets that wait already go on under theirs, unless
 * `standing`. Throws bad-request with the step at fault, conflict when somebody
 * was faster.
 */
export async function changeLifecycle(
  deps: LifecycleDeps,
  caller: Principal,
  change: ChangeLifecycle,
): Promise<LifecycleView> {
  await deps.db.transaction().execute(async (tx) => {
    const version = await lockVersion(tx, caller.accountId);
    if (change.expectedVersion !== undefined && change.expectedVersion !== version)
      throw new AppError("conflict", {
        detail: `The life cycle is at version ${version} by now. Load it again and decide anew.`,
      });
    const before = await readLifecycle(tx, caller.accountId, version);
    const after: Lifecycle = {
      ...before,
      ladder: change.ladder,
      departmentLadders: change.departmentLadders ?? {},
      stages: change.stages ?? before.stages,
      fields: change.fields ?? before.fields,
      approvals: change.approvals ?? before.approvals,
      resolving: change.resolving ?? before.resolving,
      closing: change.closing ?? before.closing,
      switches: change.switches ?? before.switches,
    };
    await write(tx, deps, caller, { before, after, version, note: change.note ?? "" });
    if (change.standing === true) await setStandingDeadlines(tx, caller.accountId, deps.clock.now());
  });
  deps.onLifecycleChanged();
  return showLifecycle(deps, caller);
}

/** A new version that says what an earlier one said; 0 is the one that is shipped. Throws not-found. */
export async function revertLifecycle(
  deps: LifecycleDeps,
  caller: Principal,
  to: number,
): Promise<LifecycleView> {
  await deps.db.transaction().execute(async (tx) => {
    const version = await lockVersion(tx, caller.accountId);
    if (to > version) throw new AppError("not-found");
    const before = await readLifecycle(tx, caller.accountId, version);
    // what purges tickets is not brought back by the way: it has a confirmation of its own
    const after = { ...(await readLifecycle(tx, caller.accountId, to)), retention: before.retention };
    await write(tx, deps, caller, { before, after, version, note: `= ${to}` });
  });
  deps.onLifecycleChanged();
  return showLifecycle(deps, caller);
}

type Change = {
  readonly before: Lifecycle;
  readonly after: Lifecycle;
  readonly version: number;
  readonly note: string;
};

async function write(
  tx: Tx,
  { clock }: LifecycleDeps,
  caller: Principal,
  { before, after, version, note }: Change,
): Promise<void> {
  const { accountId } = caller;
  const fault = lifecycleFault(after);
  if (fault !== null) {
    const message = faultSentence(fault);
    throw new AppError("bad-request", { detail: message, errors: [{ path: pathOf(fault), message }] });
  }
  const broken = cycleFault(after);
  if (broken !== null) {
    const message = cycleSentence(broken);
    throw new AppError("bad-request", { detail: message, errors: [{ path: broken.at, message }] });
  }
  const known = await departmentKeys(tx, accountId);
  const unknown = Object.keys(after.departmentLadders).find((key) => !known.includes(Number(key)));
  if (unknown !== undefined) {
    const message = `There is no department ${unknown}.`;
    throw new AppError("bad-request", { detail: message, errors: [{ path: "departmentLadders", message }] });
  }
  const at = clock.now();
  await insertVersion(tx, {
    accountId,
    version: version + 1,
    lifecycle: after,
    at,
    madeBy: caller.agent.id,
    note,
  });
  await recordChange(tx, caller, at, { subject: "lifecycle", action: "changed", before, after });
}

function pathOf({ departmentId, step }: { departmentId: number | null; step: number | null }): string {
  const whose = departmentId === null ? "ladder" : `departmentLadders.${departmentId}`;
  return step === null ? whose : `${whose}.steps.${step}`;
}

/** Who made which version, the newest first, down to the one that is shipped. */
export async function listVersions({ db }: LifecycleDeps, caller: Principal): Promise<LifecycleVersion[]> {
  const made = (await selectVersions(db, caller.accountId)).map((row) => ({
    version: row.version,
    ...viewOf({ ...shippedLifecycle, ...row.lifecycle }),
    madeAt: formatInstant(row.madeAt),
    madeBy: row.madeBy,
    note: row.note,
  }));
  return [...made, { version: 0, ...viewOf(shippedLifecycle), madeAt: null, madeBy: null, note: "" }];
}

const shown = lifecycleView.omit({ version: true });

function viewOf(lifecycle: Lifecycle): Omit<LifecycleView, "version"> {
  return shown.parse(lifecycle);
}
