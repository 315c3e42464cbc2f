import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { ledgerEntry, ledgerQuery, ledgerSums } from "@kvit/contract/mail";
import { idParam, pageOf, problem } from "@kvit/contract/wire";
import { AppError } from "../../../platform/app-error.ts";
import type { BlobStore } from "../../../platform/blobs/blob-store.ts";
import { callerOf } from "../../../platform/http/app.ts";
import { readCursor } from "../../../platform/http/cursor.ts";
import { cutPage } from "../../../platform/http/cut-page.ts";
import { ignoreMail, rerunMail, type LedgerDeps } from "./decide-anew.ts";
import { findLedgerEntry, selectLedger, sumLedger } from "./ledger.queries.ts";

const read = { access: { permission: "mail.read" } } as const;
const rerun = { access: { permission: "mail.rerun" } } as const;
const tags = ["mail"];
const refusals = { 400: problem, 401: problem, 403: problem, 404: problem, 409: problem };
const single = { params: idParam, response: { 200: ledgerEntry, ...refusals } };

/** /api/v1/mail: every mail that ever came to a door, what became of it, and a second run. */
export function ledgerRoutes(deps: LedgerDeps & { readonly blobs: BlobStore }): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      "/api/v1/mail",
      {
        config: read,
        schema: {
          tags,
          summary: "List the mail ledger, newest first",
          querystring: ledgerQuery,
          response: { 200: pageOf(ledgerEntry), ...refusals },
        },
      },
      async (request) => {
        const { limit, cursor, ...filter } = request.query;
        const before = readCursor("mail", cursor)?.[1] ?? null;
        const { accountId } = callerOf(request);
        const rows = await selectLedger(deps.db, { ...filter, accountId, before, limit: limit + 1 });
        return cutPage(rows, limit, {
          order: "mail",
          cursorOf: (last) => ["", last.id],
          toItem: (row) => row,
        });
      },
    );

    app.get(
      "/api/v1/mail/sums",
      {
        config: read,
        schema: { tags, summary: "Sum the ledger by door", response: { 200: ledgerSums, ...refusals } },
      },
      async (request) => sumLedger(deps.db, callerOf(request).accountId),
    );

    app.get(
      "/api/v1/mail/:id",
      { config: read, schema: { tags, summary: "Read a line of the ledger", ...single } },
      async (request) => {
        const entry = await findLedgerEntry(deps.db, callerOf(request).accountId, request.params.id);
        if (entry === null) throw new AppError("not-found");
        return entry;
      },
    );

    app.get(
      "/api/v1/mail/:id/raw",
      {
        config: read,
        schema: {
          tags,
          summary: "Download the mail as it came",
          params: idParam,
          response: { 200: { content: { "text/plain": { schema: z.unknown() } } } },
        },
      },
      async (request, reply) => {
        const entry = await findLedgerEntry(deps.db, callerOf(request).accountId, request.params.id);
        if (entry === null) throw new AppError("not-found");
        return reply
          .headers({
            "content-type": "text/plain; charset=us-ascii",
            "content-disposition": `attachment; filename="mail-${entry.id}.eml"`,
            "content-security-policy": "default-src 'none'; sandbox",
            "x-content-type-options": "nosniff",
            "cache-control": "no-store",
          })
          .send(await deps.blobs.get(entry.sha256));
      },
    );

    app.post(
      "/api/v1/mail/:id/rerun",
      { config: rerun, schema: { tags, summary: "Process a mail once more", ...single } },
      async (request) => rerunMail(deps, callerOf(request), request.params.id),
    );

    app.post(
      "/api/v1/mail/:id/ignore",
      { config: rerun, schema: { tags, summary: "Set a mail aside", ...single } },
      async (request) => ignoreMail(deps, callerOf(request), request.params.id),
    );
  };
}
