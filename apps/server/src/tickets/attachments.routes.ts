import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { fileTypeFromBuffer } from "file-type";
import { z } from "zod";
import { visibility } from "@kvit/domain/permissions";
import { attachment, type AttachmentView } from "@kvit/contract/tickets";
import { problem } from "@kvit/contract/wire";
import { AppError } from "../platform/app-error.ts";
import { attachmentHeaders, cleanFilename } from "../platform/http/attachment-headers.ts";
import { callerOf } from "../platform/http/app.ts";
import type { BlobStore } from "../platform/blobs/blob-store.ts";
import type { Db } from "../platform/postgres/pool.ts";
import { mayRead } from "../people/rights.ts";
import { attachmentView } from "./thread.queries.ts";

export type AttachmentDeps = { readonly db: Db; readonly blobs: BlobStore };

/** Files: uploaded first, tied to a message when it is written, shown to whoever may read its ticket. */
export function attachmentRoutes({ db, blobs }: AttachmentDeps): FastifyPluginAsyncZod {
  return async (app) => {
    app.post(
      "/api/v1/attachments",
      {
        config: { access: { permission: "ticket.reply" } },
        schema: {
          tags: ["attachments"],
          summary: "Upload files (multipart/form-data) to use in a message",
          consumes: ["multipart/form-data"],
          response: { 201: z.object({ items: z.array(attachment) }), 400: problem, 413: problem },
        },
      },
      async (request, reply) => {
        const caller = callerOf(request);
        const items: AttachmentView[] = [];
        for await (const part of request.files()) {
          const bytes = await part.toBuffer();
          items.push(
            await keepFile(
              { db, blobs },
              {
                accountId: caller.accountId,
                uploadedBy: caller.agent.id,
                bytes,
                name: part.filename,
                declaredType: part.mimetype,
              },
            ),
          );
        }
        if (items.length === 0)
          throw new AppError("bad-request", { detail: "Send at least one file as multipart/form-data." });
        return reply.status(201).send({ items });
      },
    );

    app.get(
      "/api/v1/attachments/:id",
      {
        config: { access: { permission: "ticket.read" } },
        schema: {
          tags: ["attachments"],
          summary: "Download a file",
          params: z.object({ id: z.coerce.number().int().positive() }),
        },
      },
      async (request, reply) => {
        const caller = callerOf(request);
        const row = await db
          .selectFrom("attachment as f")
          .leftJoin("ticket as t", (join) =>
            join.onRef("t.account_id", "=", "f.account_id").onRef("t.id", "=", "f.ticket_id"),
          )
          .select([
            "f.sha256",
            "f.filename",
            "f.content_type",
            "f.size",
            "f.inline",
            "f.uploaded_by",
            "t.department_id",
            "t.assignee_id",
          ])
          .where("f.account_id", "=", caller.accountId)
          .where("f.id", "=", request.params.id)
          .executeTakeFirst();
        if (row === undefined) throw new AppError("not-found");
        const own = row.department_id === null && row.uploaded_by === caller.agent.id;
        const readable =
          row.department_id !== null &&
          mayRead(visibility(caller.agent), {
            departmentId: row.department_id,
            assigneeId: row.assignee_id,
          });
        if (!own && !readable) throw new AppError("not-found");
        return reply.headers(attachmentHeaders(row)).send(await blobs.get(row.sha256));
      },
    );
  };
}

type NewFile = {
  readonly accountId: number;
  readonly uploadedBy: number | null;
  readonly bytes: Buffer;
  readonly name: string;
  readonly declaredType: string;
};

/** Stores a file under its hash and says what it is by its bytes, not by its name. */
export async function keepFile({ db, blobs }: AttachmentDeps, file: NewFile): Promise<AttachmentView> {
  const sha256 = await blobs.put(file.bytes);
  const found = await fileTypeFromBuffer(file.bytes);
  const row = await db
    .insertInto("attachment")
    .values({
      account_id: file.accountId,
      sha256,
      size: file.bytes.length,
      filename: cleanFilename(file.name),
      original_name: file.name.slice(0, 1000).replaceAll("\u0000", "").toWellFormed(),
      content_type: found?.mime ?? file.declaredType.slice(0, 200),
      uploaded_by: file.uploadedBy,
    })
    .returning(["id", "filename", "content_type", "size", "inline", "content_id"])
    .executeTakeFirstOrThrow();
  return attachmentView(row);
}
