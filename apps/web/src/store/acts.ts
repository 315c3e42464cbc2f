import type { TicketView } from "@kvit/contract/tickets";
import { complain, dismissToast, say } from "../app/toasts.ts";
import { explain, refusalSentence } from "../api/explain.ts";
import { currentWords, t } from "../i18n/language.ts";
import { newKey } from "../api/request.ts";
import { place } from "../keys/registry.ts";
import { afterFrame } from "./after-frame.ts";
import { setCurrent } from "./list.ts";
import { submit, Unneeded } from "./mutations.ts";
import { predict, type Act, type Prediction } from "./predict.ts";
import { endQuestion, holdQuestion, isAsked } from "./questions.ts";
import { signedIn, type SignedIn } from "./session.ts";
import { getThread } from "./threads.ts";
import { getTicket } from "./tickets.ts";

/** One thing that `z` takes back. */
type Undoable = {
  readonly run: () => void;
  /** False once it is too late; it is then passed over. */
  readonly stillThere?: () => boolean;
};

const undoable: Undoable[] = [];
const undoLimit = 50;
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
  const done = new Map<string, TicketView>();
  const resolving = willing.map(({ ticket, patch }) => {
    const key = newKey();
    done.set(key, ticket);
    const saved = submit(ticket.number, act, patch, { key });
    saved.catch((error: unknown) => {
      done.delete(key);
      reportFailure(act)(error);
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

/** Makes something the next that `z` takes back. */
export function rememberUndo(entry: Undoable): void {
  undoable.push(entry);
  undoable.splice(0, undoable.length - undoLimit);
}

/** What an act will make of a ticket; what the server said of this person's rights on it goes before the table. */
export function guarded(ticket: TicketView, act: Act, world: SignedIn, now: string): Prediction {
  const thread = getThread(ticket.number);
  const fresh = thread !== null && thread.ticket.version === ticket.version;
  const reason = fresh ? (thread.may[act.verb] ?? null) : null;
  return reason === null ? predict(ticket, act, world, now) : { ok: false, reason };
}

/** Takes back the last act, on all its tickets. */
export function undoLast(): void {
  let last = undoable.pop();
  while (last?.stillThere?.() === false) last = undoable.pop();
  if (last === undefined) say(t("act.nothingToUndo"));
  else last.run();
}

/** What was done to which ticket, by the key it was saved under: the ticket as it was before. */
type Done = ReadonlyMap<string, TicketView>;
/** The toast that says it, or the key of the question that waits in its place. */
type Said = number | string;

/** Also from the line of a question, whatever else was done to the tickets since. */
function takeBack(done: Map<string, TicketView>, said: Said): void {
  const act: Act = { verb: "undo", body: {} };
  // what was done last is taken back first: several may have been merged into one
  for (const [key, before] of [...done].toReversed())
    submit(before.number, act, rowBefore(before), { needs: key }).catch(reportFailure(act));
  sayUndone(done, said);
  done.clear();
}

function sayUndone(done: Done, said: Said): void {
  const hasAsked = typeof said === "string" && endQuestion(said);
  if (typeof said === "number") dismissToast(said);
  const only = done.size === 1 ? [...done.values()][0] : undefined;
  if (only !== undefined && place.get() === "list") setCurrent(only.number);
  // the tickets are on the screen as they were before it is said
  void afterFrame().then(() => say(t(hasAsked ? "act.undoneAsked" : "act.undo")));
}

/** The row as it was, without what only the server counts. */
export function rowBefore(before: TicketView): Partial<TicketView> {
  const {
    version: _version,
    updatedAt: _updatedAt,
    messageCount: _count,
    preview: _preview,
    ...row
  } = before;
  return row;
}

function announce(act: Act, count: number): number {
  const words = describe(act);
  const text = count === 1 ? words : t("queue.bulkDone", { count, action: words });
  const action = { label: t("common.undo"), keys: "app.undo", run: undoLast };
  return say(text, final.has(act.verb) ? undefined : action);
}

function describe(act: Act): string {
  if (act.verb === "assign") {
    const { agent } = act.body;
    return agent === null ? t("act.unassign") : t("act.assign", { name: agentName(agent) });
  }
  if (act.verb === "transfer") return t("act.transfer", { name: departmentName(act.body.department) });
  if (act.verb === "prioritise") return t("act.prioritise", { name: t(`priority.${act.body.priority}`) });
  if (act.verb === "postpone") {
    return "until" in act.body
      ? t("act.postpone", { at: currentWords().format.moment(Date.parse(act.body.until)) })
      : t("act.postponeReply");
  }
  if (act.verb === "merge") return t("act.merge", { number: act.body.into });
  if (act.verb === "link") return t("act.link", { number: act.body.ticket });
  return t(`act.${act.verb}`);
}

const agentName = (email: string) => signedIn()?.agents.find((agent) => agent.email === email)?.name ?? email;
const departmentName = (key: number | string) =>
  signedIn()?.departments.find(({ id, name }) => id === key || name === key)?.name ?? String(key);

export const complainOf = (reason: string): void => {
  complain(refusalSentence(reason) ?? t("refusal.not-allowed"));
};
const reportFailure = (act: Act) => (error: unknown) => {
  if (error instanceof Unneeded) return;
  complain(t("act.notSaved", { action: describe(act), detail: explain(error) }));
};
