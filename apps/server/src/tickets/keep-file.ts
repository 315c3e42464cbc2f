import { fileTypeFromBuffer } from "file-type";
import type { AttachmentView } from "@kvit/contract/tickets";
import type { BlobStore } from "../platform/blobs/blob-store.ts";
import { cleanFilename } from "../platform/http/attachment-headers.ts";
import type { Db } from "../platform/postgres/pool.ts";
import { insertAttachment } from "./attachments.queries.ts";

export type FileDeps = { readonly db: Db; readonly blobs: BlobStore };
export type GivenFile = {
  readonly accountId: number;
  readonly uploadedBy: number | null;
  readonly bytes: Buffer;
  readonly name: string;
  readonly declaredType: string;
};

const longestOriginalName = 1000;

/** Stores a file under its hash, durable before its row, and says what it is by its bytes, not by its name. */
export async function keepFile({ db, blobs }: FileDeps, file: GivenFile): Promise<AttachmentView> {
  const sha256 = await blobs.put(file.bytes);
  const found = await fileTypeFromBuffer(file.bytes);
  return insertAttachment(db, {
    accountId: file.accountId,
    sha256,
    size: file.bytes.length,
    filename: cleanFilename(file.name),
    originalName: file.name.slice(0, longestOriginalName).replaceAll("\u0000", "").toWellFormed(),
    contentType: found?.mime ?? file.declaredType.slice(0, 200),
    uploadedBy: file.uploadedBy,
  });
}
