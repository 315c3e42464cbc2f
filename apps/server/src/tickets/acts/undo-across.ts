import { randomUUID } from "node:crypto";
import type { Undone } from "@kvit/contract/acts";
import { AppError } from "../../platform/app-error.ts";
import type { Principal } from "../../platform/http/principal.ts";
import { beginRun } from "../bulk/begin-bulk.ts";
import { endRun, findRun, selectChanged, type StoredRun } from "../bulk/bulk-runs.queries.ts";
import { viewOf } from "../bulk/bulk-view.ts";
import { selectTicketViewsById } from "../ticket-views.queries.ts";
import { holdForLong, type BulkDeps } from "../bulk/work-on-run.ts";
import { undoAct } from "../undo-act.ts";
import type { Work } from "../unit-of-work.ts";
import { actView } from "./act-view.ts";
import { actsBehind, insertAct, lockAct, markUndone, type StoredAct } from "./acts.queries.ts";

/** An act on more tickets than this is taken back bit by bit. */
const mostAtOnce = 50;

type Asked = { readonly caller: Principal; readonly id: string };

/**
 * Takes back an act of the caller on all its tickets: a small one as a whole
 * or not at all, one of many tickets as a run of its own that lists those that
 * cannot go back. An undo is taken back the same way, which does the act again.
 * Throws not-found, refused with the reason.
 */
export async function undoAcross(work: Work, deps: BulkDeps, { caller, id }: Asked): Promise<Undone> {
  const { accountId } = caller;
  const found = await lockAct(work.tx, accountId, id);
  if (found === null || found.agentId !== caller.agent.id) throw new AppError("not-found");
  const { cannot } = actView(found, work.now);
  if (cannot !== null) throw new AppError("refused", { reason: cannot, detail: why[cannot] });
  const run = await findRun(work.tx, { accountId, act: id }, true);
  if (run !== null || found.numbers.length > mostAtOnce)
    return inBulk(work, deps, { caller, act: found, run });
  const act = randomUUID();
  const own = { ...work, act };
  for (const number of found.numbers.toSorted((one, other) => one - other))
    await naming(number, async () => undoAct(own, deps.mail, { caller, number, act: id }));
  await insertAct(work.tx, accountId, {
    id: act,
    agentId: caller.agent.id,
    at: work.now,
    verb: "undo",
    detail: {},
    numbers: found.numbers,
    undoOf: id,
  });
  await markUndone(work.tx, accountId, { act: id, by: act });
  const ids = [...new Set(work.changes.map(({ ticketId }) => ticketId))];
  return { act, undid: actView(found, work.now), tickets: await viewsOf(work, accountId, ids), bulk: null };
}

const why = {
  undone: "This was taken back already.",
  "too-late": "This is more than a day ago. Change the tickets by hand.",
} as const;

async function viewsOf(work: Work, accountId: number, ids: readonly number[]): Promise<Undone["tickets"]> {
  // what is sent beside has to be there before it is read, and is: statements keep their order
  return (await selectTicketViewsById(work.tx, accountId, ids)).map(({ view }) => view);
}

type InBulk = { readonly caller: Principal; readonly act: StoredAct; readonly run: StoredRun | null };

/** A run that is not at its end yet is stopped first. Its mails go on waiting until it is known which are taken back. */
async function inBulk(work: Work, deps: BulkDeps, { caller, act, run }: InBulk): Promise<Undone> {
  const { accountId } = caller;
  if (run?.state === "running") await endRun(work.tx, run, { state: "stopped", at: work.now });
  const numbers = run === null ? act.numbers : await selectChanged(work.tx, run);
  if (numbers.length === 0)
    throw new AppError("refused", { reason: "nothing-to-undo", detail: "It has changed nothing." });
  const begun = await beginRun(work.tx, caller, {
    verb: "undo",
    body: {},
    numbers,
    undoOf: act.id,
    at: work.now,
  });
  for (const behind of await actsBehind(work.tx, accountId, act.id))
    await deps.mail.holdUntil(work.tx, { accountId, act: behind, until: holdForLong(work) });
  const begunRun = await findRun(work.tx, { accountId, id: begun });
  if (begunRun === null) throw new Error("A run was begun and is not there.");
  await markUndone(work.tx, accountId, { act: act.id, by: begunRun.act });
  return {
    act: begunRun.act,
    undid: actView(act, work.now),
    tickets: [],
    bulk: await viewOf(work.tx, begunRun),
  };
}

/** A refusal says which ticket refused. */
async function naming(number: number, undo: () => Promise<unknown>): Promise<void> {
  try {
    await undo();
  } catch (error) {
    if (!(error instanceof AppError) || error.details.ticket !== undefined) throw error;
    throw new AppError(error.code, {
      ...error.details,
      ticket: number,
      detail: `#${number}: ${error.message}`,
    });
  }
}
