import type { Command } from "commander";
import { migrate } from "../platform/postgres/migrate.ts";
import { many } from "./arguments.ts";
import { withDatabase, type House } from "./house.ts";

/** `kvit migrate`: brings the database to the schema of this program, as `kvit start` also does. */
export function mountMigrate(program: Command, house: House): void {
  program
    .command("migrate")
    .description("bring the database up to date")
    .action(async () => {
      const applied = await withDatabase(
        house,
        { config: house.readConfig(), need: "as-it-is" },
        async ({ db }) => migrate(db),
      );
      for (const name of applied) house.terminal.answer(name);
      const done =
        applied.length === 0 ? "nothing was missing" : `${many(applied.length, "migration")} applied`;
      house.terminal.say(`The database is up to date: ${done}.`);
    });
}
