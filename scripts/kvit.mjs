#!/usr/bin/env node
/** `npx kvit …`: the command line. Standard input and output belong to the command alone. */
import { join } from "node:path";
import { buildWeb, main, prepare, root, run } from "./bootstrap.mjs";

const args = process.argv.slice(2);
/** A mail server that pipes a mail into us shall keep it and try again (EX_TEMPFAIL of sysexits.h). */
const failureCode = args[0] === "mail" ? 75 : 1;

await main(async () => {
  const node = prepare();
  if (args[0] === "start") buildWeb(node);
  await run(node, join(root, "apps", "server", "src", "kvit.ts"), args);
}, failureCode);
