import type { TicketView } from "@kvit/contract/tickets";
import { ApiError, newKey, request } from "../api/request.ts";
import { afterFrame } from "./after-frame.ts";
import { addOverlay, dropOverlay, getTicket, ingestTickets, markLate } from "./tickets.ts";
import { signedIn } from "./session.ts";
import { createSignal } from "./signal.ts";
import { threadChanged } from "./threads.ts";
import type { Act } from "./predict.ts";

/** How long a change may go unconfirmed before it is marked "not saved yet". */
const lateAfterMs = 2000;

/** A change that was not even tried, because the one it takes back never was saved. */
export class Unneeded extends Error {}

type Job = {
  readonly number: number;
  readonly verb: Act["verb"];
  readonly body: unknown;
  readonly key: string;
  /** The key of an earlier change of the same ticket, without which this one is unneeded. */
  readonly needs: string | undefined;
  readonly done: (
    result:
      | { readonly ok: true; readonly ticket: TicketView }
      | { readonly ok: false; readonly error: unknown },
  ) => void;
};

/** Changes that the server does not have yet. */
export const unsaved = createSignal(0);
const queues = new Map<number, Job[]>();
const refused = new Set<string>();
/** The server's names for what was saved here, by the keys it was saved under. */
const acts = new Map<string, string>();
const submitted = new Set<string>();
/** Whether a change was begun since the page was loaded: an undo that needs it can then name it. */
export const isOfThisVisit = (key: string): boolean => submitted.has(key);

/**
 * Shows a change at once and saves it in the background, after earlier changes
 * of the same ticket. The promise is rejected when the server refused it; by
 * then the change is taken off the screen again.
 */
export function submit(
  number: number,
  act: Act,
  patch: Partial<TicketView>,
  { key = newKey(), needs }: { readonly key?: string; readonly needs?: string } = {},
): Promise<TicketView> {
  submitted.add(key);
  const body = withExpectedStatus(act, getTicket(number));
  addOverlay(number, { id: key, patch, late: false });
  const late = setTimeout(() => markLate(number, key), lateAfterMs);
  unsaved.set(unsaved.get() + 1);
  return new Promise((resolve, reject) => {
    const done: Job["done"] = (result) => {
      clearTimeout(late);
      unsaved.set(unsaved.get() - 1);
      if (result.ok) ingestTickets([result.ticket]);
      dropOverlay(number, key);
      threadChanged(number);
      if (result.ok) resolve(result.ticket);
      else {
        refused.add(key);
        reject(result.error);
      }
    };
    enqueue({ number, verb: act.verb, body, key, needs, done });
  });
}

/** Verbs whose outcome depends on the status; the others are right in any. */
const mindsStatus: ReadonlySet<Act["verb"]> = new Set([
  "reply",
  "resolve",
  "confirm",
  "reject",
  "reopen",
  "close",
  "postpone",
  "wake",
  "spam",
  "not-spam",
  "delete",
  "restore",
]);

/** They say which status the person saw, so that the server refuses a stale one. */
function withExpectedStatus(act: Act, ticket: TicketView | undefined): unknown {
  if (ticket === undefined || !mindsStatus.has(act.verb)) return act.body;
  return { ...act.body, expectedStatus: ticket.status };
}

function enqueue(job: Job): void {
  const queue = queues.get(job.number);
  if (queue !== undefined) {
    queue.push(job);
    return;
  }
  queues.set(job.number, [job]);
  void drain(job.number);
}

async function drain(number: number): Promise<void> {
  const queue = queues.get(number);
  if (queue === undefined) return;
  // sending takes the browser some milliseconds: what the person did is on the screen first
  await afterFrame();
  for (let job = queue[0]; job !== undefined; job = queue[0]) {
    const unneeded = job.needs !== undefined && refused.has(job.needs);
    job.done(unneeded ? { ok: false, error: new Unneeded() } : await save(job));
    queue.shift();
  }
  queues.delete(number);
}

/** Repeats, with the same key, until there is an answer; a refusal is an answer, and so is the fifth fault. */
async function save(job: Job): Promise<Parameters<Job["done"]>[0]> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const path = `/api/v1/tickets/${job.number}/${job.verb}`;
      const ticket = await request<TicketView>(path, {
        body: bodyOf(job),
        idempotencyKey: job.key,
        onAct: (act) => acts.set(job.key, act),
      });
      return { ok: true, ticket };
    } catch (error) {
      if (!isPassing(error, attempt)) return { ok: false, error };
      await networkOr(Math.min(15_000, 400 * 2 ** attempt));
    }
  }
}

/** An undo names what it takes back: this person may have done something since, on another device. */
function bodyOf({ verb, body, needs }: Job): unknown {
  const act = verb === "undo" && needs !== undefined ? acts.get(needs) : undefined;
  return act === undefined ? body : { act, ...Object(body) };
}

/** Tries after which a key of ours that is said to be in use is believed to be stuck: more than a minute of them. */
const mostTriesInUse = 10;

function isPassing(error: unknown, attempt: number): boolean {
  if (!(error instanceof ApiError)) return false;
  if (error.status === 0) return true;
  // an earlier try of this very change, whose answer was lost, is still under way
  if (error.problem?.code === "idempotency-running") return attempt < mostTriesInUse;
  return attempt < 5 && (error.status === 429 || error.status >= 502);
}

const networkOr = (milliseconds: number) =>
  new Promise<void>((resolve) => {
    const finish = () => {
      clearTimeout(timer);
      removeEventListener("online", finish);
      resolve();
    };
    const timer = setTimeout(finish, milliseconds);
    addEventListener("online", finish);
  });

/** Asks before a tab closes on changes that were not saved and still can be. */
export function guardUnload(): void {
  addEventListener("beforeunload", (event) => {
    if (unsaved.get() > 0 && signedIn() !== null) event.preventDefault();
  });
}
