import { Client } from "pg";
import { StartupError, systemErrorCode } from "../startup-error.ts";
import type { PostgresConnection } from "./connection.ts";
import { type EmbeddedOptions, type EmbeddedPostgres, startEmbeddedPostgres } from "./embedded.ts";
import type { OpenPool, PoolOptions } from "./pool.ts";

export type DatabaseOptions = Pick<
  EmbeddedOptions,
  "dataDir" | "role" | "log" | "settings" | "onDown" | "onUp"
> & {
  /** Null for the PostgreSQL that comes with Kvit. */
  readonly databaseUrl: string | null;
  readonly pool?: PoolOptions;
};

export type OpenDatabase = OpenPool & {
  /** For connections beside the pool, such as the one that listens. */
  readonly connection: PostgresConnection;
  /** Null when the database was given by URL. */
  readonly embedded: EmbeddedPostgres | null;
};

const oldestVersion = 150_000;
const connectTimeoutMs = 10_000;

/**
 * The database of the configuration, reachable and new enough, not yet
 * migrated. Throws a StartupError in plain words. `close` also stops the
 * embedded server where this process started it.
 */
export async function openDatabase(options: DatabaseOptions): Promise<OpenDatabase> {
  const { databaseUrl, log } = options;
  if (databaseUrl !== null) {
    const connection = { connectionString: databaseUrl };
    const [{ createPool }] = await Promise.all([import("./pool.ts"), checkServer(connection)]);
    return { ...createPool(connection, log, options.pool), connection, embedded: null };
  }
  // What the pool is made of is loaded while PostgreSQL starts.
  const starting = startEmbeddedPostgres(options);
  const [{ createPool }, embedded] = await Promise.all([import("./pool.ts"), starting]);
  const opened = createPool(embedded.connection, log, options.pool);
  const close = async (): Promise<void> => {
    await opened.close();
    await embedded.stop();
  };
  return { ...opened, close, connection: embedded.connection, embedded };
}

/** Signs in once, so that a wrong URL is told at the start and in words. */
async function checkServer(connection: PostgresConnection): Promise<void> {
  const client = new Client({ ...connection, connectionTimeoutMillis: connectTimeoutMs });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ number: number; version: string }>(
      "select current_setting('server_version_num')::int as number, current_setting('server_version') as version",
    );
    const server = rows[0];
    if (server === undefined || server.number >= oldestVersion) return;
    throw new StartupError(
      `The server in KVIT_DATABASE_URL is PostgreSQL ${server.version}; Kvit needs version 15 or newer.`,
    );
  } catch (error) {
    throw error instanceof StartupError ? error : explain(error, client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function explain(error: unknown, client: Client): StartupError {
  const where = `${client.host}:${client.port}`;
  const code = systemErrorCode(error);
  const reason = error instanceof Error && error.message !== "" ? error.message : String(code);
  if (code === "28P01" || code === "28000") {
    return new StartupError(
      `PostgreSQL at ${where} does not let ${client.user ?? "us"} in (${reason}): correct the user and the password in KVIT_DATABASE_URL.`,
    );
  }
  if (code === "3D000") {
    return new StartupError(
      `PostgreSQL at ${where} has no database ${client.database ?? ""}: create it or correct KVIT_DATABASE_URL.`,
    );
  }
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") {
    return new StartupError(`The host ${client.host} in KVIT_DATABASE_URL is not known here.`);
  }
  return new StartupError(
    `PostgreSQL at ${where} cannot be reached (${reason}): start it or correct KVIT_DATABASE_URL.`,
  );
}
