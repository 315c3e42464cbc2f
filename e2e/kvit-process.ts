import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");

/** A Kvit of its own: own data, own ports, started as people start it. */
export type KvitProcess = {
  readonly url: string;
  readonly smtpPort: number;
  readonly dataDir: string;
  readonly output: () => string;
  readonly pid: () => number;
  /** Ends it in order and takes its data away. */
  readonly end: () => Promise<void>;
  readonly kill: (signal: NodeJS.Signals) => Promise<void>;
  readonly start: () => Promise<void>;
};

export const owner = { email: "petra@primer.test", password: "correct horse battery" };

/** Starts a server with an owner (or, with `setUp: false`, with none) and waits until it is ready. */
export async function startKvit(
  options: { readonly setUp?: boolean; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<KvitProcess> {
  const dataDir = await mkdtemp(join(tmpdir(), "kvit-e2e-"));
  // The user that PostgreSQL runs as passes through here when we are root; else the cluster would be kept elsewhere.
  await chmod(dataDir, 0o755);
  const [httpPort, smtpPort] = [await freePort(), await freePort()];
  const url = `http://127.0.0.1:${httpPort}`;
  const env = {
    PATH: process.env["PATH"] ?? "",
    HOME: process.env["HOME"] ?? "",
    KVIT_HTTP_PORT: String(httpPort),
    KVIT_SMTP_PORT: String(smtpPort),
    KVIT_DATA_DIR: dataDir,
    KVIT_LOG_LEVEL: "warn",
    ...(options.setUp === false
      ? {}
      : { KVIT_OWNER_EMAIL: owner.email, KVIT_OWNER_PASSWORD: owner.password }),
    ...options.env,
  };
  let output = "";
  let child: ChildProcess | null = null;

  async function start(): Promise<void> {
    const running = spawn(process.execPath, [join(root, "apps/server/src/main.ts")], {
      cwd: root,
      env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    child = running;
    const collect = (chunk: Buffer): void => {
      output += chunk.toString("utf8");
    };
    running.stdout.on("data", collect);
    running.stderr.on("data", collect);
    await untilReady(url, running, () => output);
  }

  async function kill(signal: NodeJS.Signals): Promise<void> {
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill(signal);
    await gone;
  }

  await start();
  return {
    url,
    smtpPort,
    dataDir,
    output: () => output,
    pid: () => child?.pid ?? 0,
    start,
    kill,
    end: async () => {
      await kill("SIGTERM");
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

const patienceMs = 90_000;

async function untilReady(url: string, child: ChildProcess, output: () => string): Promise<void> {
  const end = Date.now() + patienceMs;
  while (Date.now() < end) {
    if (child.exitCode !== null)
      throw new Error(`Kvit ended with ${child.exitCode} before it was ready:\n${output()}`);
    const ready = await fetch(`${url}/ready`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ready) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`Kvit was not ready after ${patienceMs / 1000} s:\n${output()}`);
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (address === null || typeof address === "string") throw new Error("No port was given.");
  return address.port;
}
