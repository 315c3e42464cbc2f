import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import * as contract from "@kvit/contract/retention";
import { callerOf } from "../platform/http/app.ts";
import { changeRetention, showRetention, type RetentionDeps } from "./change-retention.ts";
import { previewRetention } from "./preview-retention.ts";

const tags = ["lifecycle"];

/** /api/v1/retention: after how long tickets are purged. */
export function retentionRoutes(deps: RetentionDeps): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      "/api/v1/retention",
      {
        config: { access: { permission: "lifecycle.read" } },
        schema: {
          tags,
          summary: "Read after how long tickets are purged",
          response: { 200: contract.retentionView },
        },
      },
      async (request) => showRetention(deps, callerOf(request)),
    );

    app.put(
      "/api/v1/retention",
      {
        config: { access: { permission: "lifecycle.change" } },
        schema: {
          tags,
          summary: "Set after how long tickets are purged",
          body: contract.changeRetention,
          response: { 200: contract.retentionView },
        },
      },
      async (request) => changeRetention(deps, callerOf(request), request.body),
    );

    app.post(
      "/api/v1/retention/preview",
      {
        // it names tickets of all departments
        config: { access: { permission: "lifecycle.change" } },
        schema: {
          tags,
          summary: "Show what rules would purge",
          body: contract.previewRetention,
          response: { 200: contract.retentionPreview },
        },
      },
      async (request) =>
        previewRetention(deps.db, {
          accountId: callerOf(request).accountId,
          retention: request.body.retention,
          now: deps.clock.now(),
        }),
    );
  };
}
