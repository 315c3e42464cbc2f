import type { SearchObject } from "imapflow";
import type { Clock } from "../../../../platform/clock.ts";
import type { Db } from "../../../../platform/postgres/pool.ts";
import type { ReachFailpoint } from "../../intake/failpoint.ts";
import type { DoorDeps } from "../door-deps.ts";
import type { ImapFolder } from "./imap-folder.ts";
import {
  knownUids,
  readCursor,
  writeCursor,
  type CursorKey,
  type ImapCursor,
} from "./imap-cursor.queries.ts";

export type ReadFolderDeps = Pick<DoorDeps, "accept"> & {
  readonly db: Db;
  readonly clock: Clock;
  readonly reach: ReachFailpoint;
  readonly key: CursorKey;
  /** The mail host, for the ledger. */
  readonly remote: string;
  /** False: stop after the mails under way. */
  readonly goOn: () => boolean;
  /** Whether mails are marked as read on the host once we have them. */
  readonly markSeen: boolean;
};

const batchSize = 25;
const dayMicros = 86_400_000_000;

/**
 * Takes in what is new in a folder and answers how many mails that were.
 *
 * A folder read for the first time gives its unread mails: what was read before
 * us is history. Later everything with a higher number comes, read or not, and
 * (when `thorough`) unread mails the ledger has missed. When the host has
 * numbered its mails anew (UIDVALIDITY), all that is unread or lately come is
 * looked at again, and the ledger tells by the bytes what it has already.
 */
export async function readFolder(
  deps: ReadFolderDeps,
  folder: ImapFolder,
  thorough: boolean,
): Promise<number> {
  const cursor = await readCursor(deps.db, deps.key);
  const wanted = await chooseMails(folder, { cursor, thorough });
  const known = await knownUids(deps.db, deps.key, folder.uidValidity, wanted);
  const fresh = wanted.filter((uid) => !known.has(uid));
  const sameNumbers = cursor?.uidValidity === folder.uidValidity;
  let lastUid = sameNumbers ? cursor.lastUid : 0;
  // Taken before, but broken off before they were marked.
  const unmarked = wanted.filter((uid) => known.has(uid) && uid > lastUid);
  if (deps.markSeen) await folder.markSeen(unmarked);
  for (let start = 0; start < fresh.length; start += batchSize) {
    if (!deps.goOn()) return start;
    const batch = fresh.slice(start, start + batchSize);
    await takeBatch(deps, folder, batch);
    lastUid = Math.max(lastUid, batch.at(-1) ?? 0);
    if (sameNumbers)
      await writeCursor(deps.db, deps.key, {
        uidValidity: folder.uidValidity,
        lastUid,
        at: deps.clock.now(),
      });
  }
  // Under new numbers the cursor is set only now: broken off before, everything is looked at again.
  if (!sameNumbers) lastUid = Math.max(lastUid, folder.uidNext - 1);
  await writeCursor(deps.db, deps.key, { uidValidity: folder.uidValidity, lastUid, at: deps.clock.now() });
  return fresh.length;
}

type Choosing = { readonly cursor: ImapCursor | null; readonly thorough: boolean };

async function chooseMails(folder: ImapFolder, { cursor, thorough }: Choosing): Promise<readonly number[]> {
  if (cursor === null) return folder.search({ seen: false });
  if (cursor.uidValidity !== folder.uidValidity) {
    const since = new Date((cursor.updatedAt - dayMicros) / 1000);
    return union(await folder.search({ seen: false }), await folder.search({ since }));
  }
  const higher: SearchObject = { uid: `${cursor.lastUid + 1}:*` };
  // `*` is the last mail even when its number is lower (RFC 9051 §9), so it may come back though it is known.
  const fresh = (await folder.search(higher)).filter((uid) => uid > cursor.lastUid);
  return thorough ? union(await folder.search({ seen: false }), fresh) : fresh;
}

async function takeBatch(deps: ReadFolderDeps, folder: ImapFolder, uids: readonly number[]): Promise<void> {
  const taken: number[] = [];
  for await (const { uid, raw } of folder.fetch(uids)) {
    await deps.accept({
      door: "imap",
      recipients: [{ mailboxId: deps.key.mailboxId, addresses: [] }],
      envelopeFrom: null,
      raw,
      remote: deps.remote,
      imap: { uidValidity: folder.uidValidity, uid },
    });
    await deps.reach("door-answered");
    taken.push(uid);
  }
  if (deps.markSeen) await folder.markSeen(taken);
  await deps.reach("imap-flagged");
}

function union(left: readonly number[], right: readonly number[]): readonly number[] {
  return [...new Set([...left, ...right])].sort((first, second) => first - second);
}
