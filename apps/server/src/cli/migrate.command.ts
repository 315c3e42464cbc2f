import { migrate } from "../platform/postgres/migrate.ts";
import { many } from "./arguments.ts";
import { withDatabase, type House } from "./house.ts";

/** `kvit migrate`: brings the database to the schema of this program, as `kvit start` also does. */
export async function runMigrate(house: House): Promise<void> {
  const wanted = { config: house.readConfig(), need: "as-it-is" } as const;
  const applied = await withDatabase(house, wanted, async ({ db }) => migrate(db));
  for (const name of applied) house.terminal.answer(name);
  const done = applied.length === 0 ? "nothing was missing" : `${many(applied.length, "migration")} applied`;
  house.terminal.say(`The database is up to date: ${done}.`);
}
