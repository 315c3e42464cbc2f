import { setTimeout as delay } from "node:timers/promises";
import { type Postmaster, type PostmasterPlan, startPostmaster, stopPostmaster } from "./postmaster.ts";

export type Supervisor = { readonly pid: () => number; readonly stop: (patient: boolean) => Promise<void> };

export type SupervisorEvents = {
  readonly onDown?: (() => void) | undefined;
  readonly onUp?: (() => void) | undefined;
};

const firstPauseMs = 100;
const longestPauseMs = 5_000;

/**
 * Starts the server again whenever it ends without our asking, at the same
 * endpoint, so that pools find it by connecting again. It never gives up: a
 * full disk may be cleared while we wait.
 */
export function supervise(plan: PostmasterPlan, first: Postmaster, events: SupervisorEvents): Supervisor {
  const stopping = new AbortController();
  let current: Postmaster | null = first;
  const watching = (async (): Promise<void> => {
    while (current !== null) {
      await current.gone;
      if (stopping.signal.aborted) return;
      plan.log.warn("PostgreSQL ended unexpectedly; it is started again.");
      events.onDown?.();
      current = await restart(plan, current, stopping.signal);
      if (current === null) return;
      plan.log.warn(`PostgreSQL is back (pid ${current.pid}).`);
      events.onUp?.();
    }
  })();
  return {
    pid: () => current?.pid ?? -1,
    stop: async (patient) => {
      stopping.abort();
      if (current !== null) await stopPostmaster(current, patient);
      await watching;
      if (current !== null) await stopPostmaster(current, patient);
    },
  };
}

/** Null when we were told to stop meanwhile. */
async function restart(
  plan: PostmasterPlan,
  dead: Postmaster,
  signal: AbortSignal,
): Promise<Postmaster | null> {
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    if (signal.aborted) return null;
    try {
      return await startPostmaster(plan, dead.endpoint);
    } catch (error) {
      plan.log.warn(error instanceof Error ? error.message : String(error));
      await delay(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  }
}
