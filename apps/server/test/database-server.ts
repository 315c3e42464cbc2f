/**
 * One PostgreSQL for the whole test run, with a migrated template that each
 * test file clones. Without KVIT_DATABASE_URL it is the embedded server on a
 * cluster kept between runs; runs at the same time take different clusters.
 */
import { createHash } from "node:crypto";
import { lstatSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import type { TestProject } from "vitest/node";
import { type PostgresConnection, withDatabase } from "../src/platform/postgres/connection.ts";
import {
  DataInUseError,
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from "../src/platform/postgres/embedded.ts";
import { digestOf, migrate, migrationsFolder, readMigrations } from "../src/platform/postgres/migrate.ts";
import { createPool } from "../src/platform/postgres/pool.ts";
import { StartupError } from "../src/platform/startup-error.ts";

declare module "vitest" {
  export interface ProvidedContext {
    testServer: TestServer;
  }
}

/** What a test file needs to clone a database of its own. */
export type TestServer = {
  readonly connection: PostgresConnection;
  readonly template: string;
  /** Where the embedded cluster lies; null on a server given by URL. */
  readonly dataDir: string | null;
};

const quiet = { info: () => undefined, warn: (message: string) => console.error(message) };
const slots = 16;
const keptDatabases = 5;
let embedded: EmbeddedPostgres | null = null;

export async function setup(project: TestProject): Promise<void> {
  const url = process.env["KVIT_DATABASE_URL"];
  const started = url === undefined || url === "" ? await startSlot() : null;
  embedded = started?.server ?? null;
  const connection = embedded?.connection ?? { connectionString: url ?? "" };
  const template = await prepareTemplate(connection, started !== null);
  project.provide("testServer", { connection, template, dataDir: started?.dataDir ?? null });
}

export async function teardown(): Promise<void> {
  await embedded?.stop();
}

async function startSlot(): Promise<{ server: EmbeddedPostgres; dataDir: string }> {
  const folder = slotsFolder();
  for (let slot = 1; slot <= slots; slot += 1) {
    const dataDir = join(folder, String(slot));
    const server = await startIn(dataDir);
    if (server !== null) return { server, dataDir };
  }
  throw new Error(`All ${slots} test clusters in ${folder} are in use.`);
}

/** Null when another run uses this cluster. One that does not start was cut off by a crash: it is made anew. */
async function startIn(dataDir: string): Promise<EmbeddedPostgres | null> {
  const start = async () => startEmbeddedPostgres({ dataDir, log: quiet, role: "server", durable: false });
  try {
    return await start();
  } catch (error) {
    if (error instanceof DataInUseError) return null;
    if (!(error instanceof StartupError)) throw error;
    rmSync(dataDir, { recursive: true, force: true });
    return start();
  }
}

/** Under the folder of temporary files, which the user of PostgreSQL can always enter. */
function slotsFolder(): string {
  const uid = process.getuid?.() ?? 0;
  const checkout = createHash("sha256")
    .update(import.meta.dirname)
    .digest("hex")
    .slice(0, 8);
  const folder = join(tmpdir(), `kvit-test-${uid}-${checkout}`);
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const found = lstatSync(folder);
  return found.isDirectory() && found.uid === uid ? folder : mkdtempSync(join(tmpdir(), "kvit-test-"));
}

/** A migrated database whose name tells the digest of the migrations: unchanged migrations cost nothing. */
async function prepareTemplate(connection: PostgresConnection, ownServer: boolean): Promise<string> {
  const template = `kvit_template_${digestOf(await readMigrations(migrationsFolder))}`;
  const admin = new Client(connection);
  await admin.connect();
  try {
    await admin.query("select pg_advisory_lock(hashtext('kvit test template'))");
    if (ownServer) await dropLeftovers(admin, template);
    const found = await admin.query("select 1 from pg_database where datname = $1", [template]);
    if (found.rowCount === 0) await makeTemplate(admin, connection, template);
    return template;
  } finally {
    await admin.end();
  }
}

async function makeTemplate(admin: Client, connection: PostgresConnection, template: string): Promise<void> {
  const draft = `${template}_draft`;
  await admin.query(`drop database if exists ${draft} with (force)`);
  await admin.query(`create database ${draft}`);
  const { db, close } = createPool(withDatabase(connection, draft), quiet, { max: 1 });
  try {
    await migrate(db);
  } finally {
    await close();
  }
  await admin.query(`alter database ${draft} rename to ${template}`);
}

/** Databases of earlier runs, but for the last few that a failed file kept; templates of other migrations. */
async function dropLeftovers(admin: Client, template: string): Promise<void> {
  const { rows } = await admin.query<{ datname: string }>(
    `select datname from pg_database
     where datname like 'kvit\\_template\\_%' and datname <> $1
        or datname in (select datname from pg_database where datname like 'kvit\\_test\\_%' order by oid desc offset $2)`,
    [template, keptDatabases],
  );
  for (const { datname } of rows) await admin.query(`drop database if exists ${datname} with (force)`);
}
