import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { rightRow } from "@kvit/contract/settings";
import { pageOf } from "@kvit/contract/wire";
import type { ListedRoute } from "../platform/http/route-list.ts";
import { listRights } from "./list-rights.ts";

/** /api/v1/rights: the table of rights as the routes declare them. */
export function rightRoutes(routes: readonly ListedRoute[]): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      "/api/v1/rights",
      {
        config: { access: { permission: "setting.read" } },
        schema: {
          tags: ["settings"],
          summary: "List which role may do what",
          response: { 200: pageOf(rightRow) },
        },
      },
      async () => ({ items: listRights(routes), next: null }),
    );
  };
}
