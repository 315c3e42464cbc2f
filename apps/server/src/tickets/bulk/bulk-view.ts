import type { BulkRun } from "@kvit/contract/acts";
import { formatInstant } from "@kvit/domain/kernel";
import type { Db, Tx } from "../../platform/postgres/pool.ts";
import { selectRefusals, type StoredRun } from "./bulk-runs.queries.ts";

const refusalsShown = 100;

/** A run as it is told of. */
export async function viewOf(db: Db | Tx, run: StoredRun): Promise<BulkRun> {
  return {
    id: run.id,
    act: run.act,
    verb: run.verb,
    undoOf: run.undoOf,
    total: run.numbers.length,
    passed: run.place,
    done: run.done,
    refused: run.refused,
    state: run.state,
    startedAt: formatInstant(run.madeAt),
    endedAt: run.endedAt === null ? null : formatInstant(run.endedAt),
    refusals: run.refused === 0 ? [] : await selectRefusals(db, run, refusalsShown),
  };
}
