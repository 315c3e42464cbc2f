import { sql } from "kysely";
import { formatInstant } from "@kvit/domain/kernel";
import type { Db, Tx } from "../../../platform/postgres/pool.ts";
import { trusted } from "../../../platform/postgres/trusted-json.ts";
import type { Leaving, Trip } from "./trip-state.ts";

export type TestedMailbox = {
  readonly id: number;
  readonly name: string;
  readonly address: string | null;
  readonly language: string;
  readonly hasRelay: boolean;
};

/** Null when there is none in use under this number. */
export async function readTestedMailbox(
  db: Db | Tx,
  accountId: number,
  id: number,
): Promise<TestedMailbox | null> {
  const row = await db
    .selectFrom("mailbox")
    .select(["id", "name", "address", "language", "relay"])
    .where("account_id", "=", accountId)
    .where("id", "=", id)
    .where("retired_at", "is", null)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { relay, ...mailbox } = row;
  return { ...mailbox, hasRelay: relay !== null };
}

const keyOf = (mailboxId: number): string => `round-trip ${mailboxId}`;

export async function readTrip(db: Db | Tx, accountId: number, mailboxId: number): Promise<Trip | null> {
  const row = await db
    .selectFrom("setting")
    .select("value")
    .where("account_id", "=", accountId)
    .where("key", "=", keyOf(mailboxId))
    .executeTakeFirst();
  return row === undefined ? null : trusted<Trip>(row.value);
}

/** From now on this is the test mail that is looked for; one still on its way out is called off. */
export async function beginTrip(tx: Tx, accountId: number, mailboxId: number, trip: Trip): Promise<void> {
  const before = await readTrip(tx, accountId, mailboxId);
  if (before !== null)
    await tx
      .updateTable("outbox")
      .set({ state: "cancelled" })
      .where("account_id", "=", accountId)
      .where("mail_id", "=", before.mailId)
      .where("state", "=", "queued")
      .execute();
  const value = JSON.stringify(trip);
  const updated_at = formatInstant(trip.askedAt);
  await tx
    .insertInto("setting")
    .values({ account_id: accountId, key: keyOf(mailboxId), value, updated_at })
    .onConflict((row) => row.columns(["account_id", "key"]).doUpdateSet({ value, updated_at }))
    .execute();
}

/** What became of a test mail of ours, written once. False when `mailId` names none that is looked for. */
export async function endTrip(
  tx: Tx,
  accountId: number,
  mailId: string,
  end: Pick<Trip, "backAt" | "backIn"> | Pick<Trip, "returned">,
): Promise<boolean> {
  const sent = await tx
    .selectFrom("outbox")
    .select("mailbox_id")
    .where("account_id", "=", accountId)
    .where("mail_id", "=", mailId)
    .where("kind", "=", "test")
    .executeTakeFirst();
  if (sent === undefined) return false;
  await sql`
    update setting set value = value || ${JSON.stringify(end)}::jsonb
    where account_id = ${accountId} and key = ${keyOf(sent.mailbox_id ?? 0)} and value->>'mailId' = ${mailId}
      and not value ? 'backAt'`.execute(tx);
  return true;
}

export async function readLeaving(db: Db, accountId: number, mailId: string): Promise<Leaving> {
  const row = await db
    .selectFrom("outbox")
    .select(["state", "last_error", "sent_at"])
    .where("account_id", "=", accountId)
    .where("mail_id", "=", mailId)
    .executeTakeFirst();
  return row === undefined ? null : { state: row.state, lastError: row.last_error, sentAt: row.sent_at };
}

/** What keeps mail from being fetched for a mailbox; null when nothing does, as far as we know. */
export async function readFetchError(db: Db, accountId: number, mailboxId: number): Promise<string | null> {
  const row = await db
    .selectFrom("imap_cursor")
    .select("last_error")
    .where("account_id", "=", accountId)
    .where("mailbox_id", "=", mailboxId)
    .where("last_error", "is not", null)
    .executeTakeFirst();
  return row?.last_error ?? null;
}
