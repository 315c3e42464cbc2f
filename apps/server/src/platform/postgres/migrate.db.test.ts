import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../test/database.ts";
import { migrate, readMigrations } from "./migrate.ts";

const scratch = mkdtempSync(join(tmpdir(), "kvit-migrations-"));
afterAll(() => rmSync(scratch, { recursive: true }));

let folders = 0;
function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(scratch, `${(folders += 1)}-`));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

const first = { "0001_things.sql": "create table thing (id int primary key); insert into thing values (1);" };
const second = { "0002_names.sql": "alter table thing add column name text;" };

describe("migrating", () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createTestDatabase({ empty: true });
  });
  afterEach(() => database.drop());

  it("applies what is pending, once and in order", async () => {
    expect(await migrate(database.db, folderWith(first))).toStrictEqual(["0001_things"]);
    const both = folderWith({ ...first, ...second });
    expect(await migrate(database.db, both)).toStrictEqual(["0002_names"]);
    expect(await migrate(database.db, both)).toStrictEqual([]);
    const { rows } = await sql`select id, name from thing`.execute(database.db);
    expect(rows).toStrictEqual([{ id: 1, name: null }]);
  });

  it("leaves nothing behind when a file fails, and names it", async () => {
    const broken = folderWith({
      ...first,
      "0002_broken.sql": "alter table thing add column name text; select 1/0;",
    });
    await expect(migrate(database.db, broken)).rejects.toThrow(
      "The database could not be brought up to date (migration 0002_broken): division by zero.",
    );
    const { rows } = await sql<{ found: boolean }>`select to_regclass('thing') is not null as found`.execute(
      database.db,
    );
    expect(rows).toStrictEqual([{ found: false }]);
  });

  it("refuses a database that a newer program has migrated", async () => {
    await migrate(database.db, folderWith({ ...first, ...second }));
    await expect(migrate(database.db, folderWith(first))).rejects.toThrow(
      "The database was made by a newer Kvit (this one does not know its migration 0002_names): start the newer version.",
    );
  });

  it("refuses a file that was changed after it had been applied", async () => {
    await migrate(database.db, folderWith(first));
    const changed = folderWith({ "0001_things.sql": "create table thing (id bigint primary key);" });
    await expect(migrate(database.db, changed)).rejects.toThrow(
      "The file of migration 0001_things was changed after this database had applied it",
    );
  });

  it("applies each file once when two start at the same time", async () => {
    const folder = folderWith({ ...first, ...second });
    const applied = await Promise.all([migrate(database.db, folder), migrate(database.db, folder)]);
    expect(applied.flat().toSorted()).toStrictEqual(["0001_things", "0002_names"]);
  });

  it("brings an empty database to the schema of this program", async () => {
    const applied = await migrate(database.db);
    expect(applied.length).toBeGreaterThan(0);
    expect(await migrate(database.db)).toStrictEqual([]);
  });
});

describe("migration files", () => {
  it.each([
    ["a gap", ["0001_a.sql", "0003_c.sql"]],
    ["two with one number", ["0001_a.sql", "0001_b.sql"]],
    ["a name without a number", ["first.sql"]],
  ])("are refused with %s", async (_, names) => {
    const folder = folderWith(Object.fromEntries(names.map((name) => [name, ""])));
    await expect(readMigrations(folder)).rejects.toThrow(/should be migration \d/);
  });
});
