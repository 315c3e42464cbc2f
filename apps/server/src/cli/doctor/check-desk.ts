import { formatInstant } from "@kvit/domain/kernel";
import { BlobDamaged, createDiskBlobStore } from "../../platform/blobs/blob-store.ts";
import { pendingMigrations } from "../migrations.queries.ts";
import { fine, trouble, type DatabaseCheck, type Diagnosis } from "./check.ts";
import {
  countStuckMails,
  sampleBlobs,
  selectMailboxHealth,
  selectServerVersion,
  type MailboxHealth,
} from "./doctor.queries.ts";

export const checkDatabase: DatabaseCheck = async ({ db, embedded }) => {
  const version = await selectServerVersion(db);
  const pending = await pendingMigrations(db);
  const whose = embedded === null ? "of KVIT_DATABASE_URL" : "that comes with Kvit";
  if (pending.length === 0) return [fine(`PostgreSQL ${version} ${whose}, up to date`)];
  return [
    trouble(
      `The database lacks ${pending.length} migrations of this Kvit.`,
      "Run kvit migrate, or start Kvit.",
    ),
  ];
};

export const checkMailboxes: DatabaseCheck = async ({ db }) => {
  const { incoming, outgoing } = await countStuckMails(db);
  const found: Diagnosis[] = (await selectMailboxHealth(db)).map(mailbox);
  if (incoming > 0)
    found.push(
      trouble(
        `${incoming} mails that came in wait for more than ten minutes.`,
        "See that Kvit is running, and look at the mail ledger.",
      ),
    );
  if (outgoing > 0)
    found.push(
      trouble(
        `${outgoing} mails to be sent wait for more than an hour.`,
        "See that Kvit is running and that the relay takes mail.",
      ),
    );
  return found;
};

function mailbox({ name, address, last_received, last_error }: MailboxHealth): Diagnosis {
  const who = `Mailbox ${name} (${address ?? "every address"})`;
  if (last_error !== null)
    return trouble(
      `${who} cannot be fetched: ${last_error}.`,
      "Correct its IMAP server in the settings of the mailbox.",
    );
  const last =
    last_received === null
      ? "no mail yet"
      : `last mail ${formatInstant(last_received).slice(0, 16).replace("T", " ")} UTC`;
  return fine(`${who}: ${last}`);
}

const sampleSize = 50;

export const checkFiles: DatabaseCheck = async ({ db }, { dataDir }) => {
  const blobs = createDiskBlobStore(`${dataDir}/files`);
  const sample = await sampleBlobs(db, sampleSize);
  const damaged: string[] = [];
  for (const sha256 of sample) {
    try {
      await blobs.get(sha256);
    } catch (error) {
      if (!(error instanceof BlobDamaged)) throw error;
      damaged.push(error.message);
    }
  }
  if (damaged.length === 0) return [fine(`${sample.length} stored files and mails looked at, all undamaged`)];
  return [
    trouble(
      `${damaged.length} of ${sample.length} stored files and mails are missing or damaged: ${damaged[0]}`,
      `Bring ${dataDir}/files back from your last backup; files are only ever added, so nothing newer is overwritten.`,
    ),
  ];
};
