/** One of the threads that verify side by side. Is sent ranges, answers results, ends when its port is closed. */
import { parentPort, workerData } from "node:worker_threads";
import { sha256Hex } from "../platform/digest.ts";
import type { PostgresConnection } from "../platform/postgres/connection.ts";
import { createPool } from "../platform/postgres/pool.ts";
import { trusted } from "../platform/postgres/trusted-json.ts";
import type { TicketRange } from "./evidence.queries.ts";
import { verifyRange, type RangeResult } from "./verify-range.ts";

export type WorkerAnswer =
  | { readonly ok: true; readonly result: RangeResult }
  | { readonly ok: false; readonly error: string };

/** Two ranges at once: while one is being read the other is being checked. */
export const rangesPerWorker = 2;

const port = parentPort;
if (port !== null) {
  const { connection } = trusted<{ connection: PostgresConnection }>(workerData);
  const { db, close } = createPool(connection, silentLog(), { max: rangesPerWorker, statementTimeoutMs: 0 });
  const answer = async (range: TicketRange): Promise<WorkerAnswer> => {
    try {
      return { ok: true, result: await verifyRange(db, range, sha256Hex) };
    } catch (error) {
      return { ok: false, error: error instanceof Error ? error.message : String(error) };
    }
  };
  port.on("message", (range: TicketRange | "end") => {
    if (range === "end") void close().then(() => port.close());
    else void answer(range).then((message) => port.postMessage(message));
  });
}

function silentLog() {
  return { info: () => undefined, warn: () => undefined };
}
