import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { AppError } from "../app-error.ts";
import { allowedMethods } from "./allowed-methods.ts";
import { missingPage, missingPageHeaders } from "./missing-page.ts";
import { answerWithProblem } from "./problems.ts";

/** Answers at an address without a route, or without one for this method. */
export function answerWhereNothingIs(app: FastifyInstance): void {
  let allowedAt: ReturnType<typeof allowedMethods> | null = null;
  app.setNotFoundHandler((request, reply) => {
    allowedAt ??= allowedMethods(app.routes);
    const allowed = allowedAt(request.url);
    if (allowed.length === 0 || allowed.includes(request.method))
      return answerMissing(new AppError("not-found"), request, reply);
    void reply.header("allow", allowed.join(", "));
    return answerWithProblem(new AppError("method-not-allowed"), request, reply);
  });
}

/** A page for whoever opened the address in a browser, a problem document for every program. */
export function answerMissing(
  error: FastifyError | AppError,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  if (!wantsPage(request)) return answerWithProblem(error, request, reply);
  const status = error instanceof AppError ? error.status : (error.statusCode ?? 400);
  void reply
    .status(status)
    .headers(missingPageHeaders)
    .send(request.method === "HEAD" ? "" : missingPage(request.headers["accept-language"]));
}

function wantsPage({ method, url, headers }: FastifyRequest): boolean {
  const reads = method === "GET" || method === "HEAD";
  return reads && !url.startsWith("/api/") && (headers.accept ?? "").includes("text/html");
}
