import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import * as contract from "@kvit/contract/erasure";
import { idParam } from "@kvit/contract/wire";
import { callerOf } from "../platform/http/app.ts";
import { erasePerson, previewErasure, type ErasureDeps } from "./erase-person.ts";
import { exportPerson } from "./export-person.ts";

const tags = ["contacts"];
const exportQuery = z.object({ notes: z.enum(["yes", "no"]).default("no") }).strict();

/** What a person may ask of the desk: all that is held about them, and that it goes. */
export function erasureRoutes(deps: ErasureDeps): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      "/api/v1/contacts/:id/export",
      {
        config: { access: { permission: "data.export" } },
        schema: {
          tags,
          summary: "Export all that is held about a person",
          params: idParam,
          querystring: exportQuery,
          response: { 200: { content: { "application/json": { schema: z.unknown() } } } },
        },
        serializerCompiler: () => (file) => `${JSON.stringify(file, null, 1)}\n`,
      },
      async (request, reply) => {
        const { id } = request.params;
        const file = await exportPerson(deps, callerOf(request), {
          id,
          withInternal: request.query.notes === "yes",
        });
        return reply
          .header("content-disposition", `attachment; filename="person-${id}.json"`)
          .header("cache-control", "no-store")
          .type("application/json; charset=utf-8")
          .send(file);
      },
    );

    app.get(
      "/api/v1/contacts/:id/erasure",
      {
        config: { access: { permission: "contact.erase" } },
        schema: {
          tags,
          summary: "Show what erasing a person would take",
          params: idParam,
          response: { 200: contract.erasurePreview },
        },
      },
      async (request) => previewErasure(deps, callerOf(request), request.params.id),
    );

    app.post(
      "/api/v1/contacts/:id/erase",
      {
        config: { access: { permission: "contact.erase" } },
        schema: {
          tags,
          summary: "Erase a person",
          params: idParam,
          body: contract.erasePerson,
          response: { 200: contract.erased },
        },
      },
      async (request) => erasePerson(deps, callerOf(request), request.params.id, request.body),
    );
  };
}
