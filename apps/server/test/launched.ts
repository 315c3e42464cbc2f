import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { PostgresConnection } from "../src/platform/postgres/connection.ts";

export type Launched = {
  readonly process: ChildProcess;
  /** Of the PostgreSQL server. */
  readonly pid: number;
  readonly connection: PostgresConnection;
};
export type LaunchOptions = {
  readonly role?: "server" | "command";
  readonly uid?: number;
  readonly gid?: number;
};

/** Starts the embedded server from another process; a refusal becomes an Error with its sentence. */
export async function launch(dataDir: string, options: LaunchOptions = {}): Promise<Launched> {
  const { role = "server", ...user } = options;
  const child = spawn(process.execPath, [join(import.meta.dirname, "launch-postgres.ts"), dataDir, role], {
    ...user,
    cwd: "/",
    stdio: ["ignore", "pipe", "pipe"],
  });
  let complaint = "";
  child.stderr.on("data", (chunk: Buffer) => {
    complaint += chunk.toString();
  });
  const lines = createInterface({ input: child.stdout });
  const [line] = await Promise.race([once(lines, "line"), once(lines, "close")]);
  if (typeof line !== "string") {
    if (child.exitCode === null) await once(child, "exit");
    throw new Error(complaint.trim());
  }
  return { process: child, ...JSON.parse(line) };
}

/** Waits until a process that was told to go is gone, and answers its exit code. */
export async function end(launched: Launched, signal: NodeJS.Signals): Promise<number | null> {
  const gone = once(launched.process, "exit");
  launched.process.kill(signal);
  const [code] = await gone;
  return typeof code === "number" ? code : null;
}
