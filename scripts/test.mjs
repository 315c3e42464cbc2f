#!/usr/bin/env node
/** `npm test`: sets itself up, checks, tests, and ends with the line `N passed, N failed, N skipped`. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildWeb, environmentFor, main, prepare, root } from "./bootstrap.mjs";
import { runChecks } from "./checks.mjs";
import { countLine, countTests } from "./count-tests.mjs";
import { installDebianPackages } from "./debian-packages.mjs";

function runTests(node, args) {
  const folder = mkdtempSync(join(tmpdir(), "kvit-results-"));
  const output = join(folder, "results.json");
  const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${output}`];
  const child = spawnSync(node, [vitest, "run", ...reporters, ...args], {
    cwd: root,
    env: environmentFor(root),
    stdio: ["ignore", 1, 2],
  });
  try {
    const result = JSON.parse(readFileSync(output, "utf8"));
    return { ...result, success: result.success && child.status === 0 };
  } catch {
    return null;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await main(async () => {
  const node = prepare();
  installDebianPackages();
  const failedChecks = runChecks(node);
  buildWeb(node);
  const counts = countTests(runTests(node, process.argv.slice(2)), failedChecks.length);
  if (counts.failed > 0) process.exitCode = 1;
  if (failedChecks.length > 0) console.log(`Failed checks, counted as failed: ${failedChecks.join(", ")}.`);
  console.log(countLine(counts));
});
