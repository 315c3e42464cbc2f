import { randomUUID } from "node:crypto";
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import type { Problem } from "@kvit/contract/wire";
import { AppError, isAppError } from "../app-error.ts";
import { tooLarge } from "./too-large.ts";
import { sayWhen, tooMany, waitIn } from "./too-many.ts";

/** Turns whatever was thrown into a problem document (RFC 9457). Unknown errors are logged under an id that the caller is told. */
export function answerWithProblem(
  error: FastifyError | AppError,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const known = toAppError(error, request, reply);
  const instance = `urn:uuid:${randomUUID()}`;
  if (known.status >= 500) request.log.error({ err: error, instance }, known.title);
  sayWhen(known, reply);
  void reply
    .status(known.status)
    .header("content-type", "application/problem+json; charset=utf-8")
    .send(problemFrom(known, instance));
}

export function problemFrom(error: AppError, instance: string): Problem {
  const { possible, errors, reason, ticket, since } = error.details;
  const code = reason ?? error.code;
  return {
    type: `https://kvit.help/problems/${code}`,
    title: error.title,
    status: error.status,
    detail: error.message,
    code,
    instance,
    ...(possible === undefined ? {} : { possible: [...possible] }),
    ...(ticket === undefined ? {} : { ticket }),
    ...(since === undefined ? {} : { since }),
    ...(errors === undefined ? {} : { errors: errors.map((each) => ({ ...each })) }),
  };
}

function toAppError(error: FastifyError | AppError, request: FastifyRequest, reply: FastifyReply): AppError {
  if (isAppError(error)) return error;
  if (isUnfitValue(error))
    return new AppError("bad-request", {
      detail: "A value in this request is not one that can be looked for.",
    });
  if (isDatabaseDown(error)) return new AppError("database-down");
  if (error.statusCode === 413) return tooLarge(error.code, request);
  if (error.statusCode === 429) return tooMany(waitIn(reply));
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500)
    return new AppError("bad-request", { detail: error.message });
  return new AppError("internal");
}

/** PostgreSQL's class 22, data exception: a value that no column can hold, such as NUL in a text or a date that is none. */
function isUnfitValue(error: Error): boolean {
  return "code" in error && typeof error.code === "string" && /^22\w{3}$/.test(error.code);
}

const downCodes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOENT",
  "57P01",
  "57P02",
  "57P03",
  "53300",
  "08006",
  "08001",
  "08003",
]);

/** Whether the database could not be reached, as opposed to having refused a statement. */
export function isDatabaseDown(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  return (
    downCodes.has(code) || /Connection terminated|timeout exceeded when trying to connect/.test(error.message)
  );
}
