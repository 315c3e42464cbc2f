import type { ClientConfig } from "pg";

/** What it takes to reach one database: either the parts or a URL. */
export type PostgresConnection = Pick<
  ClientConfig,
  "host" | "port" | "user" | "password" | "database" | "connectionString"
>;

/** What the PostgreSQL folder reports about itself; pino and console both fit. */
export type PostgresLog = {
  readonly info: (message: string) => void;
  readonly warn: (message: string) => void;
};

/** The same server, another database on it. */
export function withDatabase(connection: PostgresConnection, database: string): PostgresConnection {
  if (connection.connectionString === undefined) return { ...connection, database };
  const url = new URL(connection.connectionString);
  url.pathname = `/${encodeURIComponent(database)}`;
  return { ...connection, connectionString: url.href };
}
