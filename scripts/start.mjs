#!/usr/bin/env node
/** `npm start`: installs, builds and serves; each only when needed. */
import { join } from "node:path";
import { buildWeb, main, prepare, root, run } from "./bootstrap.mjs";

await main(async () => {
  const node = prepare();
  buildWeb(node);
  await run(node, join(root, "apps", "server", "src", "main.ts"), process.argv.slice(2));
});
