import { setTimeout as pause } from "node:timers/promises";
import {
  insertLeft,
  findRun,
  selectNextRun,
  takeRun,
  writeProgress,
  type RunKey,
} from "./bulk-runs.queries.ts";
import { inTransaction } from "../unit-of-work.ts";
import { viewOf } from "./bulk-view.ts";
import { endOf, workOnRun, type BulkDeps, type Worked } from "./work-on-run.ts";

export type BulkRunnerDeps = BulkDeps & {
  /** Tells whoever began a run how far it is. */
  readonly hub: { readonly tellRun: (worked: Worked) => void };
  readonly onError: (error: unknown) => void;
};

/** So few that whoever wants one of these tickets waits for a moment only. */
const atOnce = 20;
/** Between two bits of work, others have their turn. */
const restMillis = 4;
const mostTries = 3;

export type BulkRunner = {
  /** Works until there is nothing left to do; called again meanwhile it does nothing more. */
  readonly work: () => Promise<void>;
  /** Ends after the bit under way; what is left goes on with the next start. */
  readonly stop: () => Promise<void>;
};

/** Carries out the runs of bulk acts, a few tickets at a time, so that nothing else waits for thousands. */
export function createBulkRunner(deps: BulkRunnerDeps): BulkRunner {
  let stopped = false;
  let working: Promise<void> | null = null;
  const tries = new Map<number, number>();

  async function bit(key: RunKey): Promise<boolean> {
    const failures = tries.get(key.id) ?? 0;
    try {
      const worked = await workOnRun(deps, key, failures === 0 ? atOnce : 1);
      if (worked === null) return false;
      tries.delete(key.id);
      deps.hub.tellRun(worked);
      return true;
    } catch (error) {
      deps.onError(error);
      tries.set(key.id, failures + 1);
      if (failures + 1 < mostTries) return false;
      const worked = await passOver(deps, key);
      tries.delete(key.id);
      if (worked !== null) deps.hub.tellRun(worked);
      return worked !== null;
    }
  }

  async function all(): Promise<void> {
    for (;;) {
      const key = stopped ? null : await selectNextRun(deps.db);
      if (key === null || !(await bit(key))) return;
      await pause(restMillis);
    }
  }

  return {
    async work() {
      working ??= all()
        .catch(deps.onError)
        .finally(() => {
          working = null;
        });
      await working;
    },
    async stop() {
      stopped = true;
      await working;
    },
  };
}

/** A ticket that makes the run fail again and again is listed as refused, so that it holds up no other. */
async function passOver(deps: BulkDeps, key: RunKey): Promise<Worked | null> {
  return inTransaction(deps, async (work) => {
    const run = (await takeRun(work.tx, key)) ? await findRun(work.tx, key) : null;
    const number = run?.numbers[run.place];
    if (run === null || number === undefined) return null;
    const detail = "This is our mistake, and it has been written down.";
    await insertLeft(work.tx, run, [{ number, reason: "internal", detail, since: null }]);
    const moved = { ...run, place: run.place + 1, refused: run.refused + 1 };
    await writeProgress(work.tx, run, { ...moved, at: work.now });
    if (moved.place >= run.numbers.length) return endOf(work, deps.mail, moved, "done");
    return { accountId: run.accountId, agentId: run.agentId, run: await viewOf(work.tx, moved) };
  });
}
