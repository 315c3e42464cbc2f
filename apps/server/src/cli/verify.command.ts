import type { OpenDatabase } from "../platform/postgres/open-database.ts";
import { StartupError } from "../platform/startup-error.ts";
import { verifyAllTickets, verifyOneTicket, type Problem, type Verdict } from "../verify/index.ts";
import { grouped, many, seconds } from "./arguments.ts";
import { exitCode } from "./exit-code.ts";
import { withDatabase, type House } from "./house.ts";

/** More would scroll the first ones away, which tell the most. */
const shownProblems = 100;

/** `kvit verify`: a line for each problem, and a code a script can act on. */
export async function runVerify(house: House, { ticket }: { readonly ticket?: number }): Promise<void> {
  await withDatabase(house, { config: house.readConfig(), need: "existing" }, async (database) => {
    const began = performance.now();
    const verdict =
      ticket === undefined ? await verifyAll(house, database) : await verifyOne(database, ticket);
    report(house, verdict, performance.now() - began);
  });
}

async function verifyAll({ terminal }: House, { db, connection }: OpenDatabase): Promise<Verdict> {
  const progress = terminal.progress();
  try {
    return await verifyAllTickets(db, {
      connection,
      onProgress: ({ ranges, of, tickets }) =>
        progress.update(`${Math.floor((100 * ranges) / of)} %, ${grouped(tickets)} tickets verified`),
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

function report({ terminal, endWith }: House, verdict: Verdict, millis: number): void {
  const { tickets, events, messages, problems, problemCount } = verdict;
  for (const problem of problems.slice(0, shownProblems)) terminal.answer(sentence(problem));
  if (problemCount > shownProblems)
    terminal.answer(`… and ${many(problemCount - shownProblems, "problem")} more.`);
  const seen = `${many(tickets, "ticket")} with ${many(events, "event")} and ${many(messages, "message")}`;
  const rate = `${seconds(millis)}, ${grouped(Math.round((1000 * tickets) / millis))} tickets/s`;
  const verdictInWords = problemCount === 0 ? "everything is whole" : many(problemCount, "problem");
  terminal.answer(`Verified ${seen} (${rate}): ${verdictInWords}.`);
  endWith(problemCount === 0 ? exitCode.done : exitCode.wrong);
}

function sentence({ number, ticketId, seq, what }: Problem): string {
  const ticket = number === null ? `ticket with key ${ticketId}` : `#${number}`;
  return `${ticket}${seq === null ? "" : `, step ${seq}`}: ${what}`;
}
