import type { Readable } from "node:stream";
import type { BlobStore } from "../../../platform/blobs/blob-store.ts";
import type { Clock } from "../../../platform/clock.ts";
import type { Db } from "../../../platform/postgres/pool.ts";
import { groupByMailbox, type Recipient } from "../addressing/find-mailbox.ts";
import { selectMailboxes } from "../addressing/mailboxes.queries.ts";
import { acceptMail } from "../intake/accept-mail.ts";
import { noFailpoints, type ReachFailpoint } from "../intake/failpoint.ts";
import { readHeaderBlock, fieldsNamed, skipLeadingBlankLines } from "../understand/headers/header-block.ts";
import { maxMailBytes } from "./smtp-door.ts";

/** What a mail server is told by the end of the process (sysexits.h): 75 makes it keep the mail and try again. */
const pipeExit = { taken: 0, usage: 64, noMail: 65, unknownRecipient: 67, tryLater: 75 } as const;

export type PipeArguments = {
  /** The envelope's recipients; without them the mail's own trace fields are asked. */
  readonly to: readonly string[];
  /** The envelope's sender; null when the caller does not know it. */
  readonly from: string | null;
};

export type PipeHouse = {
  readonly accountId: number;
  readonly db: Db;
  readonly blobs: BlobStore;
  readonly clock: Clock;
  readonly floodPerMinute?: number;
  readonly reach?: ReachFailpoint;
};

export type PipeDeps = {
  /** Opens database and files; may throw when they cannot be had now. */
  readonly open: () => Promise<PipeHouse>;
  /** Says why a mail was not taken, on standard error: mail servers put it into their logs. */
  readonly say: (words: string) => void;
};

/**
 * Takes one mail from standard input and answers how the process is to end: 0
 * only once the mail is committed. A running server finds it within a second.
 */
export async function deliverFromPipe(deps: PipeDeps, stdin: Readable, args: PipeArguments): Promise<number> {
  const nonsense = [...args.to, ...(args.from === null || args.from === "" ? [] : [args.from])].find(
    (address) => !/^[^\s@]+@[^\s@]+$/.test(address),
  );
  if (nonsense !== undefined) return end(deps, pipeExit.usage, `${nonsense} is no mail address.`);
  try {
    const raw = await readAll(stdin);
    if (raw === null) return end(deps, pipeExit.noMail, "The mail is larger than 50 MB.");
    if (!looksLikeMail(raw)) return end(deps, pipeExit.noMail, "There is no mail on standard input.");
    const house = await deps.open();
    const recipients = await route(house, raw, args.to);
    if (recipients.length === 0) return end(deps, pipeExit.unknownRecipient, "This address is not ours.");
    await acceptMail(
      {
        ...house,
        reach: house.reach ?? noFailpoints,
        floodPerMinute: house.floodPerMinute ?? 60,
        leaseUntil: () => null,
        onAccepted: () => undefined,
      },
      { door: "pipe", recipients, envelopeFrom: args.from, raw, remote: null },
    );
    return pipeExit.taken;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return end(deps, pipeExit.tryLater, `The mail cannot be taken now: ${why}`);
  }
}

function end(deps: PipeDeps, code: number, words: string): number {
  deps.say(words);
  return code;
}

/** Null when there is more than we take. */
async function readAll(stdin: Readable): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stdin) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > maxMailBytes) return null;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/** At least one header field: an empty input or a page of prose is somebody's mistake, and no server should keep it. */
function looksLikeMail(raw: Uint8Array): boolean {
  return readHeaderBlock(skipLeadingBlankLines(raw.subarray(0, 65_536)), 65_536).fields.length > 0;
}

const traceFields = ["delivered-to", "x-original-to", "envelope-to", "to", "cc"];

async function route(
  house: PipeHouse,
  raw: Uint8Array,
  to: readonly string[],
): Promise<readonly Recipient[]> {
  const mailboxes = await selectMailboxes(house.db, house.accountId);
  if (to.length > 0) return groupByMailbox(mailboxes, to);
  const block = readHeaderBlock(skipLeadingBlankLines(raw.subarray(0, 65_536)), 65_536);
  for (const name of traceFields) {
    const addresses = fieldsNamed(block, name).flatMap(
      ({ value }) => value.match(/[^\s@<>,;:"]+@[^\s@<>,;:"]+/g) ?? [],
    );
    const [first] = groupByMailbox(mailboxes, addresses);
    if (first !== undefined) return [first];
  }
  const [only, ...others] = mailboxes;
  return only === undefined || others.length > 0 ? [] : [{ mailboxId: only.id, addresses: [] }];
}
