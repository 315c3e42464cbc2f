import type { TicketView } from "@kvit/contract/tickets";
import { complain, dismissToast, say } from "../app/toasts.ts";
import { explain, refusalSentence } from "../api/explain.ts";
import { currentWords, t } from "../i18n/language.ts";
import { place } from "../keys/registry.ts";
import { setCurrent } from "./list.ts";
import { submit } from "./mutations.ts";
import { predict, type Act } from "./predict.ts";
import { signedIn } from "./session.ts";
import { getThread } from "./threads.ts";
import { getTicket } from "./tickets.ts";

type Undoable = {
  readonly before: readonly TicketView[];
  readonly toast: number;
  readonly onUndo: (() => void) | undefined;
};
export type ActOptions = {
  /** Called after the act was taken back by hand, to give back what the server does not keep. */
  readonly onUndo?: () => void;
  /** Leaves out the toast, for acts that show themselves otherwise. */
  readonly quiet?: boolean;
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
export function perform(numbers: readonly number[], act: Act, options: ActOptions = {}): boolean {
  const world = signedIn();
  if (world === null) return false;
  const now = new Date().toISOString();
  const plans = numbers.flatMap((number) => {
    const ticket = getTicket(number);
    return ticket === undefined
      ? []
      : [{ ticket, result: guarded(ticket, act, () => predict(ticket, act, world, now)) }];
  });
  const refused = plans.find(({ result }) => !result.ok);
  if (refused !== undefined && !refused.result.ok) complainOf(refused.result.reason);
  const willing = plans.flatMap(({ ticket, result }) => (result.ok ? [{ ticket, patch: result.patch }] : []));
  if (willing.length === 0) return false;
  for (const { ticket, patch } of willing) void submit(ticket.number, act, patch).catch(reportFailure(act));
  const toast = options.quiet === true ? 0 : announce(act, willing.length);
  if (!final.has(act.verb)) {
    undoable.push({ before: willing.map(({ ticket }) => ticket), toast, onUndo: options.onUndo });
    undoable.splice(0, undoable.length - undoLimit);
  }
  return true;
}

/** What the server said of this person's rights on this ticket goes before the table. */
function guarded<Result>(
  ticket: TicketView,
  act: Act,
  run: () => Result,
): Result | { readonly ok: false; readonly reason: string } {
  const thread = getThread(ticket.number);
  const fresh = thread !== null && thread.ticket.version === ticket.version;
  const reason = fresh ? (thread.may[act.verb] ?? null) : null;
  return reason === null ? run() : { ok: false, reason };
}

/** Takes back the last act, on all its tickets. */
export function undoLast(): void {
  const last = undoable.pop();
  if (last === undefined) {
    say(t("act.nothingToUndo"));
    return;
  }
  dismissToast(last.toast);
  const act: Act = { verb: "undo", body: {} };
  for (const before of last.before) {
    void submit(before.number, act, rowBefore(before)).catch(reportFailure(act));
  }
  const only = last.before.length === 1 ? last.before[0] : undefined;
  if (only !== undefined && place.get() === "list") setCurrent(only.number);
  last.onUndo?.();
  say(t("act.undo"));
}

/** The row as it was, without what only the server counts. */
function rowBefore(before: TicketView): Partial<TicketView> {
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
  return t(`act.${act.verb}`);
}

const agentName = (email: string) => signedIn()?.agents.find((agent) => agent.email === email)?.name ?? email;
const departmentName = (key: number | string) =>
  signedIn()?.departments.find(({ id, name }) => id === key || name === key)?.name ?? String(key);

const complainOf = (reason: string) => complain(refusalSentence(reason) ?? t("refusal.not-allowed"));
const reportFailure = (act: Act) => (error: unknown) => {
  complain(t("act.notSaved", { action: describe(act), detail: explain(error) }));
};
