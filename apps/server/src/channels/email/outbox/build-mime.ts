import { createHash } from "node:crypto";
import MailComposer from "nodemailer/lib/mail-composer";
import type { BlobStore } from "../../../platform/blobs/blob-store.ts";
import type { OutgoingContent } from "./outgoing-mail.ts";
import { oneLine } from "./subject-line.ts";

export type MimeSource = {
  /** Without angle brackets. */
  readonly mailId: string;
  readonly subject: string;
  readonly content: OutgoingContent;
};

/**
 * The mail as bytes (RFC 5322), the same ones at every call: date, Message-ID
 * and part boundaries come from the row, nothing from the clock or from chance.
 * Throws when a file is missing or damaged.
 */
export async function buildMime(source: MimeSource, blobs: BlobStore): Promise<Buffer> {
  const { content, mailId } = source;
  const attachments = [];
  for (const file of content.attachments) {
    attachments.push({
      filename: oneLine(file.filename, 200),
      contentType: file.contentType,
      content: await blobs.get(file.sha256),
      ...(file.contentId !== null && file.inline ? { cid: file.contentId } : {}),
    });
  }
  const composer = new MailComposer({
    from: { name: oneLine(content.from.name, 200), address: content.from.address },
    to: content.to.map(bare),
    cc: content.cc.map(bare),
    ...(content.replyTo === null ? {} : { replyTo: bare(content.replyTo) }),
    subject: oneLine(source.subject),
    messageId: `<${mailId}>`,
    ...(content.inReplyTo === null ? {} : { inReplyTo: `<${content.inReplyTo}>` }),
    references: content.references.map((id) => `<${id}>`),
    date: new Date(content.date),
    headers: content.headers.map(({ name, value }) => ({ key: name, value: oneLine(value) })),
    text: content.text,
    ...(content.html === null ? {} : { html: content.html }),
    attachments,
    baseBoundary: createHash("sha256").update(mailId).digest("hex").slice(0, 24),
    newline: "win",
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

/** An address alone, never parsed as a list: a comma in it adds no recipient. */
const bare = (address: string) => ({ name: "", address: oneLine(address, 320) });
