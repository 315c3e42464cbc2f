import type { FastifyInstance } from "fastify";
import swagger from "@fastify/swagger";
import { jsonSchemaTransform } from "fastify-type-provider-zod";

/** OpenAPI 3.1 made from the very schemas that check requests and answers. */
export async function registerOpenApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Kvit",
        version: "1",
        description:
          "The REST API of the Kvit help desk. Send an API key as `Authorization: Bearer <key>`; errors are problem documents (RFC 9457).",
      },
      servers: [{ url: "/" }],
      components: { securitySchemes: { apiKey: { type: "http", scheme: "bearer" } } },
      security: [{ apiKey: [] }],
    },
    transform: jsonSchemaTransform,
    hideUntagged: true,
  });
  const because = "What the API can do is no secret; what is in it is.";
  app.get("/api/v1/openapi.json", { config: { access: { public: true, because } } }, async () =>
    app.swagger(),
  );
}
