import { existsSync } from "node:fs";
import { hostname } from "node:os";
import { setTimeout as delay } from "node:timers/promises";
import { StartupError } from "../startup-error.ts";
import type { PostgresConnection, PostgresLog } from "./connection.ts";
import { prepareBinaries } from "./embedded/binaries.ts";
import { prepareCluster, readPassword } from "./embedded/cluster.ts";
import { appName, databaseName, prepareDatabase } from "./embedded/app-database.ts";
import { type Home, prepareDataFolder, prepareHome } from "./embedded/home.ts";
import {
  acquireLock,
  type InstanceLock,
  type LockAttempt,
  type LockHolder,
  type LockRole,
} from "./embedded/instance-lock.ts";
import { readPostmasterFile } from "./embedded/postmaster-file.ts";
import { adoptOrphan, type Postmaster, type PostmasterPlan, startPostmaster } from "./embedded/postmaster.ts";
import { probe } from "./embedded/probe.ts";
import { type Endpoint, prepareEndpoint } from "./embedded/socket.ts";
import { supervise } from "./embedded/supervisor.ts";

export type EmbeddedOptions = {
  readonly dataDir: string;
  readonly log: PostgresLog;
  /**
   * A server refuses a data folder that another server uses. A command joins
   * the running server instead, and brings its own for its duration when none runs.
   */
  readonly role: LockRole;
  /** False gives up safety against a power cut for speed: for tests only. */
  readonly durable?: boolean;
  /** Server settings that replace the defaults below. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Told when the server died under us, and when it is back. */
  readonly onDown?: () => void;
  readonly onUp?: () => void;
};

export type EmbeddedPostgres = {
  readonly connection: PostgresConnection;
  /** The process number of the server as it now runs. */
  readonly pid: () => number;
  /** Shuts the server down; does nothing when it belongs to another process. */
  readonly stop: () => Promise<void>;
};

/** Another Kvit runs on this data. */
export class DataInUseError extends StartupError {}

/** For a small box; the planner is told that random reads are cheap, as on any SSD. */
const defaultSettings: Readonly<Record<string, string>> = {
  max_connections: "60",
  shared_buffers: "128MB",
  work_mem: "8MB",
  maintenance_work_mem: "64MB",
  max_wal_size: "1GB",
  random_page_cost: "1.1",
  jit: "off",
  // Plans are kept with prepared statements: those made on empty tables must go as soon as the tables have grown.
  autovacuum_naptime: "10s",
  timezone: "UTC",
  log_timezone: "UTC",
  log_min_messages: "warning",
  // Statements carry what customers wrote: they stay out of the log also when they fail.
  log_min_error_statement: "panic",
  log_line_prefix: "%m [%p] ",
};

const hastySettings: Readonly<Record<string, string>> = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
};

const patienceForCommandMs = 15_000;
const patienceForServerMs = 30_000;

/**
 * Starts the PostgreSQL that comes with Kvit on the cluster of `dataDir`
 * (made when missing), or takes over the one a killed Kvit left running, and
 * keeps it running until `stop`. Throws a StartupError in plain words.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const home = prepareHome(prepareDataFolder(options.dataDir));
  const claimed = options.role === "server" ? await claimAsServer(home) : await claimAsCommand(home);
  if ("connection" in claimed) return claimed;
  try {
    return await startClaimed(home, options, claimed);
  } catch (error) {
    claimed.release();
    throw error;
  }
}

/** Throws a DataInUseError when another Kvit serves this data folder; looks only, and takes nothing. */
export async function refuseDataInUse(dataDir: string): Promise<void> {
  const home = prepareHome(prepareDataFolder(dataDir));
  const attempt = await claim(home, "server");
  if (attempt.ok) attempt.lock.release();
  else if (attempt.holder.role === "server") throw inUse(home, attempt.holder);
}

async function startClaimed(
  home: Home,
  options: EmbeddedOptions,
  lock: InstanceLock,
): Promise<EmbeddedPostgres> {
  const durable = options.durable ?? true;
  const binaries = prepareBinaries(home);
  const password = prepareCluster(home, binaries, durable);
  const settings = { ...defaultSettings, ...(durable ? {} : hastySettings), ...options.settings };
  const plan: PostmasterPlan = { home, binaries, password, settings, log: options.log };
  const first = await adoptOrStart(plan);
  const supervisor = supervise(plan, first, options);
  try {
    await prepareDatabase(first.endpoint, password);
  } catch (error) {
    await supervisor.stop(false);
    throw error;
  }
  return {
    connection: connectionTo(first.endpoint, password),
    pid: supervisor.pid,
    stop: async () => {
      await supervisor.stop(options.role === "command");
      lock.release();
    },
  };
}

async function adoptOrStart(plan: PostmasterPlan): Promise<Postmaster> {
  return (await adoptOrphan(plan)) ?? (await startPostmaster(plan, await prepareEndpoint(plan.home)));
}

/** A command that runs at this moment is waited for; a server is not. */
async function claimAsServer(home: Home): Promise<InstanceLock> {
  const deadline = Date.now() + patienceForCommandMs;
  for (;;) {
    const attempt = await claim(home, "server");
    if (attempt.ok) return attempt.lock;
    if (attempt.holder.role === "server" || Date.now() > deadline) throw inUse(home, attempt.holder);
    await delay(100);
  }
}

/** The lock when no Kvit runs on this data, else a connection to the server of the one that does. */
async function claimAsCommand(home: Home): Promise<InstanceLock | EmbeddedPostgres> {
  const deadline = Date.now() + patienceForServerMs;
  for (;;) {
    const attempt = await claim(home, "command");
    if (attempt.ok) return attempt.lock;
    const running = await joinRunning(home);
    if (running !== null) return running;
    if (Date.now() > deadline) throw inUse(home, attempt.holder);
    await delay(100);
  }
}

/** A lock from another host (an earlier container on the same volume) is void when its server does not answer. */
async function claim(home: Home, role: LockRole): Promise<LockAttempt> {
  const attempt = await acquireLock(home.lockFile, role);
  if (attempt.ok || !attempt.foreign || (await joinRunning(home)) !== null) return attempt;
  return acquireLock(home.lockFile, role, true);
}

async function joinRunning(home: Home): Promise<EmbeddedPostgres | null> {
  const file = readPostmasterFile(home.cluster);
  if (file === null || !existsSync(home.passwordFile)) return null;
  const password = readPassword(home);
  if ((await probe(file.endpoint, password)) === null) return null;
  return {
    connection: connectionTo(file.endpoint, password),
    pid: () => file.pid,
    stop: () => Promise.resolve(),
  };
}

function connectionTo(endpoint: Endpoint, password: string): PostgresConnection {
  return { ...endpoint, user: appName, password, database: databaseName };
}

function inUse(home: Home, holder: LockHolder): DataInUseError {
  const who = holder.role === "server" ? "Another Kvit" : "A kvit command";
  const where =
    holder.host === hostname() ? `process ${holder.pid}` : `process ${holder.pid} on ${holder.host}`;
  return new DataInUseError(
    `${who} (${where}) is using the data in ${home.folder}: stop it first or set KVIT_DATA_DIR.`,
  );
}
