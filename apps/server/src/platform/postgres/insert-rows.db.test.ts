import { afterAll, expect, it } from "vitest";
import { createTestDatabase } from "../../../test/database.ts";
import { insertRows, insertTogether, into } from "./insert-rows.ts";

const database = await createTestDatabase();
const { db } = database;
afterAll(database.drop);

it("writes rows of several tables and answers the numbers of the first", async () => {
  const accounts = into("account", [
    { id: 901, name: "Kettle & Co" },
    { id: 902, name: "Pot" },
  ]);
  const departments = into("department", [{ account_id: 902, name: "Pots" }]);
  const ids = await db.transaction().execute((tx) => insertTogether(tx, [accounts, departments], "id"));
  expect(ids).toStrictEqual([901, 902]);
  const found = await db.selectFrom("department").select("name").where("account_id", "=", 902).execute();
  expect(found).toStrictEqual([{ name: "Pots" }]);
});

it("fails, and writes nothing, when asked for a column that holds no number", async () => {
  const account = into("account", [{ id: 903, name: "Lid" }]);
  await expect(db.transaction().execute((tx) => insertTogether(tx, [account], "name"))).rejects.toThrow(
    "The column name holds no number.",
  );
  expect(await db.selectFrom("account").select("id").where("id", "=", 903).execute()).toStrictEqual([]);
});

it("writes nothing for no rows", async () => {
  expect(await insertRows(db, "account", [], "id")).toStrictEqual([]);
});
