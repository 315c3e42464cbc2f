import type { Tx } from "../../../platform/postgres/pool.ts";

/** A file of a mail whose bytes are stored already. */
export type StoredFile = {
  readonly sha256: string;
  readonly size: number;
  readonly filename: string;
  readonly originalName: string;
  readonly contentType: string;
  readonly contentId: string | null;
  readonly inline: boolean;
};

/** Writes the files down, not yet part of a message, and answers their keys in order. */
export async function insertAttachments(
  tx: Tx,
  accountId: number,
  files: readonly StoredFile[],
): Promise<readonly number[]> {
  if (files.length === 0) return [];
  const rows = await tx
    .insertInto("attachment")
    .values(
      files.map((file) => ({
        account_id: accountId,
        sha256: file.sha256,
        size: file.size,
        filename: file.filename,
        original_name: file.originalName.slice(0, 1000).toWellFormed(),
        content_type: file.contentType.slice(0, 200),
        content_id: file.contentId,
        inline: file.inline,
      })),
    )
    .returning("id")
    .execute();
  return rows.map((row) => row.id).sort((left, right) => left - right);
}
