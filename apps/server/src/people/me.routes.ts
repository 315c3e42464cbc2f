import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { changeMe as patch, me } from "@kvit/contract/people";
import { callerOf } from "../platform/http/app.ts";
import { changeMe, readMe, type MeDeps } from "./me.ts";

const config = { access: { signedIn: true } } as const;

/** /api/app/me: oneself. */
export function meRoutes(deps: MeDeps): FastifyPluginAsyncZod {
  return async (app) => {
    app.get("/api/app/me", { config, schema: { response: { 200: me } } }, async (request) =>
      readMe(deps, callerOf(request)),
    );

    app.patch("/api/app/me", { config, schema: { body: patch, response: { 200: me } } }, async (request) =>
      changeMe(deps, callerOf(request), request.body),
    );
  };
}
