import type { ImapFlow, SearchObject } from "imapflow";
import { glimpseBytes } from "../../intake/glimpse.ts";
import { maxMailBytes } from "../smtp-door.ts";

type FetchedMail = { readonly uid: number; readonly raw: Uint8Array };

/** An open folder: the few things we ask of a mail host. */
export type ImapFolder = {
  readonly uidValidity: number;
  /** All mails so far have smaller numbers. */
  readonly uidNext: number;
  /** Numbers of the mails that fit, ascending. */
  readonly search: (query: SearchObject) => Promise<readonly number[]>;
  /** The mails, in their order, as they come in. One that is gone meanwhile is left out. */
  readonly fetch: (uids: readonly number[]) => AsyncGenerator<FetchedMail>;
  readonly markSeen: (uids: readonly number[]) => Promise<void>;
};

/** Larger than any mail we take; beyond it only the header is fetched, so that it stops nobody behind it. */
const largestFetched = maxMailBytes * 2;

/** `ask` gives each question its deadline; a fetch has that of the connection's silence. */
export function openFolder(
  client: ImapFlow,
  ask: <Value>(answer: Promise<Value>) => Promise<Value>,
): ImapFolder {
  const { mailbox } = client;
  if (mailbox === false) throw new Error("The folder is not open.");
  return {
    uidValidity: Number(mailbox.uidValidity),
    uidNext: mailbox.uidNext,
    async search(query) {
      const found = await ask(client.search(query, { uid: true }));
      if (!Array.isArray(found)) throw new Error("The mail host did not answer a search.");
      return found.toSorted((left, right) => left - right);
    },
    async *fetch(uids) {
      const sizes = await sizesOf(client, uids);
      const usual = uids.filter((uid) => (sizes.get(uid) ?? 0) <= largestFetched);
      for await (const found of fetchEach(client, usual, { source: true })) yield found;
      const giants = uids.filter((uid) => !usual.includes(uid));
      for await (const found of fetchEach(client, giants, { headersOnly: true })) yield found;
    },
    async markSeen(uids) {
      if (uids.length > 0) await ask(client.messageFlagsAdd(uids.join(","), ["\\Seen"], { uid: true }));
    },
  };
}

async function sizesOf(client: ImapFlow, uids: readonly number[]): Promise<ReadonlyMap<number, number>> {
  const sizes = new Map<number, number>();
  if (uids.length === 0) return sizes;
  for await (const found of client.fetch(uids.join(","), { uid: true, size: true }, { uid: true }))
    sizes.set(found.uid, found.size ?? 0);
  return sizes;
}

async function* fetchEach(
  client: ImapFlow,
  uids: readonly number[],
  what: { readonly source?: true; readonly headersOnly?: true },
): AsyncGenerator<FetchedMail> {
  if (uids.length === 0) return;
  const query =
    what.headersOnly === true ? { source: { start: 0, maxLength: glimpseBytes } } : { source: true };
  const wanted = new Set(uids);
  for await (const found of client.fetch(uids.join(","), { uid: true, ...query }, { uid: true })) {
    if (found.source !== undefined && wanted.has(found.uid)) yield { uid: found.uid, raw: found.source };
  }
}
