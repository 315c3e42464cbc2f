import { Client } from "pg";
import { inject } from "vitest";
import type { TestDatabase } from "./database.ts";

/** Runs `work` while the database takes no connection and has lost those it had. */
export async function whileAway<Value>(database: TestDatabase, work: () => Promise<Value>): Promise<Value> {
  await allow(database, false);
  try {
    return await work();
  } finally {
    await allow(database, true);
  }
}

async function allow({ name }: TestDatabase, allowed: boolean): Promise<void> {
  const client = new Client(inject("testServer").connection);
  await client.connect();
  try {
    await client.query(`alter database ${name} with allow_connections ${allowed}`);
    if (!allowed)
      // the server's own workers may be vacuuming there, and are not ours to end
      await client.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and backend_type = 'client backend'",
        [name],
      );
  } finally {
    await client.end();
  }
}
