/**
 * `npm run bench:ui -- [--rows N] [--samples N] [--latency MS] [--changes N] [--only B1,B8] [--folder F]`:
 * measures how long the agent app takes from a key to the frame that shows its
 * effect, in a real browser, with latency added to every request and another
 * agent at work. "busy" is the median processor time of the page's main thread
 * for the whole sample, with all that follows the frame. The floors are what the machine and the browser take by
 * themselves. A budget is met when p75 ≤ N and p95 ≤ 2 N. Ends with 1 when one is missed.
 */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { chromium, type Browser, type CDPSession, type Page } from "playwright-core";
import { percentile } from "./percentile.ts";
import { machineLine } from "./report.ts";
import { kvit, makeApiKey, prepareHouse, startServer, type House } from "./stage.ts";
import { budgets, type Budget, type Desk } from "./ui/budgets.ts";
import { apiOf, fillQueue, keepChanging, makeLongThread, type BenchApi } from "./ui/fill.ts";
import { mainThreadMillis, probe } from "./ui/page.ts";

const { values } = parseArgs({
  options: {
    rows: { type: "string", default: "2000" },
    samples: { type: "string", default: "30" },
    warmup: { type: "string", default: "5" },
    latency: { type: "string", default: "300" },
    changes: { type: "string", default: "5" },
    history: { type: "string", default: "2000" },
    only: { type: "string" },
    folder: { type: "string" },
  },
});
const executablePath = "/usr/bin/chromium";
if (!existsSync(executablePath)) {
  console.error(`There is no ${executablePath} to measure with.`);
  process.exit(2);
}

const longThread = 80;
const only = values.only?.split(",");
const wanted = budgets.filter((budget) => only === undefined || only.includes(budget.id));
const folder =
  values.folder === undefined ? mkdtempSync(join(tmpdir(), "kvit-bench-ui-")) : resolve(values.folder);
console.log(`Kvit bench:ui, ${values.rows} rows in the open view, ${values.latency} ms added latency`);
console.log(machineLine());
const house = await prepareHouse(folder);
if (!existsSync(join(folder, "postgres"))) await kvit(house, ["demo", "--tickets", values.history]);
const server = await startServer(house);
const browser = await chromium.launch({
  executablePath,
  args: [...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), "--disable-gpu"],
});
let failed = 0;
try {
  const call = apiOf(house, await makeApiKey(house));
  await fillQueue(call, Number(values.rows));
  const desk = {
    url: `http://${house.host}:${house.httpPort}`,
    long: await makeLongThread(call, longThread),
  };
  failed = await measureAll(browser, { desk, call, house });
} finally {
  await browser.close();
  await server.stop();
  if (values.folder === undefined) rmSync(folder, { recursive: true, force: true });
}
console.log(machineLine());
console.log(failed === 0 ? "Every budget is met." : `${failed} budgets are missed.`);
process.exitCode = failed === 0 ? 0 : 1;

type Setting = { readonly desk: Desk; readonly call: BenchApi; readonly house: House };
async function measureAll(with_: Browser, { desk, call, house: given }: Setting): Promise<number> {
  const { page, cdp } = await openApp(with_, desk, given);
  const stop = keepChanging(call, Number(values.changes));
  console.log("\n      p50     p75     p95     max    busy  budget");
  let missed = 0;
  for (const budget of wanted) if (!(await measure(page, { desk, budget, cdp }))) missed += 1;
  stop();
  return missed;
}

async function openApp(
  with_: Browser,
  { url }: Desk,
  { environment }: House,
): Promise<{ page: Page; cdp: CDPSession }> {
  const context = await with_.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB" });
  const page = await context.newPage();
  page.on("pageerror", (error) => console.error(`The page threw: ${error.message}`));
  await page.addInitScript(probe);
  await page.goto(`${url}/sign-in`);
  await page.locator("input[name=email]").fill(environment["KVIT_OWNER_EMAIL"] ?? "");
  await page.locator("input[name=password]").fill(environment["KVIT_OWNER_PASSWORD"] ?? "");
  await page.keyboard.press("Enter");
  await page.locator("[data-testid=list]").waitFor();
  const cdp = await context.newCDPSession(page);
  await cdp.send("Performance.setTimeDomain", { timeDomain: "threadTicks" });
  await cdp.send("Performance.enable");
  await cdp.send("Network.enable");
  await cdp.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: Number(values.latency),
    downloadThroughput: -1,
    uploadThroughput: -1,
  });
  return { page, cdp };
}

type Measured = { readonly desk: Desk; readonly budget: Budget; readonly cdp: CDPSession };
async function measure(page: Page, { desk, budget, cdp }: Measured): Promise<boolean> {
  const samples: number[] = [];
  const busy: number[] = [];
  const warmup = Number(values.warmup);
  try {
    await budget.before?.(page, desk);
    for (let turn = 0; turn < warmup + Number(values.samples); turn += 1) {
      const before = await mainThreadMillis(cdp);
      const took = await budget.sample(page, desk);
      if (turn < warmup) continue;
      samples.push(took);
      busy.push((await mainThreadMillis(cdp)) - before);
    }
  } catch (error) {
    console.log(`  FAIL  ${budget.id.padEnd(4)} ${budget.what}: ${String(error).split("\n")[0]}`);
    return false;
  }
  const [p50, p75, p95] = [0.5, 0.75, 0.95].map((share) => percentile(samples, share)) as [
    number,
    number,
    number,
  ];
  const { id, what, millis } = budget;
  const met = millis === null || (p75 <= millis && p95 <= 2 * millis);
  const cells = [p50, p75, p95, Math.max(...samples)].map((value) => value.toFixed(1).padStart(7));
  cells.push(percentile(busy, 0.5).toFixed(1).padStart(7));
  const verdict = millis === null ? "    " : met ? "pass" : "FAIL";
  const asked = millis === null ? "" : ` (≤ ${millis} ms)`;
  console.log(`${cells.join(" ")}  ${verdict}  ${id.padEnd(5)} ${what}${asked}`);
  return met;
}
