import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Failpoint } from "../src/channels/email/intake/failpoint.ts";
import type { PostgresConnection } from "../src/platform/postgres/connection.ts";
import { sendRaw } from "./mail-desk.ts";

export type MailProcessOptions = {
  readonly connection: PostgresConnection;
  readonly blobs: string;
  readonly smtpPort: number;
  readonly smtpUrl: string | null;
  /** The process ends itself when it comes to this boundary for that many times. */
  readonly die: { readonly at: Failpoint; readonly hit: number } | null;
};

export type MailProcess = {
  readonly child: ChildProcess;
  /** Resolves when it is gone, however it went. */
  readonly gone: Promise<void>;
  readonly kill: () => Promise<void>;
  /** Lets it finish; answers its exit code. */
  readonly end: () => Promise<number | null>;
};

/** Starts the e-mail channel in a process that can be killed. */
export async function launchMail(options: MailProcessOptions): Promise<MailProcess> {
  const folder = await mkdtemp(join(tmpdir(), "kvit-mail-process-"));
  const file = join(folder, "options.json");
  await writeFile(file, JSON.stringify(options));
  const child = spawn(process.execPath, [join(import.meta.dirname, "mail-process.ts"), file], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let complaint = "";
  child.stderr.on("data", (chunk: Buffer) => {
    complaint += chunk.toString();
  });
  const gone = (async () => {
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    await rm(folder, { recursive: true, force: true });
  })();
  const lines = createInterface({ input: child.stdout });
  const line = await Promise.race([
    once(lines, "line").then(([text]: unknown[]) => text),
    gone.then(() => null),
  ]);
  // A process that dies at its first boundary may be gone before it says a word.
  if (line === null && options.die === null) throw new Error(`The mail process did not start: ${complaint}`);
  return {
    child,
    gone,
    async kill() {
      child.kill("SIGKILL");
      await gone;
    },
    async end() {
      child.kill("SIGTERM");
      await gone;
      return child.exitCode;
    },
  };
}

/** Hands a mail over as a mail server does: again and again until somebody has said 250. */
export async function post(
  port: number,
  raw: string,
  envelope: Parameters<typeof sendRaw>[2] = {},
): Promise<void> {
  for (;;) {
    try {
      await sendRaw(port, raw, envelope);
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
