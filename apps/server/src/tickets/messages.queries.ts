import { cleanLine, formatInstant, type Instant } from "@kvit/domain/kernel";
import type { Actor } from "@kvit/domain/tickets";
import { insertRows } from "../platform/postgres/insert-rows.ts";
import type { Db, Tx } from "../platform/postgres/pool.ts";
import { AppError } from "../platform/app-error.ts";
import { messageDigest } from "./message-digest.ts";

export type NewMessage = {
  readonly accountId: number;
  readonly ticketId: number;
  readonly kind: "customer" | "agent" | "note" | "automatic";
  readonly channel: "email" | "api" | "form" | "phone" | "chat" | "sample" | "import";
  readonly at: Instant;
  readonly author: { readonly actor: Actor; readonly name: string; readonly address: string | null };
  readonly verified?: boolean;
  readonly recipients?: { readonly to: readonly string[]; readonly cc: readonly string[] };
  readonly language?: string | null;
  readonly text: string;
  readonly visibleText?: string;
  readonly html?: string | null;
  readonly visibleHtml?: string | null;
  readonly hasRemoteImages?: boolean;
  readonly mailId?: string | null;
  readonly intakeId?: number | null;
  readonly threadedBy?: string | null;
  readonly flags?: readonly string[];
  /** Attachments stored before, to be tied to this message. */
  readonly attachmentIds?: readonly number[];
  /** The first message of a ticket, whose row is written after it and counts it already. */
  readonly opens?: boolean;
};

const previewLength = 140;

/** A message ready to be written, with the digest of its content, which stays in the log when the content is erased. */
export type PreparedMessage = { readonly message: NewMessage; readonly digest: string };

/** Throws AppError bad-request when one of its attachments is not there or in use. */
export async function prepareMessage(tx: Tx, message: NewMessage): Promise<PreparedMessage> {
  const files = await tieableAttachments(tx, message);
  const digest = messageDigest({ text: message.text, html: message.html ?? null, attachments: files });
  return { message, digest };
}

/** Writes a message beside the log under the key given, else under the next, and answers the key. */
export async function writeMessage(
  tx: Tx,
  { message, digest }: PreparedMessage,
  key?: number,
): Promise<number> {
  const visibleText = message.visibleText ?? message.text;
  const row = {
    ...(key === undefined ? {} : { id: key }),
    ...envelopeOf(message),
    ...bodyOf(message),
    visible_text: visibleText,
    digest,
  };
  const [id] = await insertRows(tx, "message", [row], "id");
  if (id === undefined) throw new Error("A message was written and has no key.");
  if ((message.attachmentIds ?? []).length > 0) await tieAttachments(tx, message, id);
  if (message.kind !== "note" && message.opens !== true) await countMessage(tx, message, visibleText);
  return id;
}

/** Writes a message and answers what its event must say of it. */
export async function insertMessage(
  tx: Tx,
  message: NewMessage,
): Promise<{ messageId: number; digest: string }> {
  const prepared = await prepareMessage(tx, message);
  return { messageId: await writeMessage(tx, prepared), digest: prepared.digest };
}

function envelopeOf(message: NewMessage) {
  const { actor, name, address } = message.author;
  return {
    account_id: message.accountId,
    ticket_id: message.ticketId,
    kind: message.kind,
    channel: message.channel,
    at: formatInstant(message.at),
    author_kind: actor.kind,
    author_id: actor.id,
    author_name: cleanLine(name),
    author_address: address,
    verified: message.verified ?? true,
    recipients: JSON.stringify(message.recipients ?? {}),
    mail_id: message.mailId ?? null,
    intake_id: message.intakeId ?? null,
    threaded_by: message.threadedBy ?? null,
    flags: [...(message.flags ?? [])],
  };
}

function bodyOf(message: NewMessage) {
  return {
    language: message.language ?? null,
    text: message.text,
    html: message.html ?? null,
    visible_html: message.visibleHtml ?? null,
    has_remote_images: message.hasRemoteImages ?? false,
  };
}

async function countMessage(tx: Tx, message: NewMessage, visibleText: string): Promise<void> {
  await tx
    .updateTable("ticket")
    .set((row) => ({ message_count: row("message_count", "+", 1), preview: previewOf(visibleText) }))
    .where("account_id", "=", message.accountId)
    .where("id", "=", message.ticketId)
    .execute();
}

export function previewOf(text: string): string {
  return cleanLine(text).slice(0, previewLength).toWellFormed();
}

/** Attachments that are there and not yet part of another message; anything else is refused by name. */
async function tieableAttachments(
  tx: Tx,
  message: NewMessage,
): Promise<{ id: number; filename: string; sha256: string }[]> {
  const wanted = message.attachmentIds ?? [];
  if (wanted.length === 0) return [];
  const files = await tx
    .selectFrom("attachment")
    .select(["id", "filename", "sha256"])
    .where("account_id", "=", message.accountId)
    .where("id", "in", [...wanted])
    .where("message_id", "is", null)
    .orderBy("id")
    .execute();
  const missing = wanted.filter((id) => !files.some((file) => file.id === id));
  if (missing.length > 0)
    throw new AppError("bad-request", {
      detail: `There is no unused attachment ${missing.join(", ")}. Upload the file again.`,
    });
  return files;
}

async function tieAttachments(tx: Tx, message: NewMessage, messageId: number): Promise<void> {
  await tx
    .updateTable("attachment")
    .set({ message_id: messageId, ticket_id: message.ticketId })
    .where("account_id", "=", message.accountId)
    .where("id", "in", [...(message.attachmentIds ?? [])])
    .execute();
}

type Place = { readonly accountId: number; readonly ticketId: number; readonly messageId: number };

export async function belongsTo(db: Db, { accountId, ticketId, messageId }: Place): Promise<boolean> {
  const row = await db
    .selectFrom("message")
    .select("id")
    .where("account_id", "=", accountId)
    .where("ticket_id", "=", ticketId)
    .where("id", "=", messageId)
    .executeTakeFirst();
  return row !== undefined;
}

/** Counts and previews what is left of the thread without the messages that were taken back. */
export async function recountMessages(
  tx: Tx,
  { accountId, ticketId }: Omit<Place, "messageId">,
  withdrawn: ReadonlySet<number>,
): Promise<void> {
  const shown = await tx
    .selectFrom("message")
    .select(["id", "visible_text"])
    .where("account_id", "=", accountId)
    .where("ticket_id", "=", ticketId)
    .where("kind", "!=", "note")
    .orderBy("id")
    .execute();
  const left = shown.filter(({ id }) => !withdrawn.has(id));
  await tx
    .updateTable("ticket")
    .set({ message_count: left.length, preview: previewOf(left.at(-1)?.visible_text ?? "") })
    .where("account_id", "=", accountId)
    .where("id", "=", ticketId)
    .execute();
}
