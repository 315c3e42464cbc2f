/**
 * A process of its own that starts the embedded server on the folder it is
 * given, says where it runs in one line of JSON, and stays until it is told to
 * go (or killed). A refusal goes to standard error and ends it with code 1.
 */
import { startEmbeddedPostgres } from "../src/platform/postgres/embedded.ts";
import { StartupError } from "../src/platform/startup-error.ts";

const log = { info: () => undefined, warn: () => undefined };
const [dataDir = "", role = "server"] = process.argv.slice(2);

try {
  const server = await startEmbeddedPostgres({
    dataDir,
    log,
    role: role === "command" ? "command" : "server",
    durable: false,
  });
  const stayAlive = setInterval(() => undefined, 60_000);
  process.once("SIGTERM", () => {
    clearInterval(stayAlive);
    void server.stop();
  });
  console.log(JSON.stringify({ pid: server.pid(), connection: server.connection }));
} catch (error) {
  if (!(error instanceof StartupError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
