import type { RoundTrip } from "@kvit/contract/round-trip";
import { AppError } from "../../../platform/app-error.ts";
import type { Clock } from "../../../platform/clock.ts";
import type { Db } from "../../../platform/postgres/pool.ts";
import { plainMail } from "../mails/desk-mails.ts";
import { firstLanguage, wordsIn } from "../mails/words.ts";
import { readDesk } from "../outbox/desk.queries.ts";
import { insertDeskMail } from "../outbox/insert-desk-mail.ts";
import { codeOf, newTestMailId } from "./test-mail-id.ts";
import { tripState } from "./trip-state.ts";
import {
  beginTrip,
  readFetchError,
  readLeaving,
  readTestedMailbox,
  readTrip,
  type TestedMailbox,
} from "./trips.queries.ts";

export type RoundTripDeps = {
  readonly db: Db;
  readonly clock: Clock;
  /** The domain of our Message-IDs. */
  readonly ownHost: string;
  /** Whether the desk has a relay for mailboxes without one of their own. */
  readonly hasDeskRelay: boolean;
};

type Asked = { readonly accountId: number; readonly mailboxId: number };

/** Where the last test mail of a mailbox is. Throws not-found. */
export async function showRoundTrip(deps: RoundTripDeps, asked: Asked): Promise<RoundTrip> {
  const { db, clock } = deps;
  const { accountId } = asked;
  const mailbox = await find(deps, asked);
  const trip = await readTrip(db, accountId, mailbox.id);
  const leaving = trip === null ? null : await readLeaving(db, accountId, trip.mailId);
  const shown = tripState(trip, leaving, clock.now());
  if (shown.state === "missing")
    return { ...shown, technical: await readFetchError(db, accountId, mailbox.id) };
  if (trip?.backIn === undefined || trip.backIn === mailbox.id) return shown;
  const other = await readTestedMailbox(db, accountId, trip.backIn);
  return { ...shown, cameInBy: other === null ? null : (other.address ?? other.name) };
}

/**
 * Sends a mail from a mailbox to itself, by its relay. Throws not-found, and
 * conflict while the mailbox has no address or no way out.
 */
export async function sendTestMail(deps: RoundTripDeps, asked: Asked): Promise<RoundTrip> {
  const mailbox = await find(deps, asked);
  const { address } = mailbox;
  if (address === null)
    throw new AppError("conflict", { detail: "Give the mailbox an address of its own first." });
  if (!mailbox.hasRelay && !deps.hasDeskRelay)
    throw new AppError("conflict", {
      detail: "Mail of this mailbox stays in the sandbox. Set an outgoing server first.",
    });
  await write(deps, asked.accountId, { ...mailbox, address });
  return showRoundTrip(deps, asked);
}

async function find({ db }: RoundTripDeps, { accountId, mailboxId }: Asked): Promise<TestedMailbox> {
  const mailbox = await readTestedMailbox(db, accountId, mailboxId);
  if (mailbox === null) throw new AppError("not-found");
  return mailbox;
}

async function write(
  { db, clock, ownHost }: RoundTripDeps,
  accountId: number,
  mailbox: TestedMailbox & { readonly address: string },
): Promise<void> {
  const now = clock.now();
  const mailId = newTestMailId(ownHost);
  const { address } = mailbox;
  await db.transaction().execute(async (tx) => {
    const desk = await readDesk(tx, accountId);
    const words = wordsIn(firstLanguage([mailbox.language, desk.language]));
    const letter = plainMail(words, {
      deskName: desk.name,
      subject: `${words.t("mail.testTitle", { address })} [${codeOf(mailId)}]`,
      paragraphs: [words.t("mail.test")],
    });
    await beginTrip(tx, accountId, mailbox.id, { mailId, askedAt: now });
    await insertDeskMail(
      { tx, now },
      {
        accountId,
        kind: "test",
        mailboxId: mailbox.id,
        mailId,
        // a real sender, so that whoever cannot deliver it can say so
        envelopeFrom: address,
        from: { name: desk.name, address },
        to: address,
        letter,
      },
    );
  });
}
