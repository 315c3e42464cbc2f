import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import * as contract from "@kvit/contract/lifecycle";
import * as mails from "@kvit/contract/mail-preview";
import { callerOf } from "../platform/http/app.ts";
import {
  changeLifecycle,
  listVersions,
  revertLifecycle,
  showLifecycle,
  type LifecycleDeps,
} from "./change-lifecycle.ts";
import { previewMail } from "./preview-mail.ts";
import { previewLadder } from "./preview-ladder.ts";

const tags = ["lifecycle"];

/** /api/v1/lifecycle: how tickets come to their end when nobody says anything, in versions. */
export function lifecycleRoutes(deps: LifecycleDeps): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      "/api/v1/lifecycle",
      {
        config: { access: { permission: "lifecycle.read" } },
        schema: { tags, summary: "Read the life cycle", response: { 200: contract.lifecycleView } },
      },
      async (request) => showLifecycle(deps, callerOf(request)),
    );

    app.put(
      "/api/v1/lifecycle",
      {
        config: { access: { permission: "lifecycle.change" } },
        schema: {
          tags,
          summary: "Make a new version of the life cycle",
          body: contract.changeLifecycle,
          response: { 200: contract.lifecycleView },
        },
      },
      async (request) => changeLifecycle(deps, callerOf(request), request.body),
    );

    app.post(
      "/api/v1/lifecycle/preview",
      {
        config: { access: { permission: "lifecycle.read" } },
        schema: {
          tags,
          summary: "Show what a ladder would do",
          body: contract.previewLadder,
          response: { 200: contract.ladderPreview },
        },
      },
      async (request) => previewLadder(deps, callerOf(request), request.body),
    );

    app.post(
      "/api/v1/lifecycle/mail-preview",
      {
        config: { access: { permission: "lifecycle.read" } },
        schema: {
          tags,
          summary: "Show a mail the ladder would send",
          body: mails.previewMail,
          response: { 200: mails.mailPreview },
        },
      },
      async (request) => previewMail(deps, callerOf(request), request.body),
    );

    app.get(
      "/api/v1/lifecycle/versions",
      {
        config: { access: { permission: "lifecycle.read" } },
        schema: {
          tags,
          summary: "List the versions of the life cycle",
          response: { 200: z.object({ items: z.array(contract.lifecycleVersion) }) },
        },
      },
      async (request) => ({ items: await listVersions(deps, callerOf(request)) }),
    );

    app.post(
      "/api/v1/lifecycle/versions/:version/revert",
      {
        config: { access: { permission: "lifecycle.change" } },
        schema: {
          tags,
          summary: "Go back to an earlier version",
          params: z.object({ version: z.coerce.number().int().min(0) }),
          response: { 200: contract.lifecycleView },
        },
      },
      async (request) => revertLifecycle(deps, callerOf(request), request.params.version),
    );
  };
}
