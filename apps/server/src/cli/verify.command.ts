import type { OpenDatabase } from "../platform/postgres/open-database.ts";
import { StartupError } from "../platform/startup-error.ts";
import { verifyAllTickets, verifyOneTicket, type Problem, type Verdict } from "../verify/index.ts";
import { grouped, many, seconds } from "./arguments.ts";
import { exitCode } from "./exit-code.ts";
import { withDatabase, type House } from "./house.ts";
import { progressLine } from "./verify-progress.ts";

/** More would scroll the first ones away, which tell the most. */
const shownProblems = 100;

type Options = { readonly ticket?: number; readonly json?: boolean };

/** `kvit verify`: a line for each problem (or all in one JSON value), and a code a script can act on. */
export async function runVerify(house: House, { ticket, json = false }: Options): Promise<void> {
  await withDatabase(house, { config: house.readConfig(), need: "existing" }, async (database) => {
    const began = performance.now();
    const verdict =
      ticket === undefined ? await verifyAll(house, database) : await verifyOne(database, ticket);
    const millis = performance.now() - began;
    if (json) house.terminal.answer(JSON.stringify({ ...verdict, seconds: millis / 1000 }));
    else report(house, verdict, millis);
    house.endWith(verdict.problemCount === 0 ? exitCode.done : exitCode.wrong);
  });
}

async function verifyAll({ terminal }: House, { db, connection }: OpenDatabase): Promise<Verdict> {
  const progress = terminal.progress();
  const began = performance.now();
  try {
    return await verifyAllTickets(db, {
      connection,
      onProgress: (done) => progress.update(progressLine(done, performance.now() - began)),
    });
  } finally {
    progress.end();
  }
}

async function verifyOne({ db }: OpenDatabase, number: number): Promise<Verdict> {
  const verdict = await verifyOneTicket(db, number);
  if (verdict === null) throw new StartupError(`There is no ticket ${number}.`);
  return verdict;
}

function report({ terminal }: House, verdict: Verdict, millis: number): void {
  const { tickets, events, messages, problems, problemCount } = verdict;
  for (const problem of problems.slice(0, shownProblems)) terminal.answer(sentence(problem));
  if (problemCount > shownProblems)
    terminal.answer(`… and ${many(problemCount - shownProblems, "problem")} more.`);
  const seen = `${many(tickets, "ticket")} with ${many(events, "event")} and ${many(messages, "message")}`;
  const rate = `${seconds(millis)}, ${grouped(Math.round((1000 * tickets) / millis))} tickets/s`;
  const verdictInWords = problemCount === 0 ? "everything is whole" : many(problemCount, "problem");
  terminal.answer(`Verified ${seen} (${rate}): ${verdictInWords}.`);
}

function sentence({ number, ticketId, seq, what }: Problem): string {
  const ticket = number === null ? `ticket with key ${ticketId}` : `#${number}`;
  return `${ticket}${seq === null ? "" : `, step ${seq}`}: ${what}`;
}
