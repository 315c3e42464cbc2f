import { Worker } from "node:worker_threads";
import { sha256Hex } from "../platform/digest.ts";
import type { PostgresConnection } from "../platform/postgres/connection.ts";
import type { Db } from "../platform/postgres/pool.ts";
import { checkTicket } from "./check-ticket.ts";
import {
  findTicketId,
  readEvidence,
  selectAccountIds,
  selectRangeStarts,
  type Evidence,
  type TicketRange,
} from "./evidence.queries.ts";
import type { Problem } from "./problem.ts";
import { verifyRange, type RangeResult } from "./verify-range.ts";
import { rangesPerWorker, type WorkerAnswer } from "./verify-worker.ts";

export type Verdict = {
  readonly tickets: number;
  readonly events: number;
  readonly messages: number;
  /** The first ones found, in the order of the tickets. */
  readonly problems: readonly Problem[];
  readonly problemCount: number;
};

export type VerifyOptions = {
  /** Each worker opens connections of its own. */
  readonly connection: PostgresConnection;
  readonly workers?: number;
  /** Tickets read at once. */
  readonly rangeSize?: number;
  readonly onProgress?: (done: {
    readonly ranges: number;
    readonly of: number;
    readonly tickets: number;
  }) => void;
};

/** A broken desk shall not fill the memory with its problems. */
const keptProblems = 1000;
const defaultRangeSize = 250;
/** What a range leaves behind is dead before the next: room for more of them at once costs less collecting. */
const maxYoungGenerationSizeMb = 96;
/** So little is done before a thread has started. */
const fewRanges = 4;

/**
 * Proves every ticket of every account against its history, in threads side by
 * side. Each range is read at one moment, so a desk at work can be verified.
 */
export async function verifyAllTickets(db: Db, options: VerifyOptions): Promise<Verdict> {
  const ranges = await rangesOf(db, options.rangeSize ?? defaultRangeSize);
  const verdict = startVerdict();
  let done = 0;
  const onResult = (result: RangeResult): void => {
    addTo(verdict, result);
    options.onProgress?.({ ranges: (done += 1), of: ranges.length, tickets: verdict.tickets });
  };
  if (ranges.length > fewRanges) await shareOut(ranges, options, onResult);
  else for (const range of ranges) onResult(await verifyRange(db, range, sha256Hex));
  verdict.problems.sort((one, other) => one.ticketId - other.ticketId || (one.seq ?? 0) - (other.seq ?? 0));
  return verdict;
}

/** Proves one ticket; null when no account has one with this number. */
export async function verifyOneTicket(db: Db, number: number): Promise<Verdict | null> {
  const verdict = startVerdict();
  for (const accountId of await selectAccountIds(db)) {
    const id = await findTicketId(db, accountId, number);
    if (id !== null) addTo(verdict, await verifyRange(db, rangeOfOne(accountId, id), sha256Hex));
  }
  return verdict.tickets === 0 ? null : verdict;
}

export type TicketProof = {
  /** All that was looked at, as it stood at one moment. */
  readonly evidence: Evidence;
  readonly problems: readonly Problem[];
};

/** Proves one ticket whose key is known; null when nothing of it is left. */
export async function proveTicket(db: Db, accountId: number, ticketId: number): Promise<TicketProof | null> {
  const [evidence] = await readEvidence(db, rangeOfOne(accountId, ticketId));
  return evidence === undefined ? null : { evidence, problems: checkTicket(evidence, sha256Hex) };
}

const rangeOfOne = (accountId: number, id: number): TicketRange => ({ accountId, from: id, below: id + 1 });

/** Together they cover every key there can be, so that remains without a ticket are found as well. */
async function rangesOf(db: Db, size: number): Promise<TicketRange[]> {
  const ranges: TicketRange[] = [];
  for (const accountId of await selectAccountIds(db)) {
    const starts = await selectRangeStarts(db, accountId, size);
    const edges = [Number.MIN_SAFE_INTEGER, ...starts.slice(1)];
    edges.forEach((from, index) => ranges.push({ accountId, from, below: edges[index + 1] ?? null }));
  }
  return ranges;
}

async function shareOut(
  ranges: readonly TicketRange[],
  { connection, workers = 2 }: VerifyOptions,
  onResult: (result: RangeResult) => void,
): Promise<void> {
  const waiting = ranges.values();
  const file = new URL("./verify-worker.ts", import.meta.url);
  const team = Array.from(
    { length: Math.min(workers, ranges.length) },
    () => new Worker(file, { workerData: { connection }, resourceLimits: { maxYoungGenerationSizeMb } }),
  );
  try {
    await Promise.all(team.map(async (worker) => keepBusy(worker, waiting, onResult)));
  } finally {
    await Promise.all(team.map(async (worker) => worker.terminate()));
  }
}

/** Resolves once nothing is waiting any more and this worker has answered all it was sent and closed its connections. */
async function keepBusy(
  worker: Worker,
  waiting: Iterator<TicketRange>,
  onResult: (result: RangeResult) => void,
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let underWay = 0;
  const send = () => {
    const { done, value } = waiting.next();
    if (done !== true) {
      worker.postMessage(value, []);
      underWay += 1;
    } else if (underWay === 0) worker.postMessage("end", []);
  };
  worker.on("message", (answer: WorkerAnswer) => {
    underWay -= 1;
    if (answer.ok) onResult(answer.result);
    else reject(new Error(answer.error));
    send();
  });
  worker.on("error", reject);
  worker.on("exit", () => resolve());
  for (let index = 0; index < rangesPerWorker; index += 1) send();
  await promise;
}

type Tally = { tickets: number; events: number; messages: number; problems: Problem[]; problemCount: number };

function startVerdict(): Tally {
  return { tickets: 0, events: 0, messages: 0, problems: [], problemCount: 0 };
}

function addTo(verdict: Tally, result: RangeResult): void {
  verdict.tickets += result.tickets;
  verdict.events += result.events;
  verdict.messages += result.messages;
  verdict.problemCount += result.problems.length;
  verdict.problems.push(...result.problems.slice(0, keptProblems - verdict.problems.length));
}
