import { deliverFromPipe, type PipeHouse } from "../channels/email/index.ts";
import { theAccount } from "../platform/account.ts";
import { createDiskBlobStore } from "../platform/blobs/blob-store.ts";
import { createSystemClock } from "../platform/clock.ts";
import type { OpenDatabase } from "../platform/postgres/open-database.ts";
import { openForCommand, type House } from "./house.ts";

type Options = { readonly to: readonly string[]; readonly from?: string };

/** `kvit mail deliver`: what a mail server's pipe or a forwarding rule runs for each mail. */
export async function runMailDeliver(house: House, { to, from }: Options): Promise<void> {
  const opened: OpenDatabase[] = [];
  const open = async (): Promise<PipeHouse> => {
    const config = house.readConfig();
    const database = await openForCommand(house, config, "existing");
    opened.push(database);
    const blobs = createDiskBlobStore(`${config.dataDir}/files`);
    return { accountId: theAccount, db: database.db, blobs, clock: createSystemClock() };
  };
  try {
    const deps = { open, say: house.terminal.say };
    house.endWith(await deliverFromPipe(deps, house.input, { to, from: from ?? null }));
  } finally {
    for (const database of opened) await database.close();
  }
}
