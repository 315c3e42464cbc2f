import type { BulkRun, BulkVerb, Undone } from "@kvit/contract/acts";
import type { TicketView } from "@kvit/contract/tickets";
import { explain } from "../api/explain.ts";
import { newKey, request } from "../api/request.ts";
import { complain, endStatus } from "../app/toasts.ts";
import { t } from "../i18n/language.ts";
import { afterFrame } from "./after-frame.ts";
import { describe } from "./describe-act.ts";
import type { Act } from "./predict.ts";
import { createSignal } from "./signal.ts";
import { rowBefore } from "./row-before.ts";
import { rememberRedo, rememberUndo } from "./steps.ts";
import { addOverlays, dropOverlays, holdChanges } from "./tickets.ts";

/** More tickets than this are one request, which the server carries out bit by bit. */
export const mostSingly = 25;
/** Rows that change in one frame; more of them would be felt. */
const [rowsAtOnce, rowsPerFrame] = [200, 1000];
const pollMs = 2000;

/** A run on the screen: how far it is, and in the end what refused. */
export type ShownRun = {
  readonly key: string;
  readonly words: string;
  /** Null until the server has it. */
  readonly run: BulkRun | null;
  readonly total: number;
  /** Takes back what was done; null where another page began it. */
  readonly undo: (() => void) | null;
  /** Whether it takes something back itself. */
  readonly back: boolean;
};

/** Those under way and those that ended with something to say, oldest first. */
export const runs = createSignal<readonly ShownRun[]>([]);
/** What to do when a run ends, by the server's key. */
const endings = new Map<number, () => void>();
/** News of runs that this page is not waiting for yet. */
const early = new Map<number, BulkRun>();

/** All that the server does in bulk. */
const bulkVerbs: Readonly<Record<BulkVerb, true>> = {
  resolve: true,
  reopen: true,
  close: true,
  postpone: true,
  wake: true,
  assign: true,
  transfer: true,
  prioritise: true,
  tag: true,
  spam: true,
  "not-spam": true,
  delete: true,
  restore: true,
};
export const isBulkVerb = (verb: Act["verb"]): verb is BulkVerb => Object.hasOwn(bulkVerbs, verb);

export type Plan = { readonly ticket: TicketView; readonly patch: Partial<TicketView> };

/** Does one thing to many tickets: shown at once, carried out by the server, taken back as one. */
export function performInBulk(act: Act, plans: readonly Plan[]): void {
  const begin = async (): Promise<BulkRun> =>
    request<BulkRun>("/api/v1/bulk", {
      body: { verb: act.verb, body: act.body, numbers: plans.map(({ ticket }) => ticket.number) },
      idempotencyKey: newKey(),
    });
  const rows: Showing["rows"] = {
    before: ({ ticket }) => rowBefore(ticket),
    after: ({ patch }) => patch,
  };
  show({ words: describe(act), begin, plans, rows, done: true, again: false });
}

type Showing = {
  readonly words: string;
  readonly begin: () => Promise<BulkRun>;
  readonly plans: readonly Plan[];
  /** The row as it was, and as it becomes; made as it is drawn. */
  readonly rows: { readonly [Side in "before" | "after"]: (plan: Plan) => Partial<TicketView> };
  /** Whether it leads to `after`; an undo leads to `before`. */
  readonly done: boolean;
  /** Whether it follows from an undo or redo, and leaves the stacks as they are. */
  readonly again: boolean;
};

/** Shows a run and follows it to its end. */
function show(showing: Showing): void {
  const { words, begin, plans, rows, done, again } = showing;
  const key = newKey();
  const begun = begin();
  const flip = () => {
    dismissRun(key);
    show({
      ...showing,
      words: done ? t("act.undo") : t("act.redone"),
      begin: async () => undoOf((await begun).act),
      done: !done,
      again: true,
    });
  };
  endStatus();
  runs.set([...runs.get(), { key, words, run: null, total: plans.length, undo: flip, back: !done }]);
  if (done) rememberUndo({ run: flip }, { again });
  else rememberRedo({ run: flip });
  const release = holdChanges();
  const shown = overlay(plans, done ? rows.after : rows.before, key);
  const end = () => {
    release();
    void shown.then(() =>
      dropOverlays(
        plans.map(({ ticket }) => ticket.number),
        key,
      ),
    );
  };
  begun
    .then((run) => follow(key, run, end))
    .catch((error: unknown) => {
      end();
      dismissRun(key);
      complain(t("act.notSaved", { action: words, detail: explain(error) }));
    });
}

async function undoOf(act: string): Promise<BulkRun> {
  const undone = await request<Undone>(`/api/v1/acts/${act}/undo`, { body: {}, idempotencyKey: newKey() });
  if (undone.bulk === null) throw new Error("What was done in bulk is taken back in bulk.");
  return undone.bulk;
}

/**
 * Some rows change at once, more than a screen holds, the rest over some frames,
 * so that no key waits for thousands; lists are computed anew at both ends only.
 */
async function overlay(
  plans: readonly Plan[],
  patchOf: (plan: Plan) => Partial<TicketView>,
  id: string,
): Promise<void> {
  const rows = (from: number, to: number) =>
    plans.slice(from, to).map((plan) => [plan.ticket.number, patchOf(plan)] as const);
  addOverlays(rows(0, rowsAtOnce), id);
  for (let from = rowsAtOnce; from < plans.length; from += rowsPerFrame) {
    await afterFrame();
    addOverlays(rows(from, from + rowsPerFrame), id, from + rowsPerFrame >= plans.length);
  }
}

/** Follows the undo of a run that another page began. */
export function followUndo(run: BulkRun): void {
  const key = newKey();
  const release = holdChanges();
  runs.set([...runs.get(), { key, words: t("act.undo"), run, total: run.total, undo: null, back: true }]);
  follow(key, run, release);
}

function follow(key: string, run: BulkRun, end: () => void): void {
  endings.set(run.id, end);
  put(key, early.get(run.id) ?? run);
  early.delete(run.id);
  void poll(run.id);
}

/** The live line brings it sooner; this is for when there is none. */
async function poll(id: number): Promise<void> {
  while (endings.has(id)) {
    await new Promise((resolve) => setTimeout(resolve, pollMs));
    if (!endings.has(id)) return;
    try {
      receiveRun(await request<BulkRun>(`/api/v1/bulk/${id}`));
    } catch {
      // no network: asked again
    }
  }
}

/** News of a run. */
export function receiveRun(run: BulkRun): void {
  const shown = runs.get().find((each) => each.run?.id === run.id);
  if (shown === undefined) early.set(run.id, run);
  else put(shown.key, run);
}

function put(key: string, run: BulkRun): void {
  const known = runs.get().find((each) => each.key === key)?.run;
  if (known !== null && known !== undefined && (known.state !== "running" || known.passed > run.passed))
    return;
  runs.set(runs.get().map((each) => (each.key === key ? { ...each, run, total: run.total } : each)));
  if (run.state === "running") return;
  endings.get(run.id)?.();
  endings.delete(run.id);
  // a good end is read and gone; one with refusals stays until it was dealt with
  if (run.refused === 0) setTimeout(() => dismissRun(key), 8000);
}

export function dismissRun(key: string): void {
  runs.set(runs.get().filter((each) => each.key !== key));
}

/** Leaves the tickets as they are that had no turn yet. */
export async function stopRun(id: number): Promise<void> {
  try {
    receiveRun(await request<BulkRun>(`/api/v1/bulk/${id}/stop`, { method: "POST", body: {} }));
  } catch (error) {
    complain(explain(error));
  }
}
