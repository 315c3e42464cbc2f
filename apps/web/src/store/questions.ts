import type { TicketView } from "@kvit/contract/tickets";
import { secondThoughtsSeconds } from "@kvit/domain/tickets";
import { explain } from "../api/explain.ts";
import { ApiError, newKey, request } from "../api/request.ts";
import { complain, endStatus, say, speak } from "../app/toasts.ts";
import { t } from "../i18n/language.ts";
import { createSignal } from "./signal.ts";
import { getTicket, ticketsChanged } from "./tickets.ts";

/** The question "is it solved?" that a resolve leads to, while the server holds it. */
export type Question = {
  readonly key: string;
  /** How many tickets were resolved at once. */
  readonly resolved: number;
  /** Those whose customers will be asked. */
  readonly numbers: readonly number[];
  /** When it was resolved and when the mail leaves, in epoch milliseconds. */
  readonly at: number;
  readonly until: number;
  /** Takes the resolve back, and the question with it. */
  readonly undo: () => void;
  /** Settled once the server has the resolve, or refused it. */
  readonly saved: Promise<unknown>;
};

/** The questions that can still be taken back, newest last. */
export const questions = createSignal<readonly Question[]>([]);
const waiting = new Map<string, Question>();

const holdMs = secondThoughtsSeconds * 1000;
/** An answer that took longer than this makes the hold end later than was shown. */
const slowMs = 3000;
/** The answer to the key is on the screen before it is told. */
const speakAfterMs = 150;

/** Whether the customer of a ticket is written to at all. */
export const isAsked = ({ requester: { email } }: TicketView): boolean =>
  email !== null && !email.endsWith(".invalid");

export type Resolving = { readonly ticket: TicketView; readonly saved: Promise<unknown> };

/** Shows, in place of a toast, that customers will be asked. Answers the question's key. */
export function holdQuestion(resolving: readonly Resolving[], undo: () => void): string {
  const asked = resolving.filter(({ ticket }) => isAsked(ticket));
  const saved = Promise.allSettled(asked.map((each) => each.saved));
  const numbers = asked.map(({ ticket }) => ticket.number);
  const [key, at] = [newKey(), Date.now()];
  endStatus();
  const words = () => t("act.asks", { count: numbers.length, seconds: secondThoughtsSeconds });
  setTimeout(() => {
    // not over what was said when it was taken back or sent meanwhile
    if (waiting.has(key)) speak(words());
  }, speakAfterMs);
  put({ key, resolved: resolving.length, numbers, at, until: at + holdMs, undo, saved });
  void followSaving(key, at, saved);
  return key;
}

type Savings = Promise<readonly PromiseSettledResult<unknown>[]>;
/** The server holds a question from when it got the resolve; what it refused is not asked. */
async function followSaving(key: string, at: number, saved: Savings): Promise<void> {
  const results = await saved;
  const question = waiting.get(key);
  if (question === undefined) return;
  const now = Date.now();
  const until = now > at + slowMs ? now + holdMs : question.until;
  const numbers = question.numbers.filter((_number, index) => results[index]?.status === "fulfilled");
  put({ ...question, numbers, until });
  setTimeout(() => endQuestion(key), until - now);
}

/** Takes a question off the screen, as its resolve is undone. Answers whether it had left before. */
export function endQuestion(key: string): boolean {
  const left = !waiting.delete(key);
  refresh();
  return left;
}

function put(question: Question): void {
  waiting.set(question.key, question);
  refresh();
  setTimeout(refresh, question.until - Date.now());
}

/** It is not asked any more once things have moved on. */
function refresh(): void {
  const now = Date.now();
  const next = [...waiting.values()].filter(
    ({ until, numbers }) => until > now && numbers.some((number) => getTicket(number)?.status === "resolved"),
  );
  const shown = questions.get();
  if (next.length !== shown.length || next.some((question, index) => question !== shown[index]))
    questions.set(next);
}

/** Ends the wait: the customers are asked now. */
export async function askNow({ key, numbers, saved }: Question): Promise<void> {
  endQuestion(key);
  await saved;
  const answers = await Promise.allSettled(
    numbers.map(async (number) =>
      request(`/api/v1/tickets/${number}/question/send-now`, { method: "POST", body: {} }),
    ),
  );
  const failed = answers.find((answer) => answer.status === "rejected" && !hasLeft(answer.reason));
  if (failed?.status === "rejected") complain(explain(failed.reason));
  else say(t("act.asked"));
}

const hasLeft = (error: unknown) => error instanceof ApiError && error.problem?.code === "already-sent";

ticketsChanged.subscribe(() => {
  if (waiting.size > 0) refresh();
});
