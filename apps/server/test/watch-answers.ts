import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import formats from "ajv-formats";

/** Sentences about answers that are not as the API's description says, until they are taken. */
const misfits = new Set<string>();

export function takeMisfits(): readonly string[] {
  const taken = [...misfits];
  misfits.clear();
  return taken;
}

type Content = Readonly<Record<string, { readonly schema?: object }>>;
type Operation = { readonly responses: Readonly<Record<string, { readonly content?: Content } | undefined>> };
type Description = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation | undefined>> | undefined>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
};

const descriptionPath = "/api/v1/openapi.json";

/** From now on every answer under /api/v1 is held against the description the app gives of itself. */
export function watchAnswers(app: FastifyInstance): void {
  let description: Description | null = null;
  app.addHook("onSend", async (request, reply, payload) => {
    if (!request.url.startsWith("/api/v1/") || request.method === "HEAD") return payload;
    description ??= JSON.parse(JSON.stringify(app.swagger()));
    const found = description === null ? null : misfitOf(description, answerOf(request, reply, payload));
    if (found !== null) misfits.add(`${request.method} ${request.routeOptions.url ?? request.url}: ${found}`);
    return payload;
  });
}

export type Answer = {
  readonly method: string;
  /** As the description writes it; null where no route was met. */
  readonly path: string | null;
  readonly status: number;
  readonly mediaType: string | null;
  /** Null when it is no text: a file. */
  readonly body: string | null;
};

function answerOf(request: FastifyRequest, reply: FastifyReply, payload: unknown): Answer {
  const type = reply.getHeader("content-type");
  return {
    method: request.method,
    path: request.routeOptions.url?.replaceAll(/:(\w+)/g, "{$1}") ?? null,
    status: reply.statusCode,
    mediaType: typeof type === "string" ? (type.split(";")[0] ?? "").trim() : null,
    body: payload === undefined || payload === null ? "" : typeof payload === "string" ? payload : null,
  };
}

/** What the description does not say of this answer, or null. */
export function misfitOf(description: Description, answer: Answer): string | null {
  const { method, path, status } = answer;
  if (path === descriptionPath && status === 200) return null;
  if (path === null || path === descriptionPath) return contentMisfit(description, problemOnly, answer);
  const operation = description.paths[path]?.[method.toLowerCase()];
  if (operation === undefined) return "the route is not described";
  const response = operation.responses[String(status)];
  if (response === undefined) return `the status ${status} is not described`;
  return contentMisfit(description, response.content ?? {}, answer);
}

const problemOnly: Content = {
  "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } },
};

function contentMisfit(
  description: Description,
  content: Content,
  { status, mediaType, body }: Answer,
): string | null {
  if (Object.keys(content).length === 0) return body === "" ? null : `a body with ${status} is not described`;
  const described = content[mediaType ?? ""] ?? content["*/*"];
  if (described === undefined) return `${mediaType ?? "no type"} with ${status} is not described`;
  const isJson = mediaType?.endsWith("json") === true;
  if (body === null || described.schema === undefined || !isJson) return null;
  const faults = faultsOf(body, validatorOf(described.schema, description));
  return faults === "" ? null : `the body of ${status} does not fit: ${faults}`;
}

function faultsOf(body: string, validate: ValidateFunction): string {
  if (validate(JSON.parse(body))) return "";
  return (validate.errors ?? [])
    .map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`)
    .join("; ");
}

/** Many apps in one file have the same schemas; each is compiled once. */
const validators = new Map<string, ValidateFunction>();

function validatorOf(schema: object, { components }: Description): ValidateFunction {
  const key = JSON.stringify(schema);
  const known = validators.get(key);
  if (known !== undefined) return known;
  const ajv = formats.default(new Ajv2020({ strict: false, allErrors: true }));
  const compiled = ajv.compile({ ...schema, components });
  validators.set(key, compiled);
  return compiled;
}
