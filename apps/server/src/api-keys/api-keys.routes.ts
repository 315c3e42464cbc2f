import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { apiKey, createApiKey, createdApiKey } from "@kvit/contract/settings";
import { idParam, nothing, pageOf } from "@kvit/contract/wire";
import { callerOf } from "../platform/http/app.ts";
import { createOwnApiKey, listApiKeys, revokeApiKey, type ApiKeysDeps } from "./manage-api-keys.ts";

const config = { access: { permission: "api-key.manage" } } as const;
const tags = ["api-keys"];

/** /api/v1/api-keys. Creating takes no Idempotency-Key, since the answer must not be kept. */
export function apiKeyRoutes(deps: ApiKeysDeps): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      "/api/v1/api-keys",
      { config, schema: { tags, summary: "List API keys", response: { 200: pageOf(apiKey) } } },
      async (request) => ({ items: await listApiKeys(deps, callerOf(request)), next: null }),
    );

    app.post(
      "/api/v1/api-keys",
      {
        config,
        schema: {
          tags,
          summary: "Create an API key that acts as you",
          body: createApiKey,
          response: { 201: createdApiKey },
        },
      },
      async (request, reply) =>
        reply
          .status(201)
          .header("cache-control", "no-store")
          .send(await createOwnApiKey(deps, callerOf(request), request.body)),
    );

    app.delete(
      "/api/v1/api-keys/:id",
      {
        config,
        schema: {
          tags,
          summary: "Revoke an API key",
          params: idParam,
          response: { 204: nothing },
        },
      },
      async (request, reply) => {
        await revokeApiKey(deps, callerOf(request), request.params.id);
        return reply.status(204).send();
      },
    );
  };
}
