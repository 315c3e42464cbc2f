import type { TicketView } from "@kvit/contract/tickets";
import { complain, dismissToast, say } from "../app/toasts.ts";
import { explain, refusalSentence } from "../api/explain.ts";
import { t } from "../i18n/language.ts";
import { newKey } from "../api/request.ts";
import { place } from "../keys/registry.ts";
import { afterFrame } from "./after-frame.ts";
import { isBulkVerb, mostSingly, performInBulk, type Plan } from "./bulk.ts";
import { describe } from "./describe-act.ts";
import { setCurrent } from "./list.ts";
import { submit, Unneeded } from "./mutations.ts";
import { predict, type Act, type Prediction } from "./predict.ts";
import { endQuestion, holdQuestion, isAsked } from "./questions.ts";
import { rowBefore } from "./row-before.ts";
import { signedIn, type SignedIn } from "./session.ts";
import { getThread } from "./threads.ts";
import { getTicket } from "./tickets.ts";
import { rememberRedo, rememberUndo } from "./steps.ts";
import { redoLast, undoLast } from "./undo-stack.ts";

/** Acts that the server takes back on request. */
const final: ReadonlySet<Act["verb"]> = new Set(["purge", "undo", "note", "attempt"]);

/**
 * Does one thing to one or many tickets: shown at once, saved in the
 * background, taken back as one by `undoLast`. A ticket that refuses is left as
 * it is and its reason is said.
 */
export function perform(numbers: readonly number[], act: Act): boolean {
  const world = signedIn();
  if (world === null) return false;
  const now = new Date().toISOString();
  const plans = numbers.flatMap((number) => {
    const ticket = getTicket(number);
    return ticket === undefined ? [] : [{ ticket, result: guarded(ticket, act, world, now) }];
  });
  const refused = plans.find(({ result }) => !result.ok);
  if (refused !== undefined && !refused.result.ok) complainOf(refused.result.reason);
  const willing = plans.flatMap(({ ticket, result }) => (result.ok ? [{ ticket, patch: result.patch }] : []));
  if (willing.length === 0) return false;
  if (isBulkVerb(act.verb) && willing.length > mostSingly) {
    performInBulk(act, willing);
    return true;
  }
  const done: Done = new Map();
  const resolving = willing.map(({ ticket, patch }) => {
    const key = newKey();
    done.set(key, { ticket, patch });
    const saved = submit(ticket.number, act, patch, { key });
    saved.catch((error: unknown) => {
      done.delete(key);
      reportFailure(act, ticket.number)(error);
    });
    return { ticket, saved };
  });
  const said =
    act.verb === "resolve" && willing.some(({ ticket }) => isAsked(ticket))
      ? holdQuestion(resolving, () => takeBack(done, said))
      : announce(act, willing.length);
  if (!final.has(act.verb))
    rememberUndo({ run: () => takeBack(done, said), stillThere: () => done.size > 0 });
  return true;
}

/** What an act will make of a ticket; what the server said of this person's rights on it goes before the table. */
export function guarded(ticket: TicketView, act: Act, world: SignedIn, now: string): Prediction {
  const thread = getThread(ticket.number);
  const fresh = thread !== null && thread.ticket.version === ticket.version;
  const reason = fresh ? (thread.may[act.verb] ?? null) : null;
  return reason === null ? predict(ticket, act, world, now) : { ok: false, reason };
}

/** What was done to which ticket: the key it was saved under, the ticket as it was before, and what became of it. */
type Done = Map<string, Plan>;
/** The toast that says it, or the key of the question that waits in its place. */
type Said = number | string;

/** Also from the line of a question, whatever else was done to the tickets since. */
function takeBack(done: Done, said: Said): void {
  const entries = [...done].map(([key, plan]) => ({ key, ...plan }));
  // what was done last is taken back first: several may have been merged into one
  turn(entries.toReversed(), "back");
  sayUndone(done, said);
  done.clear();
}

type Entry = Plan & { readonly key: string };

/** Undoes, or does again by undoing the undo; each way is remembered as the next of the other. */
function turn(entries: readonly Entry[], way: "back" | "again"): void {
  const act: Act = { verb: "undo", body: {} };
  const left = new Set<Entry>();
  const next = entries.map(({ ticket, patch, key: needs }) => {
    const key = newKey();
    const entry = { ticket, patch, key };
    left.add(entry);
    submit(ticket.number, act, way === "back" ? rowBefore(ticket) : patch, { key, needs }).catch(
      (error: unknown) => {
        left.delete(entry);
        reportFailure(act, ticket.number)(error);
      },
    );
    return entry;
  });
  const step = (run: () => void) => ({ run, stillThere: () => left.size > 0 });
  const living = () => next.filter((entry) => left.has(entry)).toReversed();
  if (way === "back")
    rememberRedo(
      step(() => {
        turn(living(), "again");
        say(t("act.redone"), { label: t("common.undo"), keys: "app.undo", run: undoLast });
      }),
    );
  else
    rememberUndo(
      step(() => {
        turn(living(), "back");
        say(t("act.undo"), { label: t("common.redo"), keys: "app.redo", run: redoLast });
      }),
      { again: true },
    );
}

function sayUndone(done: ReadonlyMap<string, Plan>, said: Said): void {
  const hasAsked = typeof said === "string" && endQuestion(said);
  if (typeof said === "number") dismissToast(said);
  const only = done.size === 1 ? [...done.values()][0]?.ticket : undefined;
  if (only !== undefined && place.get() === "list") setCurrent(only.number);
  // the tickets are on the screen as they were before it is said
  void afterFrame().then(() =>
    say(t(hasAsked ? "act.undoneAsked" : "act.undo"), {
      label: t("common.redo"),
      keys: "app.redo",
      run: redoLast,
    }),
  );
}

function announce(act: Act, count: number): number {
  const words = describe(act);
  const text = count === 1 ? words : t("queue.bulkDone", { count, action: words });
  const action = { label: t("common.undo"), keys: "app.undo", run: undoLast };
  return say(text, final.has(act.verb) ? undefined : action);
}

export const complainOf = (reason: string): void => {
  complain(refusalSentence(reason) ?? t("refusal.not-allowed"));
};
const reportFailure = (act: Act, number: number) => (error: unknown) => {
  if (error instanceof Unneeded) return;
  const action = act.verb === "undo" ? t("act.undoOf", { number }) : describe(act);
  complain(t("act.notSaved", { action, detail: explain(error) }));
};
