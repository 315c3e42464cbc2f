import { STATUS_CODES } from "node:http";
import type { FastifyInstance, RouteOptions } from "fastify";
import swagger from "@fastify/swagger";
import { jsonSchemaTransform, jsonSchemaTransformObject } from "fastify-type-provider-zod";

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
    transform: (route) => {
      const { schema, url } = jsonSchemaTransform(route);
      if (schema?.tags === undefined) return { schema, url };
      const response = responsesOf(Object(schema.response), refusalsOf(route.route));
      return { schema: { ...schema, response }, url };
    },
    transformObject: jsonSchemaTransformObject,
    hideUntagged: true,
  });
  const because = "What the API can do is no secret; what is in it is.";
  app.get("/api/v1/openapi.json", { config: { access: { public: true, because } } }, async () =>
    app.swagger(),
  );
}

const changing = new Set(["POST", "PUT", "PATCH", "DELETE"]);

/** Which refusals and faults a route can answer with follows from what it is; those of its own it declares itself. */
function refusalsOf({ method, url }: RouteOptions): readonly number[] {
  const changes = [method].flat().some((each) => changing.has(each));
  return [400, 401, 403, ...(url.includes(":") ? [404] : []), ...(changes ? [409, 413] : []), 500, 503];
}

/** Every answer by its status, with the words HTTP has for it; those from 400 on are problem documents. */
function responsesOf(declared: object, refusals: readonly number[]): Readonly<Record<string, object>> {
  const all = Object.entries({ ...Object.fromEntries(refusals.map((status) => [status, {}])), ...declared });
  return Object.fromEntries(
    all.map(([status, schema]) => {
      const description = STATUS_CODES[status] ?? status;
      return [
        status,
        Number(status) < 400
          ? { "x-response-description": description, ...schema }
          : { description, content: problemContent },
      ];
    }),
  );
}

/** Named in the contract. */
const problemContent = { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } };
