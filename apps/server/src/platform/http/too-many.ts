import type { FastifyReply } from "fastify";
import { waitOf } from "@kvit/i18n";
import { AppError } from "../app-error.ts";

/** Too many tries; the next one will be looked at after so many seconds, which the header Retry-After says too (RFC 9110 §10.2.3). */
export function tooMany(retryAfterSeconds: number): AppError {
  return new AppError("too-many-requests", {
    detail: `Too many tries. Try again ${waitOf("en", retryAfterSeconds)}.`,
    retryAfterSeconds,
  });
}

/** Of a refusal that the rate limit of a route has made: it has set the header already. */
export function waitIn(reply: FastifyReply): number {
  const seconds = Number(reply.getHeader("retry-after"));
  return Number.isFinite(seconds) && seconds > 0 ? seconds : 60;
}
