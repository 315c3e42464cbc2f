/**
 * Writes the pages and types that are derived from the migrations and the
 * configuration. With `--check` it writes nothing and fails when a file on disk
 * differs from what it would write.
 */
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createPool } from "../apps/server/src/platform/postgres/pool.ts";
import { startEmbeddedPostgres } from "../apps/server/src/platform/postgres/embedded.ts";
import { migrate } from "../apps/server/src/platform/postgres/migrate.ts";
import { type Catalog, readCatalog } from "./generate/catalog.ts";
import { configPage } from "./generate/config-page.ts";
import { databaseTypes } from "./generate/database-types.ts";
import { errorsPage } from "./generate/errors-page.ts";
import { schemaSql } from "./generate/schema-sql.ts";

const root = join(import.meta.dirname, "..");

async function catalogOfMigrations(): Promise<Catalog> {
  const dataDir = mkdtempSync(join(tmpdir(), "kvit-generate-"));
  // The user that PostgreSQL runs as passes through here when we are root.
  chmodSync(dataDir, 0o755);
  const log = { info: () => undefined, warn: (message: string) => console.error(message) };
  try {
    const server = await startEmbeddedPostgres({
      dataDir: join(dataDir, "data"),
      log,
      role: "server",
      durable: false,
    });
    const { pool, db, close } = createPool(server.connection, log, { max: 1 });
    try {
      await migrate(db);
      return await readCatalog(pool);
    } finally {
      await close();
      await server.stop();
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

const catalog = await catalogOfMigrations();
const pages: Readonly<Record<string, string>> = {
  "docs/reference/schema.sql": schemaSql(catalog),
  "docs/reference/config.md": configPage(),
  "docs/reference/errors.md": errorsPage(),
  "apps/server/src/platform/postgres/generated/database.ts": databaseTypes(catalog),
};

const onDisk = (path: string): string | null => {
  try {
    return readFileSync(join(root, path), "utf8");
  } catch {
    return null;
  }
};

const stale = Object.entries(pages).filter(([path, content]) => onDisk(path) !== content);
for (const [path, content] of stale) {
  if (process.argv.includes("--check")) {
    console.error(`${path} is not what the source says: run npm run generate.`);
    process.exitCode = 1;
  } else {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
    console.log(`Wrote ${path}.`);
  }
}
