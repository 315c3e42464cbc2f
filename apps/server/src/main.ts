/**
 * The server, from the configuration to a clean end. Read server.ts to see
 * what it is made of.
 */
import { fileURLToPath } from "node:url";
import { startSmall } from "./platform/start-small.ts";
import { StartupError } from "./platform/startup-error.ts";
import type { RunningServer } from "./server.ts";

const checkout = fileURLToPath(new URL("../../..", import.meta.url));

const started = startSmall();
const [{ readProcessConfig }, { startServer }] = await Promise.all([
  import("./config.ts"),
  import("./server.ts"),
]);

try {
  const config = readProcessConfig(checkout);
  const server = await startServer(config);
  endOn(["SIGINT", "SIGTERM"], server);
  for (const line of server.greeting) console.log(line);
  started();
} catch (error) {
  if (!(error instanceof StartupError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
  // A half-started server may still hold timers and sockets.
  setTimeout(() => process.exit(1), 2000).unref();
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
