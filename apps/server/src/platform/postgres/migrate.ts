import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Kysely, sql } from "kysely";
import { type Migration, Migrator } from "kysely/migration";
import { StartupError } from "../startup-error.ts";

/** The migrations of this program. */
export const migrationsFolder = fileURLToPath(new URL("../../../migrations", import.meta.url));

export type MigrationFile = { readonly name: string; readonly text: string; readonly checksum: string };

const filePattern = /^(\d{4})_[a-z0-9-]+\.sql$/;
const tables = { migration: "migration", lock: "migration_lock" };

/** The numbered files in order. Throws when a number is missing, doubled or a name is malformed. */
export async function readMigrations(folder: string): Promise<MigrationFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".sql")).sort();
  return Promise.all(
    names.map(async (name, index) => {
      const number = filePattern.exec(name)?.[1];
      if (number === undefined || Number(number) !== index + 1) {
        throw new Error(`${name} should be migration ${index + 1}, named NNNN_what-it-does.sql.`);
      }
      const text = await readFile(join(folder, name), "utf8");
      const checksum = createHash("sha256").update(text.replaceAll("\r\n", "\n")).digest("hex");
      return { name: name.replace(/\.sql$/, ""), text, checksum };
    }),
  );
}

/** One digest for the whole folder: equal digests give equal schemas. */
export function digestOf(files: readonly MigrationFile[]): string {
  const all = files.map((file) => `${file.name} ${file.checksum}`).join("\n");
  return createHash("sha256").update(all).digest("hex").slice(0, 16);
}

/**
 * Brings the database to the schema of this program, forward only, all pending
 * files in one transaction; several starters wait for each other. Answers the
 * names applied now. Throws a StartupError when the database is newer than the
 * program or a file was changed after it had been applied.
 */
export async function migrate<DB>(db: Kysely<DB>, folder: string = migrationsFolder): Promise<string[]> {
  const files = await readMigrations(folder);
  await prepareChecksums(db);
  const applied = await refuseUnknownPast(db, files);
  // A migration and its checksum are one commit: with all of them there, nothing is left to do.
  if (applied === files.length) return [];
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(Object.fromEntries(files.map(toMigration))) },
    migrationTableName: tables.migration,
    migrationLockTableName: tables.lock,
  });
  const { error, results } = await migrator.migrateToLatest();
  if (error !== undefined)
    throw failureOf(error, results?.find((result) => result.status === "Error")?.migrationName);
  return (results ?? []).map((result) => result.migrationName);
}

function toMigration(file: MigrationFile): [string, Migration] {
  const up: Migration["up"] = async (db) => {
    await sql`set local statement_timeout = 0`.execute(db);
    await sql.raw(file.text).execute(db);
    await sql`insert into migration_checksum (name, checksum) values (${file.name}, ${file.checksum})`.execute(
      db,
    );
  };
  return [file.name, { up }];
}

/** Under a lock: two starters that create the same table at once would fail, "if not exists" or not. */
async function prepareChecksums<DB>(db: Kysely<DB>): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext('kvit migration_checksum'))`.execute(tx);
    const present = await sql`select 1 from pg_class where oid = to_regclass('migration_checksum')`.execute(
      tx,
    );
    if (present.rows.length > 0) return;
    await sql`create table migration_checksum (name text primary key, checksum text not null)`.execute(tx);
  });
}

/** Answers how many of the files have been applied. */
async function refuseUnknownPast<DB>(db: Kysely<DB>, files: readonly MigrationFile[]): Promise<number> {
  const applied = await sql<{
    name: string;
    checksum: string;
  }>`select name, checksum from migration_checksum order by name`.execute(db);
  const known = new Map(files.map((file) => [file.name, file.checksum]));
  for (const { name, checksum } of applied.rows) {
    const expected = known.get(name);
    if (expected === undefined) {
      throw new StartupError(
        `The database was made by a newer Kvit (this one does not know its migration ${name}): start the newer version.`,
      );
    }
    if (expected !== checksum) {
      throw new StartupError(
        `The file of migration ${name} was changed after this database had applied it: restore the file and put the change into a new migration.`,
      );
    }
  }
  return applied.rows.length;
}

function failureOf(error: unknown, name: string | undefined): Error {
  const reason = error instanceof Error ? error.message : String(error);
  return new StartupError(
    `The database could not be brought up to date${name === undefined ? "" : ` (migration ${name})`}: ${reason}.`,
    { cause: error },
  );
}
