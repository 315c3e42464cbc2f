import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { openDatabase, type OpenDatabase } from "../src/platform/postgres/open-database.ts";
import { end } from "./child.ts";

const program = fileURLToPath(new URL("../src/kvit.ts", import.meta.url));
const host = "127.0.0.1";
const owner = "owner@bench.example";
const patienceMillis = 120_000;

export type House = {
  readonly host: string;
  readonly httpPort: number;
  readonly smtpPort: number;
  readonly environment: NodeJS.ProcessEnv;
};

/** The folder that was named, else a new one which PostgreSQL's own user may enter, so that the database lives inside it. */
export function prepareFolder(named: string | undefined): string {
  if (named !== undefined) return resolve(named);
  const folder = mkdtempSync(join(tmpdir(), "kvit-bench-"));
  chmodSync(folder, 0o755);
  return folder;
}

/** A house of its own in `folder`, on ports nobody uses. */
export async function prepareHouse(folder: string): Promise<House> {
  const [httpPort, smtpPort] = [await freePort(), await freePort()];
  const environment = {
    ...process.env,
    KVIT_HOST: host,
    KVIT_DATA_DIR: folder,
    KVIT_HTTP_PORT: String(httpPort),
    KVIT_SMTP_PORT: String(smtpPort),
    KVIT_LMTP_PORT: "off",
    KVIT_DATABASE_URL: "",
    KVIT_SMTP_URL: "",
    KVIT_PUBLIC_URL: "",
    KVIT_LOG_LEVEL: "error",
    // As `npm start` has it.
    NODE_COMPILE_CACHE: fileURLToPath(new URL("../../../node_modules/.cache/kvit-compiled", import.meta.url)),
    KVIT_OWNER_EMAIL: owner,
    KVIT_OWNER_PASSWORD: "a password for measuring",
  };
  return { host, httpPort, smtpPort, environment };
}

/** Runs a command of ours to its end; answers standard output. What it says shows on the terminal. */
export async function kvit({ environment }: House, args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [program, ...args], {
    env: environment,
    stdio: ["ignore", "pipe", "inherit"],
  });
  let text = "";
  child.stdout.on("data", (chunk) => (text += String(chunk)));
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new Error(`kvit ${args.join(" ")} ended with ${code}: ${text}`);
  return text.trim();
}

export type Server = { readonly pid: number; readonly stop: () => Promise<void> };

/** Starts the server and waits until it says that it is ready. */
export async function startServer(house: House): Promise<Server> {
  const child = spawn(process.execPath, [program, "start"], {
    env: house.environment,
    stdio: ["ignore", "ignore", "inherit"],
  });
  const deadline = performance.now() + patienceMillis;
  while (!(await isReady(house))) {
    if (child.exitCode !== null) throw new Error("The server did not start; its reason stands above.");
    if (performance.now() > deadline) throw new Error("The server was not ready in two minutes.");
    await pause(100);
  }
  return { pid: pidOf(child), stop: async () => end(child) };
}

export async function makeApiKey(house: House): Promise<string> {
  return kvit(house, ["api-key", "create", "--name", "bench", "--as", owner]);
}

/** Beside the server's own connections. */
export async function openBeside(folder: string): Promise<OpenDatabase> {
  const log = { info: () => undefined, warn: (line: string) => console.error(line) };
  const pool = { max: 10, statementTimeoutMs: 0 };
  return openDatabase({ dataDir: folder, databaseUrl: null, role: "command", log, pool });
}

async function isReady({ host: name, httpPort }: House): Promise<boolean> {
  return fetch(`http://${name}:${httpPort}/ready`).then(
    (answer) => answer.ok,
    () => false,
  );
}

function pidOf({ pid }: ChildProcess): number {
  if (pid === undefined) throw new Error("The server has no process.");
  return pid;
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, host);
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}
