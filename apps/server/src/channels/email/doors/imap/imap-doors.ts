import type { ImapServer } from "../../../../mailboxes/mail-servers.ts";
import { createTicker } from "../../ticker.ts";
import { createImapDoor, type ImapDoor, type ImapDoorDeps } from "./imap-door.ts";

export type ImapDoorsDeps = Omit<ImapDoorDeps, "server" | "key"> & {
  readonly accountId: number;
  /** The mailboxes in use that are fetched from a mail host. */
  readonly servers: () => Promise<readonly { readonly mailboxId: number; readonly server: ImapServer }[]>;
  /** Milliseconds between looks at the settings. */
  readonly settingsMs: number;
};

export type ImapDoors = {
  readonly start: () => void;
  readonly stop: () => Promise<void>;
  /** The settings have changed: look at once. */
  readonly wake: () => void;
  readonly count: () => number;
};

/** One door for each mailbox that is fetched; settings that change close the old door and open a new one. */
export function createImapDoors(deps: ImapDoorsDeps): ImapDoors {
  const open = new Map<string, ImapDoor>();

  async function follow(): Promise<boolean> {
    const wanted = new Map((await deps.servers()).map((each) => [JSON.stringify(each), each] as const));
    const obsolete = [...open].filter(([settings]) => !wanted.has(settings));
    for (const [settings, door] of obsolete) {
      open.delete(settings);
      await door.stop();
    }
    for (const [settings, { mailboxId, server }] of wanted) {
      if (open.has(settings)) continue;
      const key = { accountId: deps.accountId, mailboxId, folder: server.folder };
      const door = createImapDoor({ ...deps, server, key });
      open.set(settings, door);
      door.start();
    }
    return false;
  }

  const ticker = createTicker({
    everyMs: deps.settingsMs,
    round: follow,
    onError: (error) => deps.log.warn({ err: error }, "The settings of mailboxes cannot be read"),
  });
  return {
    start: ticker.start,
    wake: ticker.wake,
    count: () => open.size,
    async stop() {
      await ticker.stop();
      await Promise.all([...open.values()].map(async (door) => door.stop()));
      open.clear();
    },
  };
}
