import { microsPerDay, type Instant } from "@kvit/domain/kernel";
import { secondThoughtsSeconds } from "@kvit/domain/tickets";
import type { BulkRun } from "@kvit/contract/acts";
import { actsBehind } from "../acts/acts.queries.ts";
import type { MailPort } from "../mail-port.ts";
import { inTransaction, type Work, type WorkDeps } from "../unit-of-work.ts";
import { viewOf } from "./bulk-view.ts";
import { carryOut } from "./carry-out.ts";
import {
  endRun,
  findRun,
  insertLeft,
  readRunner,
  takeRun,
  writeProgress,
  type LeftTicket,
  type RunKey,
  type StoredRun,
} from "./bulk-runs.queries.ts";

export type BulkDeps = WorkDeps & { readonly mail: MailPort };

/** Who began a run, and how far it is. */
export type Worked = { readonly accountId: number; readonly agentId: number; readonly run: BulkRun };

/**
 * Mails of a run wait for its end, so that one undo takes all of them back. A
 * run takes minutes; should its process stay away, they wait for it.
 */
export const holdForLong = ({ now }: Work): Instant => now + 30 * microsPerDay;

/**
 * Gives the next tickets of a run their turn, in one transaction with how far
 * it has come: cut off in the middle, nothing of it was done. Answers null
 * when another process is at it, or it has ended.
 */
export async function workOnRun(deps: BulkDeps, key: RunKey, atOnce: number): Promise<Worked | null> {
  return inTransaction(deps, async (work) => {
    const run = (await takeRun(work.tx, key)) ? await findRun(work.tx, key) : null;
    if (run === null) return null;
    const caller = await readRunner(work.tx, run);
    if (caller === null) return endOf(work, deps.mail, run, "stopped");
    const turn = { ...work, act: run.act, holdUntil: holdForLong(work) };
    const left: LeftTicket[] = [];
    const numbers = run.numbers.slice(run.place, run.place + atOnce);
    // in the order in which everybody holds several
    for (const number of numbers.toSorted((one, other) => one - other)) {
      const stayed = await carryOut(turn, deps.mail, { run, caller, number });
      if (stayed !== null) left.push(stayed);
    }
    await insertLeft(work.tx, run, left);
    const moved = {
      ...run,
      place: run.place + numbers.length,
      done: run.done + numbers.length - left.length,
      refused: run.refused + left.filter(({ reason }) => reason !== null).length,
    };
    await writeProgress(work.tx, run, { ...moved, at: work.now });
    if (moved.place >= run.numbers.length) return endOf(work, deps.mail, moved, "done");
    return { accountId: run.accountId, agentId: run.agentId, run: await viewOf(work.tx, moved) };
  });
}

/** Ends a run, held by the caller; what it tells customers leaves after the time for second thoughts. */
export async function endOf(
  work: Work,
  mail: MailPort,
  run: StoredRun,
  state: "done" | "stopped",
): Promise<Worked> {
  const { accountId } = run;
  await endRun(work.tx, run, { state, at: work.now });
  const until = work.now + secondThoughtsSeconds * 1_000_000;
  for (const act of run.undoOf === null ? [run.act] : await actsBehind(work.tx, accountId, run.undoOf))
    await mail.holdUntil(work.tx, { accountId, act, until });
  const ended = { ...run, state, endedAt: work.now };
  return { accountId, agentId: run.agentId, run: await viewOf(work.tx, ended) };
}
