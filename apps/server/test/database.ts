import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { Pool } from "pg";
import { Client, DatabaseError } from "pg";
import { expect, inject } from "vitest";
import { type PostgresConnection, withDatabase } from "../src/platform/postgres/connection.ts";
import { createPool, type Db } from "../src/platform/postgres/pool.ts";
import { hasFailure } from "./failures.ts";

export type TestDatabase = {
  readonly name: string;
  readonly connection: PostgresConnection;
  readonly pool: Pool;
  readonly db: Db;
  /** Closes the pool and drops the database; it is kept, and its name printed, when a test of the file failed. */
  readonly drop: () => Promise<void>;
};

export type TestDatabaseOptions = {
  /** Without any migration applied. */
  readonly empty?: boolean;
  readonly poolSize?: number;
};

const silent = { info: () => undefined, warn: () => undefined };

/**
 * A database for one test file, cloned from the migrated template:
 *
 *     const database = await createTestDatabase();
 *     afterAll(database.drop);
 */
export async function createTestDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const server = inject("testServer");
  const name = databaseName();
  await onServer(
    `create database ${name} template ${options.empty === true ? "template0" : server.template}`,
  );
  const connection = withDatabase(server.connection, name);
  const { pool, db, close } = createPool(connection, silent, { max: options.poolSize ?? 4 });
  const drop = async (): Promise<void> => {
    await close();
    if (!hasFailure()) await dropDatabase(name);
    else
      console.error(
        `The test database ${name} is kept${server.dataDir === null ? "" : ` in ${server.dataDir}`}.`,
      );
  };
  return { name, connection, pool, db, drop };
}

/** The address of a database, for whoever takes nothing else. */
export function urlOf(connection: PostgresConnection): string {
  if (connection.connectionString !== undefined) return connection.connectionString;
  const { user, password, database: name, host, port } = connection;
  const parts = { user, password: String(password), host, port: String(port) };
  return `postgresql:///${name}?${new URLSearchParams(Object.entries(parts).map(([key, value]) => [key, value ?? ""])).toString()}`;
}

/** Not while PostgreSQL itself tidies up in it, which takes a moment and is nobody's to end (42501). */
async function dropDatabase(name: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await onServer(`drop database if exists ${name} with (force)`);
    } catch (error) {
      if (tries >= 10 || !(error instanceof DatabaseError && error.code === "42501")) throw error;
      await pause(200);
    }
  }
}

/** Named after its test file, so that a kept one can be told. */
function databaseName(): string {
  const file = expect.getState().testPath?.split("/").at(-1) ?? "";
  const words = file.replace(/\.test\.ts$/, "").replaceAll(/[^a-z0-9]+/g, "_");
  return `kvit_test_${words.slice(0, 30)}_${randomBytes(5).toString("hex")}`;
}

async function onServer(statement: string): Promise<void> {
  const client = new Client(inject("testServer").connection);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
