import type { Config } from "../config.ts";
import { makeDemo, type DemoSummary } from "../demo/index.ts";
import { createOwner, prepareDesk } from "../people/index.ts";
import { theAccount } from "../platform/account.ts";
import { createSystemClock } from "../platform/clock.ts";
import type { OpenDatabase } from "../platform/postgres/open-database.ts";
import { grouped, seconds } from "./arguments.ts";
import { withDatabase, type House } from "./house.ts";

type Options = { readonly tickets: number; readonly seed: string };

/** `kvit demo`: fills the desk with believable work; see the folder `demo`. */
export async function runDemo(house: House, options: Options): Promise<void> {
  const config = house.readConfig();
  await withDatabase(house, { config, need: "made" }, async (database) => {
    await setUpUnattended(database, config);
    const began = performance.now();
    const summary = await make(house, database, options);
    report(house, summary, performance.now() - began);
  });
}

/** As the server does at its first start when the environment names an owner. */
async function setUpUnattended({ db }: OpenDatabase, { owner }: Config): Promise<void> {
  if (owner === null) return;
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  await prepareDesk(db, { name: "Kvit", language: "en", timeZone });
  await createOwner({ db, clock: createSystemClock(), accountId: theAccount }, owner);
}

async function make({ terminal }: House, database: OpenDatabase, options: Options): Promise<DemoSummary> {
  const progress = terminal.progress();
  try {
    return await makeDemo(database, {
      ...options,
      until: createSystemClock().now(),
      onProgress: (tickets) => progress.update(`${grouped(tickets)} of ${grouped(options.tickets)} tickets`),
    });
  } finally {
    progress.end();
  }
}

function report({ terminal }: House, summary: DemoSummary, millis: number): void {
  const tickets = [...summary.statuses.values()].reduce((sum, count) => sum + count, 0);
  const rows: readonly (readonly [string, number])[] = [
    ["tickets", tickets],
    ...[...summary.statuses].map(([status, count]) => [`  ${status}`, count] as const),
    ["messages and notes", summary.messages],
    ["events", summary.events],
    ["contacts", summary.contacts],
    ["companies", summary.companies],
    ["agents", summary.agents],
  ];
  for (const [name, count] of rows) terminal.answer(`${name.padEnd(20)}${grouped(count).padStart(12)}`);
  terminal.say(`Made in ${seconds(millis)}, ${grouped(Math.round((1000 * tickets) / millis))} tickets/s.`);
}
