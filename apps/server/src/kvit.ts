/** The command line: `npx kvit …`. Each command is a file in `cli`. */
import { fileURLToPath } from "node:url";
import { runCommandLine } from "./cli/command-line.ts";
import { createTerminal } from "./cli/terminal.ts";
import { readProcessConfig, type Config } from "./config.ts";

const checkout = fileURLToPath(new URL("../../..", import.meta.url));
const terminal = createTerminal(process.stdout, process.stderr);

function readConfig(): Config {
  const config = readProcessConfig(checkout);
  for (const warning of config.warnings) terminal.say(warning);
  return config;
}

/** The first interrupt ends in order, the second at once. 130 and 143 are what shells know. */
function onInterrupt(stop: () => Promise<void>): () => void {
  const end = (signal: NodeJS.Signals): void => {
    keepOn();
    void stop().finally(() => process.exit(signal === "SIGINT" ? 130 : 143));
  };
  const keepOn = (): void => {
    process.off("SIGINT", end);
    process.off("SIGTERM", end);
  };
  process.on("SIGINT", end);
  process.on("SIGTERM", end);
  return keepOn;
}

const code = await runCommandLine(process.argv.slice(2), {
  terminal,
  readConfig,
  onInterrupt,
  input: process.stdin,
});
// `start` has a code of its own when it could not.
if (code !== 0) process.exitCode = code;
