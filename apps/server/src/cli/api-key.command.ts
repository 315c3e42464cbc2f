import { Option, type Command } from "commander";
import { createApiKey } from "../api-keys/index.ts";
import { theAccount } from "../platform/account.ts";
import { createSystemClock } from "../platform/clock.ts";
import { withDatabase, type House } from "./house.ts";

type Options = { readonly name: string; readonly as: string; readonly scope: "read" | "write" };

/** `kvit api-key create`: prints the key alone, so that a script can keep it. It is never shown again. */
export function mountApiKey(program: Command, house: House): void {
  program
    .command("api-key")
    .description("keys by which programs use the API")
    .command("create")
    .description("make a key that acts as an agent, and print it")
    .requiredOption("--name <name>", "what the key is for")
    .requiredOption("--as <email>", "the agent it acts as")
    .addOption(new Option("--scope <scope>", "what it may do").choices(["read", "write"]).default("write"))
    .action(async ({ name, as: asEmail, scope }: Options) => {
      await withDatabase(house, { config: house.readConfig(), need: "existing" }, async ({ db }) => {
        const deps = { db, clock: createSystemClock(), accountId: theAccount };
        const { key } = await createApiKey(deps, { name, asEmail, scope });
        house.terminal.answer(key);
      });
    });
}
