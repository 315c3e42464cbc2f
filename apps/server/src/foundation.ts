import type { Config } from "./config.ts";
import { DataInUseError, refuseDataInUse } from "./platform/postgres/embedded.ts";
import { openDatabase, type OpenDatabase } from "./platform/postgres/open-database.ts";
import { createLog, type Log } from "./platform/telemetry/log.ts";

/** What everything else stands on. */
export type Foundation = { readonly log: Log; readonly database: OpenDatabase };

/** Opens the log and the database. Throws a StartupError in plain words. */
export async function layFoundation(config: Config): Promise<Foundation> {
  const log = createLog(config.logLevel);
  for (const warning of config.warnings) log.warn(warning);
  const database = await openDatabase({
    databaseUrl: config.databaseUrl,
    dataDir: config.dataDir,
    role: "server",
    log: { info: (message) => log.info(message), warn: (message) => log.warn(message) },
  });
  return { log, database };
}

/** Throws what helps more than `taken`, the sentence about a port: that this very Kvit is running already. */
export async function explainTakenPort(taken: unknown, config: Config): Promise<never> {
  if (config.databaseUrl === null) await refuseDataInUse(config.dataDir).catch(onlyInUse);
  throw taken;
}

function onlyInUse(error: unknown): void {
  if (error instanceof DataInUseError) throw error;
}
