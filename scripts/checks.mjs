/** The checks that need no test runner, one after the other; every failing one is reported. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { environmentFor, root } from "./bootstrap.mjs";

const bin = (name) => join(root, "node_modules", ".bin", name);

function steps(node) {
  return [
    { name: "format", command: [bin("oxfmt"), "--check"] },
    { name: "lint", command: [bin("oxlint"), "--type-aware", "--deny-warnings"] },
    { name: "lock file", command: [node, join(root, "scripts", "complete-lock.mjs"), "--check"] },
    { name: "types", command: [bin("tsc"), "-b"] },
    { name: "generated files", command: [node, join(root, "scripts", "generate.ts"), "--check"] },
    ...(existsSync(join(root, "knip.json")) ? [{ name: "unused code", command: [bin("knip")] }] : []),
  ];
}

/** Answers the names of the checks that failed. */
export function runChecks(node) {
  const failed = [];
  for (const { name, command } of steps(node)) {
    const startedAt = Date.now();
    const [program, ...args] = command;
    const result = spawnSync(program, args, {
      cwd: root,
      env: environmentFor(root),
      stdio: ["ignore", 1, 2],
    });
    const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
    const passed = result.status === 0;
    console.log(`${passed ? "ok    " : "FAILED"} ${name} (${seconds} s)`);
    if (!passed) failed.push(name);
  }
  return failed;
}
