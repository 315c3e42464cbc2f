import { spawn } from "node:child_process";
import {
  closeSync,
  constants,
  fchownSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { diskFullError, StartupError } from "../../startup-error.ts";
import type { PostgresLog } from "../connection.ts";
import type { Binaries } from "./binaries.ts";
import { clusterEnvironment } from "./cluster.ts";
import type { Home } from "./home.ts";
import { readPostmasterFile } from "./postmaster-file.ts";
import { probe } from "./probe.ts";
import { processCommand, processIdentity } from "./process-identity.ts";
import { dropEndpoint, type Endpoint, listenArguments, restoreEndpoint } from "./socket.ts";

/** A server process that accepts connections. */
export type Postmaster = {
  readonly pid: number;
  readonly endpoint: Endpoint;
  /** Settles when the process is gone, however it ended. */
  readonly gone: Promise<void>;
};

export type PostmasterPlan = {
  readonly home: Home;
  readonly binaries: Binaries;
  readonly password: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly log: PostgresLog;
};

const pollMs = 20;
const patienceForRemainsMs = 20_000;
const patienceForRecoveryMs = 600_000;
const largestLogBytes = 10_000_000;

/** Starts the server, and tries again for a while when the remains of a killed one are still in the way. */
export async function startPostmaster(plan: PostmasterPlan, endpoint: Endpoint): Promise<Postmaster> {
  const deadline = Date.now() + patienceForRemainsMs;
  for (;;) {
    const attempt = await launch(plan, endpoint);
    if (typeof attempt !== "string") return attempt;
    if (!isPassing(attempt) || Date.now() > deadline) throw explain(plan.home, attempt);
    await delay(250);
  }
}

/**
 * A server that an earlier Kvit left running on this cluster: taken over when
 * it answers and is of our version, else stopped. Null when there is none.
 */
export async function adoptOrphan(plan: PostmasterPlan): Promise<Postmaster | null> {
  const file = readPostmasterFile(plan.home.cluster);
  if (file === null) return null;
  if (processIdentity(file.pid) === null || !isPostgresOf(file.pid, plan.home)) {
    // The file of a server that is gone; a stranger's process with its number would block the start.
    rmSync(join(plan.home.cluster, "postmaster.pid"), { force: true });
    dropEndpoint(file.endpoint);
    return null;
  }
  const answer = await probePatiently(file.endpoint, plan.password, 5_000);
  if (answer?.dataDirectory === plan.home.cluster && answer.version === plan.binaries.version) {
    plan.log.info(`PostgreSQL was still running from before (pid ${file.pid}); it is taken over.`);
    return { pid: file.pid, endpoint: file.endpoint, gone: untilGone(file.pid) };
  }
  plan.log.warn(`PostgreSQL was still running from before (pid ${file.pid}); it is replaced.`);
  await stopPostmaster({ pid: file.pid, endpoint: file.endpoint, gone: untilGone(file.pid) });
  return null;
}

/**
 * Fast shutdown: open transactions are rolled back and everything is written;
 * harsher after half a minute. A `patient` one lets other connections finish first.
 */
export async function stopPostmaster(postmaster: Postmaster, patient = false): Promise<void> {
  for (const [signal, patienceMs] of patient ? [smartShutdown, ...stopSignals] : stopSignals) {
    try {
      process.kill(postmaster.pid, signal);
    } catch {
      break;
    }
    if (await settlesWithin(postmaster.gone, patienceMs)) break;
  }
  dropEndpoint(postmaster.endpoint);
}

type StopSignal = readonly [NodeJS.Signals, number];
const smartShutdown: StopSignal = ["SIGTERM", 15_000];
const stopSignals: readonly StopSignal[] = [
  ["SIGINT", 30_000],
  ["SIGQUIT", 10_000],
  ["SIGKILL", 5_000],
];

/** The running server, or the log lines with which it refused. */
async function launch(plan: PostmasterPlan, endpoint: Endpoint): Promise<Postmaster | string> {
  restoreEndpoint(endpoint, plan.home);
  const { pid, gone, complaint } = spawnServer(plan, endpoint);
  const ended = gone.then(() => true);
  const startedAt = Date.now();
  let announced = false;
  do {
    if ((await probe(endpoint, plan.password)) !== null) return { pid, endpoint, gone };
    const waitedMs = Date.now() - startedAt;
    if (waitedMs > 5_000 && !announced) {
      plan.log.warn("PostgreSQL is still starting (after a crash it first reads its journal again).");
      announced = true;
    }
    if (waitedMs > patienceForRecoveryMs) {
      await stopPostmaster({ pid, endpoint, gone });
      return "it did not accept connections for ten minutes";
    }
  } while (!(await Promise.race([ended, delay(pollMs, false)])));
  return complaint();
}

/**
 * Spawns in a process group of its own: Ctrl+C at the terminal must reach the
 * application first. The output goes to a file, because a pipe would break
 * with the death of the process that reads it.
 */
function spawnServer(plan: PostmasterPlan, endpoint: Endpoint) {
  const { home, binaries } = plan;
  const settings = { ...plan.settings, ...listenArguments(endpoint) };
  const args = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const offset = rotateLog(home.logFile);
  const output = openLog(home);
  const child = spawn(binaries.postgres, ["-D", home.cluster, ...args], {
    ...home.user,
    cwd: process.platform === "win32" ? home.folder : "/",
    detached: true,
    stdio: ["ignore", output, output],
    env: clusterEnvironment(),
  });
  closeSync(output);
  child.unref();
  let failure = "";
  const gone = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.once("error", (error) => {
      failure = error.message;
      resolve();
    });
  });
  const complaint = (): string => failure || readLog(home.logFile, offset);
  return { pid: child.pid ?? -1, gone, complaint };
}

