import { sql } from "kysely";
import { AppError } from "../../platform/app-error.ts";
import type { Principal } from "../../platform/http/principal.ts";
import type { Executed } from "../execute-command.ts";
import type { MailPort } from "../mail-port.ts";
import { undoAct } from "../undo-act.ts";
import type { Work } from "../unit-of-work.ts";
import { performVerb } from "../verbs.ts";
import { isBulkVerb } from "./begin-bulk.ts";
import type { LeftTicket, StoredRun } from "./bulk-runs.queries.ts";

type Turn = { readonly run: StoredRun; readonly caller: Principal; readonly number: number };

/**
 * Does to one ticket of a run what the run is for, in the run's transaction.
 * Answers null when it was changed; what refuses is taken back to the last
 * word and listed, and the others go on.
 */
export async function carryOut(work: Work, mail: MailPort, turn: Turn): Promise<LeftTicket | null> {
  const { number } = turn;
  work.beside(sql`savepoint turn`.execute(work.tx));
  try {
    const { events } = await perform(work, mail, turn);
    work.beside(sql`release savepoint turn`.execute(work.tx));
    return events.length > 0 ? null : { number, reason: null, detail: "", since: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await sql`rollback to savepoint turn`.execute(work.tx);
    await sql`release savepoint turn`.execute(work.tx);
    return refusalOf(number, error);
  }
}

async function perform(work: Work, mail: MailPort, { run, caller, number }: Turn): Promise<Executed> {
  if (run.undoOf !== null) return undoAct(work, mail, { caller, number, act: run.undoOf });
  if (!isBulkVerb(run.verb)) throw new Error(`"${run.verb}" is not done in bulk.`);
  return performVerb(work, mail, run.verb, { caller, number, body: run.body });
}

function refusalOf(number: number, { code, message, details }: AppError): LeftTicket {
  return { number, reason: details.reason ?? code, detail: message, since: details.since ?? null };
}
