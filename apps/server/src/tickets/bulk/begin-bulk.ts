import { randomUUID } from "node:crypto";
import { bulkVerbs, mostInBulk, type BeginBulk, type BulkFilter, type BulkVerb } from "@kvit/contract/acts";
import { verbs } from "@kvit/contract/tickets";
import type { Instant, JsonObject } from "@kvit/domain/kernel";
import { visibility } from "@kvit/domain/permissions";
import { AppError } from "../../platform/app-error.ts";
import type { Principal } from "../../platform/http/principal.ts";
import type { Tx } from "../../platform/postgres/pool.ts";
import { trusted } from "../../platform/postgres/trusted-json.ts";
import { insertAct } from "../acts/acts.queries.ts";
import { detailOf } from "../acts/record-act.ts";
import { listTickets } from "../list-tickets.ts";
import { readFilter, type FilterNames } from "../ticket-filter.ts";
import type { TicketsDeps } from "../tickets-deps.ts";
import { insertRun } from "./bulk-runs.queries.ts";

/** The tickets a request means, each once. Throws bad-request for a body the verb does not take, and for too many. */
export async function readRequest(
  deps: TicketsDeps,
  caller: Principal,
  { given, names }: { readonly given: BeginBulk; readonly names: FilterNames },
): Promise<{ verb: BulkVerb; body: JsonObject; numbers: readonly number[] }> {
  const body = trusted<JsonObject>(verbs[given.verb].parse(given.body ?? {}));
  const numbers =
    given.numbers ?? (await numbersOf(deps, caller, await readFilter(withSort(given.filter), names)));
  return { verb: given.verb, body, numbers: [...new Set(numbers)] };
}

const withSort = (filter: BulkFilter = {}) => ({ ...filter, sort: "created", limit: 200 }) as const;

/** Pages are read one after the other, so that nobody waits for all of them at once. */
async function numbersOf(
  deps: TicketsDeps,
  caller: Principal,
  filter: Awaited<ReturnType<typeof readFilter>>,
): Promise<number[]> {
  const numbers: number[] = [];
  let cursor: string | undefined;
  do {
    const page = await listTickets(deps, {
      accountId: caller.accountId,
      visibility: visibility(caller.agent),
      filter,
      sort: "created",
      limit: 500,
      cursor,
    });
    for (const item of page.items) numbers.push(trusted<{ number: number }>(JSON.parse(item)).number);
    cursor = page.next ?? undefined;
    if (numbers.length > mostInBulk) throw tooMany();
  } while (cursor !== undefined);
  if (numbers.length === 0) throw unfit("No ticket is among these.");
  return numbers;
}

const unfit = (detail: string): AppError =>
  new AppError("bad-request", { detail, errors: [{ path: "filter", message: detail }] });
const tooMany = (): AppError =>
  unfit(`These are more than ${mostInBulk} tickets. Narrow the filter and do it in parts.`);

type Beginning = {
  readonly verb: string;
  readonly body: JsonObject;
  readonly numbers: readonly number[];
  readonly undoOf: string | null;
  readonly at: Instant;
};

/** Writes a run down, and its act on the agent's stack. Answers its key. */
export async function beginRun(
  tx: Tx,
  { accountId, agent, via }: Principal,
  { verb, body, numbers, undoOf, at }: Beginning,
): Promise<number> {
  const act = randomUUID();
  await insertAct(tx, accountId, {
    id: act,
    agentId: agent.id,
    at,
    verb,
    detail: detailOf(body),
    numbers,
    undoOf,
  });
  return insertRun(tx, { accountId, act, agentId: agent.id, via, verb, body, undoOf, numbers, madeAt: at });
}

export const isBulkVerb = (verb: string): verb is BulkVerb => bulkVerbs.some((each) => each === verb);
