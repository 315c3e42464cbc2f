import type { FastifyInstance } from "fastify";
import { answerWithProblem } from "../platform/http/problems.ts";
import { TooManyTries } from "./tries/limit-tries.ts";

/** Within this plugin, a refusal for too many tries says when to come back (RFC 9110 §10.2.3). */
export function answerTries(app: Pick<FastifyInstance, "setErrorHandler">): void {
  app.setErrorHandler((error: Parameters<typeof answerWithProblem>[0], request, reply) => {
    if (error instanceof TooManyTries) void reply.header("retry-after", error.retryAfterSeconds);
    answerWithProblem(error, request, reply);
  });
}
