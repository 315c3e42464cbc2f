import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** The real server in a process of its own, on its own data, started again as often as it is killed. */
export type DeskProcess = {
  readonly start: () => Promise<void>;
  readonly kill: () => Promise<void>;
  /** kill -9 of its PostgreSQL; the server brings it back. False when none runs at the moment. */
  readonly killPostgres: () => boolean;
  /** Answers the exit code. */
  readonly end: () => Promise<number | null>;
};

export type DeskSettings = { readonly dataDir: string; readonly smtpPort: number; readonly httpPort: number };

const main = join(import.meta.dirname, "../src/main.ts");

export function createDeskProcess({ dataDir, smtpPort, httpPort }: DeskSettings): DeskProcess {
  let child: ChildProcess | null = null;
  const gone = async (process: ChildProcess): Promise<void> => {
    if (process.exitCode === null && process.signalCode === null) await once(process, "exit");
  };
  return {
    async start() {
      const started = spawn(process.execPath, [main], {
        stdio: ["ignore", "pipe", "inherit"],
        env: {
          PATH: "/usr/local/bin:/usr/bin:/bin:/usr/sbin",
          KVIT_DATA_DIR: dataDir,
          KVIT_SMTP_PORT: String(smtpPort),
          KVIT_HTTP_PORT: String(httpPort),
          KVIT_LOG_LEVEL: "silent",
        },
      });
      child = started;
      const lines = createInterface({ input: started.stdout });
      const first = await Promise.race([once(lines, "line"), gone(started).then(() => null)]);
      if (first === null && started.signalCode !== "SIGKILL") throw new Error("The server did not start.");
    },
    async kill() {
      if (child === null) return;
      child.kill("SIGKILL");
      await gone(child);
    },
    killPostgres() {
      try {
        const [pid = ""] = readFileSync(join(dataDir, "postgres/cluster/postmaster.pid"), "utf8").split("\n");
        return process.kill(Number(pid), "SIGKILL");
      } catch {
        return false;
      }
    },
    async end() {
      if (child === null) return null;
      child.kill("SIGTERM");
      await gone(child);
      return child.exitCode;
    },
  };
}
