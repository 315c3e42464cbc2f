import type { FastifyReply } from "fastify";
import { waitOf } from "@kvit/i18n";
import { AppError, isAppError } from "../app-error.ts";

/** Too many tries; the next one will be looked at after so many seconds, which the header Retry-After says too (RFC 9110 §10.2.3). */
export function tooMany(retryAfterSeconds: number): AppError {
  return new AppError("too-many-requests", {
    detail: `Too many tries. Try again ${waitOf("en", retryAfterSeconds)}.`,
    retryAfterSeconds,
  });
}

/** Sets the header Retry-After for a refusal that knows when to come back. */
export function sayWhen(error: unknown, reply: FastifyReply): void {
  const seconds = isAppError(error) ? error.details.retryAfterSeconds : undefined;
  if (seconds !== undefined) void reply.header("retry-after", seconds);
}

/** What the header says: set by `sayWhen`, or by the rate limit of a route. In seconds. */
export function waitIn(reply: FastifyReply): number {
  const seconds = Number(reply.getHeader("retry-after"));
  return Number.isFinite(seconds) && seconds > 0 ? seconds : 60;
}
