import { PostgresDialect, type Kysely, type Transaction } from "kysely";
import { Pool } from "pg";
import type { PostgresConnection, PostgresLog } from "./connection.ts";
import type { Database } from "./generated/database.ts";
import { preparing } from "./prepared-statements.ts";
import { createSideBySide } from "./side-by-side.ts";
import { typeParsers } from "./type-parsers.ts";

/** Any connection of the pool: for reads that stand alone, and to begin transactions. */
export type Db = Kysely<Database>;
/** One transaction. A `Db` is not assignable to it, so no query function can leave its transaction unnoticed. */
export type Tx = Transaction<Database>;

export type OpenPool = {
  readonly pool: Pool;
  readonly db: Db;
  /** Waits for running queries, then closes every connection. */
  readonly close: () => Promise<void>;
};

export type PoolOptions = {
  readonly max?: number;
  /** The server cancels a statement that takes longer; 0 for never. */
  readonly statementTimeoutMs?: number;
};

const connectTimeoutMs = 10_000;
const idleInTransactionMs = 60_000;

/** Opens nothing yet: connections are made when asked for, and again after the server was away. */
export function createPool(
  connection: PostgresConnection,
  log: PostgresLog,
  options: PoolOptions = {},
): OpenPool {
  const pool = new Pool({
    ...connection,
    max: options.max ?? 8,
    types: typeParsers,
    application_name: "kvit",
    options: "-c timezone=UTC -c datestyle=ISO",
    statement_timeout: options.statementTimeoutMs ?? 30_000,
    idle_in_transaction_session_timeout: idleInTransactionMs,
    connectionTimeoutMillis: connectTimeoutMs,
    keepAlive: true,
    pipeline: true,
  });
  // An idle connection that breaks is dropped by the pool; without a listener it would end the process.
  // Once the pool is ending, one that PostgreSQL closes before we did is no news.
  pool.on("error", (error) => {
    if (!pool.ending) log.warn(`A database connection broke: ${error.message}`);
  });
  // The pool listens to idle connections only; one that breaks in use tells its caller, and this event besides.
  pool.on("connect", (client) => client.on("error", () => undefined));
  const db = createSideBySide<Database>(new PostgresDialect({ pool: preparing(pool) }));
  // Kysely ends the pool only if it was ever asked something.
  const close = async (): Promise<void> => {
    await db.destroy();
    if (!pool.ending) await pool.end();
  };
  return { pool, db, close };
}
