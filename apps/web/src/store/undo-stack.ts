import type { ActView, Undone } from "@kvit/contract/acts";
import { complain, say } from "../app/toasts.ts";
import { explain } from "../api/explain.ts";
import { newKey, request } from "../api/request.ts";
import { t } from "../i18n/language.ts";
import { followUndo } from "./bulk.ts";
import { describeStored } from "./describe-act.ts";
import { nextRedo, nextUndo, rememberRedo, rememberUndo } from "./steps.ts";
import { ingestTickets } from "./tickets.ts";
import { threadChanged } from "./threads.ts";

/** Takes back the last act, on all its tickets; when this page did none, the newest this person did anywhere. */
export function undoLast(): void {
  const last = nextUndo();
  if (last === undefined) void takeStored(nextToUndo, "undo");
  else last.run();
}

/** Does again what was taken back last. */
export function redoLast(): void {
  const last = nextRedo();
  if (last === undefined) void takeStored(nextToRedo, "redo");
  else last.run();
}

const nextToUndo = (acts: readonly ActView[]): string | undefined =>
  acts.find(({ undoOf, cannot }) => undoOf === null && cannot === null)?.id;

/** Only what was taken back last: after a newer act there is nothing to do again. */
function nextToRedo(acts: readonly ActView[]): string | undefined {
  const newest = acts.find(({ undoOf }) => undoOf === null);
  const back = acts.find(
    ({ undoneBy, undoOf, cannot }) => undoneBy === null && undoOf !== null && cannot === null,
  );
  return newest?.undoneBy === null ? undefined : back?.id;
}

async function loadActs(): Promise<readonly ActView[]> {
  return (await request<{ items: readonly ActView[] }>("/api/v1/acts")).items;
}

async function takeStored(
  choose: (acts: readonly ActView[]) => string | undefined,
  way: "undo" | "redo",
): Promise<void> {
  try {
    const id = choose(await loadActs());
    if (id === undefined) say(t(way === "undo" ? "act.nothingToUndo" : "act.nothingToRedo"));
    else await takeBackStored(id);
  } catch (error) {
    complain(explain(error));
  }
}

/** Takes back an act by the server's name for it, and offers to do it again. Says what it was, or why not. */
export async function takeBackStored(id: string): Promise<void> {
  try {
    const undone = await request<Undone>(`/api/v1/acts/${id}/undo`, { body: {}, idempotencyKey: newKey() });
    ingestTickets(undone.tickets);
    for (const { number } of undone.tickets) threadChanged(number);
    const { undid } = undone;
    const step = { run: () => void takeBackStored(undone.act) };
    if (undid.undoOf === null) rememberRedo(step);
    else rememberUndo(step, { again: true });
    if (undone.bulk !== null) return followUndo(undone.bulk);
    const words = t("act.tookBack", { count: undid.count, action: describeStored(undid) });
    if (undid.undoOf === null) say(words, { label: t("common.redo"), keys: "app.redo", run: redoLast });
    else say(t("act.redone"), { label: t("common.undo"), keys: "app.undo", run: undoLast });
  } catch (error) {
    complain(explain(error));
  }
}
