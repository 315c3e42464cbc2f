#!/usr/bin/env node
/** `npm run check`: format, lint, types, generated files, unused code. */
import { main, prepare } from "./bootstrap.mjs";
import { runChecks } from "./checks.mjs";

await main(async () => {
  if (runChecks(prepare()).length > 0) process.exitCode = 1;
});
