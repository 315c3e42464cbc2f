/**
 * The server, from the configuration to a clean end. Read server.ts to see
 * what it is made of.
 */
import { fileURLToPath } from "node:url";
import { refuseTakenPorts } from "./platform/refuse-taken-ports.ts";
import { startSmall } from "./platform/start-small.ts";
import { StartupError } from "./platform/startup-error.ts";
import type { RunningServer } from "./server.ts";

const checkout = fileURLToPath(new URL("../../..", import.meta.url));
/** How long a half-started server is waited for, in milliseconds: it may still hold timers and sockets. */
const patienceMs = 100;

const started = startSmall();
try {
  const server = await start();
  endOn(["SIGINT", "SIGTERM"], server);
  for (const line of server.greeting) console.log(line);
  started();
} catch (error) {
  if (!(error instanceof StartupError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
  setTimeout(() => process.exit(1), patienceMs).unref();
}

/** Loads the program in the order in which it is needed: PostgreSQL starts by itself while the rest is read. */
async function start(): Promise<RunningServer> {
  const { readProcessConfig } = await import("./config.ts");
  const config = readProcessConfig(checkout);
  const { explainTakenPort, layFoundation } = await import("./foundation.ts");
  await refuseTakenPorts(config).catch(async (error: unknown) => explainTakenPort(error, config));
  const foundation = layFoundation(config);
  const [{ startServer }] = await Promise.all([import("./server.ts"), foundation]);
  return startServer(config, { foundation });
}

/** The first signal ends in order; a second one does not wait. */
function endOn(signals: readonly NodeJS.Signals[], server: RunningServer): void {
  let ending = false;
  for (const signal of signals) {
    process.on(signal, () => {
      if (ending) process.exit(1);
      ending = true;
      server.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(error);
          process.exit(1);
        },
      );
    });
  }
}
