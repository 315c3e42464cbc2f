import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";
import type { Config } from "../config.ts";
import { migrate } from "../platform/postgres/migrate.ts";
import { openDatabase, type OpenDatabase } from "../platform/postgres/open-database.ts";
import { StartupError } from "../platform/startup-error.ts";
import { pendingMigrations } from "./migrations.queries.ts";
import type { Terminal } from "./terminal.ts";

/** What every command is given. */
export type House = {
  readonly terminal: Terminal;
  readonly readConfig: () => Config;
  /** Standard input. */
  readonly input: Readable;
  /** How the process will end; 0 unless said otherwise. */
  readonly endWith: (code: number) => void;
  /** Runs `stop` when the person interrupts, before the process ends; answers how to take that back. */
  readonly onInterrupt: (stop: () => Promise<void>) => () => void;
};

/**
 * What a command needs of the database: `existing` and of this program's
 * version, `made` and brought up to date if need be, or `as-it-is`.
 */
export type Need = "existing" | "made" | "as-it-is";

/**
 * Runs `work` on the database of the configuration: that of the running
 * server, else one started for the while. Throws a StartupError in plain words.
 */
export async function withDatabase<Value>(
  house: House,
  { config, need }: { readonly config: Config; readonly need: Need },
  work: (database: OpenDatabase) => Promise<Value>,
): Promise<Value> {
  const database = await openForCommand(house, config, need);
  const keepOn = house.onInterrupt(database.close);
  try {
    return await work(database);
  } finally {
    keepOn();
    await database.close();
  }
}

/** As above, for whoever closes it themselves. */
export async function openForCommand(house: House, config: Config, need: Need): Promise<OpenDatabase> {
  if (need === "existing") demandDesk(config);
  const database = await openDatabase({
    databaseUrl: config.databaseUrl,
    dataDir: config.dataDir,
    role: "command",
    log: { info: () => undefined, warn: house.terminal.say },
  });
  try {
    if (need === "existing") await demandCurrent(database);
    if (need === "made") await migrate(database.db);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Whether a data folder has been started before. A question must not make an empty desk in a mistyped folder. */
export function hasDesk({ dataDir }: Config): boolean {
  return ["postgres", "postgres-is-elsewhere.txt"].some((name) => existsSync(join(dataDir, name)));
}

function demandDesk(config: Config): void {
  if (config.databaseUrl !== null || hasDesk(config)) return;
  throw new StartupError(
    `There is no desk in ${config.dataDir} yet: start Kvit first, or set KVIT_DATA_DIR to where it is.`,
  );
}

async function demandCurrent({ db }: OpenDatabase): Promise<void> {
  const pending = await pendingMigrations(db);
  if (pending.length === 0) return;
  throw new StartupError(
    `The database is older than this Kvit (${pending[0]} is missing): run kvit migrate first.`,
  );
}
