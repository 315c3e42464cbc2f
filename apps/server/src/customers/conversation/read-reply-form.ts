import type { FastifyRequest } from "fastify";
import type { MultipartFile } from "@fastify/multipart";
import { mostFileBytes, mostFiles } from "./reply-limits.ts";

export type ReplyForm = {
  readonly text: string;
  readonly mark: string;
  readonly files: readonly UploadedFile[];
  /** More than we take; none of the files is kept then. */
  readonly tooMany: boolean;
  readonly tooLarge: boolean;
};
export type UploadedFile = { readonly name: string; readonly type: string; readonly bytes: Buffer };

/** Beyond these the request is cut off without a page of ours. */
const hardLimits = {
  files: 100,
  fields: 20,
  parts: 120,
  fieldSize: 1_000_000,
  fileSize: 4 * mostFileBytes,
};

/**
 * Reads the form with text and files. It is read to its end also when it is
 * too large, so that the browser gets the page that says so, and the words
 * are not lost; what is too much is not held.
 */
export async function readReplyForm(request: FastifyRequest): Promise<ReplyForm> {
  const fields = new Map<string, string>();
  const kept = new KeptFiles();
  for await (const part of request.parts({ limits: hardLimits })) {
    if (part.type === "file") await kept.take(part);
    else if (typeof part.value === "string") fields.set(part.fieldname, part.value);
  }
  return { text: fields.get("text") ?? "", mark: fields.get("mark") ?? "", ...kept.result() };
}

class KeptFiles {
  private readonly files: UploadedFile[] = [];
  private count = 0;
  private total = 0;

  async take(part: MultipartFile): Promise<void> {
    const isHeld = this.count < mostFiles && this.total <= mostFileBytes;
    const { bytes, size } = await readFile(part, isHeld ? mostFileBytes - this.total : 0);
    // A field left empty sends one nameless, empty part.
    if (size === 0 && part.filename === "") return;
    this.count += 1;
    this.total += size;
    if (isHeld) this.files.push({ name: part.filename, type: part.mimetype, bytes });
  }

  result(): Pick<ReplyForm, "files" | "tooMany" | "tooLarge"> {
    const tooMany = this.count > mostFiles;
    const tooLarge = this.total > mostFileBytes;
    return { files: tooMany || tooLarge ? [] : this.files, tooMany, tooLarge };
  }
}

/** The bytes of a file up to `most`, and how many there were. */
async function readFile(part: MultipartFile, most: number): Promise<{ bytes: Buffer; size: number }> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of part.file) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size <= most) chunks.push(bytes);
  }
  return { bytes: Buffer.concat(chunks), size };
}
