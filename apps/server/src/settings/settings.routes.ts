import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { auditEntry, auditQuery, deskView, patchDesk } from "@kvit/contract/settings";
import { pageOf } from "@kvit/contract/wire";
import { callerOf } from "../platform/http/app.ts";
import { changeDesk, listAudit, showDesk, type SettingsDeps } from "./change-desk.ts";

const tags = ["settings"];

/** /api/v1/desk and /api/v1/audit: what holds for the whole desk, and who changed what. */
export function settingRoutes(deps: SettingsDeps): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      "/api/v1/desk",
      {
        config: { access: { permission: "setting.read" } },
        schema: { tags, summary: "Read the desk's settings", response: { 200: deskView } },
      },
      async (request) => showDesk(deps, callerOf(request)),
    );

    app.patch(
      "/api/v1/desk",
      {
        config: { access: { permission: "setting.change" } },
        schema: {
          tags,
          summary: "Change the desk's settings",
          body: patchDesk,
          response: { 200: deskView },
        },
      },
      async (request) => changeDesk(deps, callerOf(request), request.body),
    );

    app.get(
      "/api/v1/audit",
      {
        config: { access: { permission: "audit.read" } },
        schema: {
          tags,
          summary: "List changes of settings",
          querystring: auditQuery,
          response: { 200: pageOf(auditEntry) },
        },
      },
      async (request) => listAudit(deps, callerOf(request), request.query),
    );
  };
}
