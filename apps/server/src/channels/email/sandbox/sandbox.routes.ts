import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { sandboxMail } from "@kvit/contract/mail";
import { idParam, pageOf, pageQuery, problem } from "@kvit/contract/wire";
import { AppError } from "../../../platform/app-error.ts";
import { callerOf } from "../../../platform/http/app.ts";
import { readCursor } from "../../../platform/http/cursor.ts";
import { cutPage } from "../../../platform/http/cut-page.ts";
import type { Principal } from "../../../platform/http/principal.ts";
import type { Db } from "../../../platform/postgres/pool.ts";
import { findSandboxMail, selectSandbox } from "./sandbox.queries.ts";

const config = { access: { permission: "mail.read" } } as const;
const refusals = { 400: problem, 401: problem, 403: problem, 404: problem };

/** /api/app/sandbox: every mail as its recipient would see it. The desk with a relay has none. */
export function sandboxRoutes(deps: { readonly db: Db; readonly sandbox: boolean }): FastifyPluginAsyncZod {
  return async (app) => {
    if (!deps.sandbox) return;
    app.get(
      "/api/app/sandbox",
      { config, schema: { querystring: pageQuery, response: { 200: pageOf(sandboxMail), ...refusals } } },
      async (request) => {
        const { limit, cursor } = request.query;
        const page = { before: readCursor("sandbox", cursor)?.[1] ?? null, limit: limit + 1 };
        const rows = await selectSandbox(deps.db, askedBy(callerOf(request)), page);
        return cutPage(rows, limit, {
          order: "sandbox",
          cursorOf: (last) => ["", last.id],
          toItem: (row) => row,
        });
      },
    );

    app.get(
      "/api/app/sandbox/:id",
      { config, schema: { params: idParam, response: { 200: sandboxMail, ...refusals } } },
      async (request) => {
        const mail = await findSandboxMail(deps.db, askedBy(callerOf(request)), request.params.id);
        if (mail === null) throw new AppError("not-found");
        return mail;
      },
    );
  };
}

/** The link of an invitation or a reset would let its reader be somebody else: the owner alone may have it. */
function askedBy({ accountId, agent }: Principal) {
  return { accountId, secrets: agent.role === "owner" };
}
