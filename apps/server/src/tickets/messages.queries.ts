import { cleanLine, formatInstant, type Instant } from "@kvit/domain/kernel";
import type { Actor } from "@kvit/domain/tickets";
import { insertRows } from "../platform/postgres/insert-rows.ts";
import type { Db, Tx } from "../platform/postgres/pool.ts";
import { together } from "../platform/postgres/side-by-side.ts";
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
  /** The ticket it was written to, where the conversation has gone on in another since. */
  readonly addressedTicketId?: number | null;
  readonly threadedBy?: string | null;
  readonly flags?: readonly string[];
  /** Attachments stored before, to be tied to this message. */
  readonly attachmentIds?: readonly number[];
};

const previewLength = 140;

/** A message ready to be written, with the digest of its content, which stays in the log when the content is erased. */
export type PreparedMessage<Message = NewMessage> = { readonly message: Message; readonly digest: string };

/** Throws AppError bad-request when one of its attachments is not there or in use. The ticket need not be known yet. */
export async function prepareMessage<Message extends Omit<NewMessage, "ticketId">>(
  tx: Tx,
  message: Message,
): Promise<PreparedMessage<Message>> {
  const files = await tieableAttachments(tx, message);
  const digest = messageDigest({ text: message.text, html: message.html ?? null, attachments: files });
  return { message, digest };
}

/** Writes a message beside the log and answers its key. */
async function writeMessage(tx: Tx, prepared: PreparedMessage): Promise<number> {
  const { message } = prepared;
  const [id] = await insertRows(tx, "message", [messageRow(prepared)], "id");
  if (id === undefined) throw new Error("A message was written and has no key.");
  await together([tieAttachments(tx, message, id), countMessage(tx, message)]);
  return id;
}

/** The row of a message that is to be written. */
export function messageRow({ message, digest }: PreparedMessage) {
  return {
    ...envelopeOf(message),
    ...bodyOf(message),
    visible_text: visibleTextOf(message),
    digest,
  };
}

const visibleTextOf = ({ visibleText, text }: NewMessage) => visibleText ?? text;

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
    addressed_ticket_id: message.addressedTicketId ?? null,
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

async function countMessage(tx: Tx, message: NewMessage): Promise<void> {
  if (message.kind === "note") return;
  await tx
    .updateTable("ticket")
    .set((row) => ({
      message_count: row("message_count", "+", 1),
      preview: previewOf(visibleTextOf(message)),
    }))
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
  message: Pick<NewMessage, "accountId" | "attachmentIds">,
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

export async function tieAttachments(tx: Tx, message: NewMessage, messageId: number): Promise<void> {
  if ((message.attachmentIds ?? []).length === 0) return;
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
