import { sql } from "kysely";
import { migrationsFolder, readMigrations } from "../platform/postgres/migrate.ts";
import type { Db } from "../platform/postgres/pool.ts";

/** The migrations of this program that the database has not seen. */
export async function pendingMigrations(db: Db): Promise<string[]> {
  const files = (await readMigrations(migrationsFolder)).map(({ name }) => name);
  const present = await sql`select 1 from pg_class where oid = to_regclass('migration_checksum')`.execute(db);
  if (present.rows.length === 0) return files;
  const applied = await sql<{ name: string }>`select name from migration_checksum`.execute(db);
  const known = new Set(applied.rows.map((row) => row.name));
  return files.filter((name) => !known.has(name));
}
