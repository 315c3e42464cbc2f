import { createApiKey } from "../api-keys/index.ts";
import { theAccount } from "../platform/account.ts";
import { createSystemClock } from "../platform/clock.ts";
import { withDatabase, type House } from "./house.ts";

type Options = { readonly name: string; readonly as: string; readonly scope: "read" | "write" };

/** `kvit api-key create`: prints the key alone, so that a script can keep it. It is never shown again. */
export async function runApiKeyCreate(house: House, { name, as: asEmail, scope }: Options): Promise<void> {
  await withDatabase(house, { config: house.readConfig(), need: "existing" }, async ({ db }) => {
    const deps = { db, clock: createSystemClock(), accountId: theAccount };
    const { key } = await createApiKey(deps, { name, asEmail, scope });
    house.terminal.answer(key);
  });
}
