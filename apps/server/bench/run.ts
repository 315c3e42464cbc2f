/**
 * `npm run bench -- [--tickets N] [--seconds S] [--folder F] [--keep]`: fills a
 * desk of its own and prints how fast it is, beside what is asked and beside
 * what this machine can do at best, all measured in the same run. A folder that
 * was kept is used again as it is. Ends with 1 when something asked for is missed.
 */
import { rmSync } from "node:fs";
import { parseArgs } from "node:util";
import { api } from "./api.ts";
import { measureLimits } from "./limits.ts";
import { mail } from "./mail.ts";
import { memory } from "./memory.ts";
import { limitLines, machineLine, tableOf } from "./report.ts";
import {
  kvit,
  makeApiKey,
  openBeside,
  prepareFolder,
  prepareHouse,
  startServer,
  type House,
} from "./stage.ts";
import { passes, type Row, type Suite } from "./suite.ts";

/** In this order: memory first, while the server has done nothing; mail last, because it adds tickets. */
const suites: readonly Suite[] = [memory, api, mail];

const { values } = parseArgs({
  options: {
    tickets: { type: "string", default: "100000" },
    seconds: { type: "string", default: "5" },
    folder: { type: "string" },
    keep: { type: "boolean", default: false },
  },
});
const tickets = Number(values.tickets.replaceAll(/[,_]/g, ""));
const seconds = Number(values.seconds);
const folder = prepareFolder(values.folder);

console.log(`Kvit bench: ${tickets.toLocaleString("en-GB")} tickets in ${folder}`);
console.log(machineLine());
const house = await prepareHouse(folder);
const rows: Row[] = await fill(house);
await measure();
console.log(`\n${tableOf(rows).join("\n")}`);
console.log(`\n${machineLine()}`);
if (values.keep || values.folder !== undefined) console.log(`Kept: ${folder}`);
else rmSync(folder, { recursive: true, force: true });
const failed = rows.filter((row) => passes(row) === false);
console.log(
  failed.length === 0 ? "Everything asked for is met." : `${failed.length} of what is asked for is missed.`,
);
process.exitCode = failed.length === 0 ? 0 : 1;

/** Makes the tickets unless the folder has them, and proves them. */
async function fill(given: House): Promise<Row[]> {
  const database = await openBeside(folder);
  const present = await database.pool
    .query<{ count: number }>("select count(*)::int as count from ticket")
    .then(
      ({ rows: [row] }) => row?.count ?? 0,
      () => 0,
    );
  await database.close();
  const made: Row[] = [];
  if (present < tickets) {
    const took = await timed(async () => kvit(given, ["demo", "--tickets", String(tickets - present)]));
    made.push({
      what: `demo, ${tickets - present} tickets`,
      value: took,
      unit: "s",
      target: tickets === 100_000 ? 180 : null,
      limit: null,
    });
  }
  const took = await timed(async () => kvit(given, ["verify"]));
  const count = Math.max(present, tickets);
  // Of few tickets the start of the program is most of the time.
  const target = count >= 50_000 ? 5000 : null;
  made.push({ what: "verify, tickets", value: count / took, unit: "/s", target, limit: null });
  return made;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

async function measure(): Promise<void> {
  const server = await startServer(house);
  const database = await openBeside(folder);
  try {
    // a desk that has been running, not one filled a moment ago, whose housekeeping is still to come
    await database.pool.query("vacuum analyze");
    const apiKey = await makeApiKey(house);
    const limits = await measureLimits({ folder, seconds, pool: database.pool });
    console.log(`\nThis machine at best:\n${limitLines(limits).join("\n")}`);
    const { host, httpPort, smtpPort } = house;
    const stage = {
      folder,
      tickets,
      seconds,
      pool: database.pool,
      host,
      httpPort,
      smtpPort,
      apiKey,
      pid: server.pid,
      databasePid: database.embedded?.pid() ?? server.pid,
      limits,
    };
    for (const suite of suites) {
      console.log(`Measuring ${suite.name} …`);
      rows.push(...(await suite.run(stage)));
    }
  } finally {
    await database.close();
    await server.stop();
  }
}
