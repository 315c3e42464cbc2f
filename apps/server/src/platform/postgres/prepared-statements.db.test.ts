import { sql } from "kysely";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../test/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase({ poolSize: 1 });
});
afterAll(async () => database.drop());

const prepared = async () => {
  const found = await sql<{ statement: string }>`select statement from pg_prepared_statements`.execute(
    database.db,
  );
  return found.rows.map((row) => row.statement);
};

it("prepares a statement that comes again, once, and answers the same", async () => {
  for (let value = 1; value <= 5; value += 1) {
    const found = await sql<{ twice: number }>`select ${value}::int * 2 as twice`.execute(database.db);
    expect(found.rows).toEqual([{ twice: value * 2 }]);
  }
  expect(await prepared()).toEqual(["select $1::int * 2 as twice"]);
});

it("tells of a statement's failure as before, also inside a transaction", async () => {
  const divide = async (by: number) =>
    database.db.transaction().execute(async (tx) => sql`select 1 / ${by}::int as share`.execute(tx));
  for (let time = 0; time < 4; time += 1) await divide(1);
  await expect(divide(0)).rejects.toMatchObject({ code: "22012" });
  await expect(divide(1)).resolves.toMatchObject({ rows: [{ share: 1 }] });
});

it("leaves statements alone that come once", async () => {
  await sql`select ${"only once"}::text as words`.execute(database.db);
  expect((await prepared()).some((statement) => statement.includes("words"))).toBe(false);
});
