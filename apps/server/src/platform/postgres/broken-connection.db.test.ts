import { sql } from "kysely";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../test/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase({ poolSize: 1 });
});
afterAll(async () => database.drop());

it("F4: a connection that breaks inside a transaction fails it, and nothing else", async () => {
  const other = await createTestDatabase();
  const broken = database.db.transaction().execute(async (tx) => {
    const own = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
    await sql`select pg_terminate_backend(${own.rows[0]?.pid ?? 0}::int)`.execute(other.db);
    await sql`select 1`.execute(tx);
  });
  await expect(broken).rejects.toBeInstanceOf(Error);
  await expect(sql`select 1 as one`.execute(database.db)).resolves.toMatchObject({ rows: [{ one: 1 }] });
  await other.drop();
});
