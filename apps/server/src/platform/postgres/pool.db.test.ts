import { sql } from "kysely";
import { afterAll, describe, expect, expectTypeOf, it } from "vitest";
import { createTestDatabase } from "../../../test/database.ts";
import type { Db, Tx } from "./pool.ts";
import { timestampOf, toTimestamp } from "./timestamp.ts";

const database = await createTestDatabase();
const { db } = database;
afterAll(database.drop);

async function answer(expression: string): Promise<unknown> {
  const result = await sql<{ value: unknown }>`select ${sql.raw(expression)} as value`.execute(db);
  return result.rows[0]?.value;
}

describe("the pool", () => {
  it.each([
    ["timestamptz '2026-11-22 13:10:03.123456+00'", 1_795_353_003_123_456],
    ["timestamptz '2026-11-22 13:10:03.1+05:30'", 1_795_333_203_100_000],
    ["timestamptz '1969-12-31 23:59:59.999999+00'", -1],
    ["array[timestamptz '1970-01-01 00:00:00.000002+00', null]", [2, null]],
    ["int8 '9007199254740991'", 9_007_199_254_740_991],
    ["array[1, -2]::int8[]", [1, -2]],
    ["array[]::int8[]", []],
    ["numeric '0.10'", "0.10"],
    ["date '2026-03-29'", "2026-03-29"],
    ["timestamp '2026-03-29 02:30:00'", "2026-03-29 02:30:00"],
    ["interval '1 day 2 hours'", "1 day 02:00:00"],
    [`jsonb '{"a": [1]}'`, { a: [1] }],
    ["current_setting('timezone')", "UTC"],
  ])("reads %s as it is meant", async (expression, value) => {
    expect(await answer(expression)).toStrictEqual(value);
  });

  it.each([
    ["int8 '9007199254740992'"],
    ["timestamptz 'infinity'"],
    ["timestamptz '0044-03-15 00:00:00+00 BC'"],
  ])("refuses %s instead of answering something near it", async (expression) => {
    await expect(answer(expression)).rejects.toThrow(RangeError);
  });

  it("writes an instant and finds it again to the microsecond", async () => {
    const instant = 1_795_353_003_123_456;
    await sql`create table moment (at timestamptz not null)`.execute(db);
    await sql`insert into moment values (${toTimestamp(instant)})`.execute(db);
    const found = await sql<{ at: number }>`select at from moment where at = ${timestampOf(instant)}`.execute(
      db,
    );
    expect(found.rows).toStrictEqual([{ at: instant }]);
  });

  it("goes on working after its connections were cut", async () => {
    const cut = sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`;
    await Promise.all([answer("1"), answer("2"), answer("3")]);
    await cut.execute(db);
    await expect.poll(() => answer("1").catch(() => null)).toBe(1);
  });

  it("does not take a pool where a transaction is asked for", () => {
    expectTypeOf<Db>().not.toExtend<Tx>();
    expectTypeOf<Tx>().toExtend<Db>();
  });
});