/** Keeps the log of PostgreSQL bounded; answers where new lines will start. */
function rotateLog(file: string): number {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size <= largestLogBytes) return size;
  renameSync(file, `${file}.1`);
  return 0;
}

function openLog(home: Home): number {
  const flags = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_NOFOLLOW;
  const output = openSync(home.logFile, process.platform === "win32" ? "a" : flags, 0o600);
  if (home.user !== null) fchownSync(output, home.user.uid, home.user.gid);
  return output;
}

function readLog(file: string, offset: number): string {
  return readFileSync(file).subarray(offset).toString("utf8");
}

/** A killed server's children hold its shared memory, or its lock, for a moment longer. */
function isPassing(complaint: string): boolean {
  return /pre-existing shared memory block|lock file ".*" already exists|being used by another process/i.test(
    complaint,
  );
}

function explain(home: Home, complaint: string): StartupError {
  if (/No space left on device|disk quota/i.test(complaint)) return diskFullError(home.folder);
  return new StartupError(
    `PostgreSQL does not start on the data in ${home.cluster} (it says: ${reasonOf(complaint)}): look into its log ${home.logFile}, and restore the folder from a backup if it is damaged.`,
  );
}

/** The server's own words: the worst line, or, from before it writes a log, all it said. */
function reasonOf(complaint: string): string {
  const lines = complaint.trim().split("\n");
  const worst = lines.findLast((line) => /\b(FATAL|PANIC):/.test(line));
  const said = worst?.replace(/^.*?\b(FATAL|PANIC):\s*/, "") ?? lines.map((line) => line.trim()).join(" ");
  return said.replace(/\.$/, "") || "nothing";
}

function isPostgresOf(pid: number, home: Home): boolean {
  const command = processCommand(pid);
  return /postgres/.test(command) && command.includes(home.cluster);
}

async function probePatiently(endpoint: Endpoint, password: string, patienceMs: number) {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const answer = await probe(endpoint, password);
    if (answer !== null || Date.now() > deadline) return answer;
    await delay(100);
  }
}

async function untilGone(pid: number): Promise<void> {
  const identity = processIdentity(pid);
  if (identity === null) return;
  while (processIdentity(pid) === identity) await delay(200, undefined, { ref: false });
}

async function settlesWithin(promise: Promise<void>, ms: number): Promise<boolean> {
  const timeout = new AbortController();
  const late = delay(ms, false, { signal: timeout.signal }).catch(() => false);
  const settled = await Promise.race([promise.then(() => true), late]);
  timeout.abort();
  return settled;
}
