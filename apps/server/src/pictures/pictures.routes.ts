import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { ticketNumber } from "@kvit/contract/tickets";
import { AppError } from "../platform/app-error.ts";
import { attachmentHeaders } from "../platform/http/attachment-headers.ts";
import { callerOf } from "../platform/http/app.ts";
import type { Db } from "../platform/postgres/pool.ts";
import { readTicket } from "../tickets/read-thread.ts";
import { fetchPicture, type Locate } from "./fetch-picture.ts";

export type PictureDeps = { readonly db: Db; readonly locate: Locate };

const params = ticketNumber.extend({
  id: z.coerce.number().int().positive(),
  /** Which of the pictures the message names, counted from 0. */
  index: z.coerce.number().int().min(0).max(999),
});
const shownTypes = /^image\/(png|jpeg|gif|webp|avif|bmp)$/;

/** The pictures a mail names on other sites, fetched by us once an agent has asked to see them. */
export function pictureRoutes({ db, locate }: PictureDeps): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      "/api/app/tickets/:number/messages/:id/pictures/:index",
      { config: { access: { permission: "ticket.read" } }, schema: { params } },
      async (request, reply) => {
        const { number, id, index } = request.params;
        const seen = await readTicket(db, callerOf(request), number);
        const message = await db
          .selectFrom("message")
          .select("html")
          .where("account_id", "=", seen.accountId)
          .where("ticket_id", "=", seen.id)
          .where("id", "=", id)
          .executeTakeFirst();
        const address = picturesOf(message?.html ?? "")[index];
        const picture = address === undefined ? null : await fetchPicture(address, locate);
        if (picture === null || !shownTypes.test(picture.contentType)) throw new AppError("not-found");
        const { bytes, contentType } = picture;
        const file = { filename: "picture", content_type: contentType, size: bytes.length };
        return reply.headers(attachmentHeaders(file)).send(bytes);
      },
    );
  };
}

/** The addresses of remote pictures in cleaned HTML, in the order of their first appearance. */
export function picturesOf(html: string): readonly string[] {
  const found = [...html.matchAll(/ data-blocked-src="([^"]*)"/g)].map(([, source]) => source ?? "");
  return [...new Set(found)].map((source) => source.replaceAll("&quot;", '"').replaceAll("&amp;", "&"));
}
