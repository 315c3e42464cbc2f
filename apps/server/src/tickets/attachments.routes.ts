import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { visibility } from "@kvit/domain/permissions";
import { attachment, type AttachmentView } from "@kvit/contract/tickets";
import { AppError } from "../platform/app-error.ts";
import { attachmentHeaders } from "../platform/http/attachment-headers.ts";
import { callerOf } from "../platform/http/app.ts";
import { mayRead } from "../people/rights.ts";
import { findAttachment } from "./attachments.queries.ts";
import { keepFile, type FileDeps } from "./keep-file.ts";

/** Files: uploaded first, tied to a message when it is written, shown to whoever may read its ticket. */
export function attachmentRoutes({ db, blobs }: FileDeps): FastifyPluginAsyncZod {
  return async (app) => {
    app.post(
      "/api/v1/attachments",
      {
        config: { access: { permission: "ticket.reply" } },
        schema: {
          tags: ["attachments"],
          summary: "Upload files (multipart/form-data) to use in a message",
          consumes: ["multipart/form-data"],
          response: { 201: z.object({ items: z.array(attachment) }) },
        },
      },
      async (request, reply) => {
        const caller = callerOf(request);
        if (!request.isMultipart()) throw noFile();
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
        if (items.length === 0) throw noFile();
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
          response: { 200: { content: { "*/*": { schema: z.unknown() } } } },
        },
      },
      async (request, reply) => {
        const caller = callerOf(request);
        const row = await findAttachment(db, caller.accountId, request.params.id);
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

function noFile(): AppError {
  return new AppError("bad-request", {
    detail: "Send the file as multipart/form-data, in a field named `file`.",
  });
}
