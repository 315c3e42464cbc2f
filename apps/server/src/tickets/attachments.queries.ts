import type { AttachmentView } from "@kvit/contract/tickets";
import type { Db, Tx } from "../platform/postgres/pool.ts";

export type StoredFile = {
  readonly sha256: string;
  readonly filename: string;
  readonly content_type: string;
  readonly size: number;
  readonly uploaded_by: number | null;
  /** Null while the file is part of no message yet. */
  readonly department_id: number | null;
  readonly assignee_id: number | null;
};

/** A file with the ticket that decides who may have it. */
export async function findAttachment(db: Db, accountId: number, id: number): Promise<StoredFile | undefined> {
  return db
    .selectFrom("attachment as f")
    .leftJoin("ticket as t", (join) =>
      join.onRef("t.account_id", "=", "f.account_id").onRef("t.id", "=", "f.ticket_id"),
    )
    .select([
      "f.sha256",
      "f.filename",
      "f.content_type",
      "f.size",
      "f.uploaded_by",
      "t.department_id",
      "t.assignee_id",
    ])
    .where("f.account_id", "=", accountId)
    .where("f.id", "=", id)
    .executeTakeFirst();
}

export type NewAttachment = {
  readonly accountId: number;
  readonly sha256: string;
  readonly size: number;
  readonly filename: string;
  readonly originalName: string;
  readonly contentType: string;
  readonly contentId?: string | null;
  readonly inline?: boolean;
  readonly uploadedBy: number | null;
};

export async function insertAttachment(db: Db | Tx, file: NewAttachment): Promise<AttachmentView> {
  const row = await db
    .insertInto("attachment")
    .values({
      account_id: file.accountId,
      sha256: file.sha256,
      size: file.size,
      filename: file.filename,
      original_name: file.originalName,
      content_type: file.contentType,
      content_id: file.contentId ?? null,
      inline: file.inline ?? false,
      uploaded_by: file.uploadedBy,
    })
    .returning(["id", "filename", "content_type", "size", "inline", "content_id"])
    .executeTakeFirstOrThrow();
  return attachmentView(row);
}

type AttachmentRow = {
  readonly id: number;
  readonly filename: string;
  readonly content_type: string;
  readonly size: number;
  readonly inline: boolean;
  readonly content_id: string | null;
};

export function attachmentView(row: AttachmentRow): AttachmentView {
  return {
    id: row.id,
    filename: row.filename,
    contentType: row.content_type,
    size: row.size,
    inline: row.inline,
    contentId: row.content_id,
    url: `/api/v1/attachments/${row.id}`,
  };
}
