import Fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyRequest,
} from "fastify";
import cookie from "@fastify/cookie";
import formbody from "@fastify/formbody";
import multipart from "@fastify/multipart";
import rateLimit from "@fastify/rate-limit";
import websocket from "@fastify/websocket";
import { serializerCompiler } from "fastify-type-provider-zod";
import { noQuery } from "@kvit/contract/wire";
import { hasSomewhere } from "../../people/rights.ts";
import { AppError } from "../app-error.ts";
import type { Access } from "./access.ts";
import { answerMissing, answerWhereNothingIs } from "./answer-missing.ts";
import { checkRequest } from "./check-request.ts";
import { readJsonBodies } from "./json-body.ts";
import { registerOpenApi } from "./open-api.ts";
import type { Authenticate, Principal } from "./principal.ts";
import { answerWithProblem } from "./problems.ts";
import { collectRoutes, type ListedRoute } from "./route-list.ts";
import { headersFor, securityHeaders } from "./security-headers.ts";
import { uploadLimits } from "./too-large.ts";

declare module "fastify" {
  interface FastifyRequest {
    principal: Principal | null;
  }
  interface FastifyInstance {
    /** Every route registered so far; the list grows with the features. */
    routes: readonly ListedRoute[];
  }
}

export type HttpSettings = {
  readonly log: FastifyBaseLogger;
  readonly publicUrl: string;
  readonly trustProxy: readonly string[];
  readonly authenticate: Authenticate;
  readonly maxBodyBytes: number;
};

const unsafeMethods = new Set(["POST", "PUT", "PATCH", "DELETE"]);

/**
 * The web server with everything that holds for all routes: who is calling,
 * whether they may, same-origin proof, headers, problem documents. A route
 * without a declared access cannot be registered; one of the API that declares
 * no query takes none.
 */
export async function createHttpApp(settings: HttpSettings): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: settings.log,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: settings.trustProxy.length === 0 ? false : [...settings.trustProxy],
    bodyLimit: settings.maxBodyBytes,
    routerOptions: { maxParamLength: 500 },
    requestTimeout: 60_000,
    // An address that cannot be decoded reaches no hook and no handler of ours but this.
    frameworkErrors: (error, request, reply) => {
      void reply.headers(headersFor(settings.publicUrl));
      answerMissing(error, request, reply);
    },
  });
  app.setValidatorCompiler(checkRequest);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(answerWithProblem);
  readJsonBodies(app);
  app.decorateRequest("principal", null);
  app.decorate("routes", collectRoutes(app));
  answerWhereNothingIs(app);
  app.addHook("onRoute", (route) => {
    if (route.method === "OPTIONS" || route.method === "HEAD") return;
    if (route.config?.access === undefined)
      throw new Error(`The route ${String(route.method)} ${route.url} declares no access.`);
  });
  app.addHook("onRoute", (route) => {
    if (route.schema?.tags !== undefined) route.schema = { querystring: noQuery, ...route.schema };
  });
  // Before whatever refuses: it closes the socket of a refused upgrade only when its hook has seen it.
  await app.register(websocket, { options: { maxPayload: 64 * 1024 } });
  app.addHook("onRequest", securityHeaders(settings.publicUrl));
  app.addHook("onRequest", async (request) => admit(request, settings));
  await app.register(cookie);
  await app.register(formbody);
  await app.register(multipart, { limits: uploadLimits });
  await app.register(rateLimit, { global: false });
  await registerOpenApi(app);
  return app;
}

async function admit(request: FastifyRequest, settings: HttpSettings): Promise<void> {
  const access = request.routeOptions.config.access;
  if (access === undefined) return;
  const { cookie: cookies, authorization } = request.headers;
  if (cookies !== undefined || authorization !== undefined)
    request.principal = await settings.authenticate({ cookie: cookies, authorization });
  demandSameOrigin(request, settings.publicUrl);
  demandAccess(access, request);
}

function demandAccess(access: Access, request: FastifyRequest): void {
  if ("public" in access || "customerLink" in access) return;
  const { principal } = request;
  if (principal === null) throw notSignedIn(request.headers.authorization);
  if (principal.scope === "read" && unsafeMethods.has(request.method)) throw new AppError("read-only-key");
  if ("permission" in access && !hasSomewhere(principal.agent, access.permission))
    throw new AppError("forbidden");
}

/** Says of a key that it opens nothing, and not whether there ever was one like it. */
function notSignedIn(authorization: string | undefined): AppError {
  if (authorization === undefined || !/^bearer /i.test(authorization)) return new AppError("not-signed-in");
  return new AppError("not-signed-in", {
    detail: "This API key is not known, or was revoked. Make a new one in the settings.",
  });
}

/**
 * A browser says where a request comes from (Origin, Sec-Fetch-Site); one that
 * carries cookies and comes from elsewhere is refused. Requests with an API key
 * carry no ambient right and need no such proof. Reading needs none either:
 * the browser keeps the answer from the other site. Of a WebSocket it does not
 * (RFC 6455 §10.2), so that one is asked although it begins as a GET.
 */
function demandSameOrigin(request: FastifyRequest, publicUrl: string): void {
  if (!unsafeMethods.has(request.method) && !request.ws) return;
  if (request.principal?.via === "api-key") return;
  const { origin } = request.headers;
  const site = request.headers["sec-fetch-site"];
  const sameHost =
    origin === undefined || origin === new URL(publicUrl).origin || hostOf(origin) === request.headers.host;
  const foreign = site === "cross-site" || site === "same-site" || !sameHost;
  if (foreign) throw new AppError("foreign-origin");
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}

/** The caller of a route that asked for one. */
export function callerOf(request: FastifyRequest): Principal {
  if (request.principal === null) throw new AppError("not-signed-in");
  return request.principal;
}
