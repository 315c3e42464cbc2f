import type { FastifyRequest } from "fastify";
import { AppError } from "../app-error.ts";

const mebibyte = 1024 * 1024;

/** Of a multipart body: bytes of each file, and files. */
export const uploadLimits = { fileSize: 50 * mebibyte, files: 20 } as const;

/** The refusal of a body or file by its size, which says how much this route takes. */
export function tooLarge(code: string, request: FastifyRequest): AppError {
  const limit = limitOf(code, request);
  return new AppError("too-large", limit === null ? {} : { detail: `${larger}: ${limit} at most.` });
}

const larger = "This is larger than Kvit takes";

function limitOf(code: string, request: FastifyRequest): string | null {
  if (code === "FST_ERR_CTP_BODY_TOO_LARGE") return megabytes(request.routeOptions.bodyLimit);
  if (code === "FST_REQ_FILE_TOO_LARGE") return `${megabytes(uploadLimits.fileSize)} a file`;
  if (code === "FST_FILES_LIMIT") return `${uploadLimits.files} files at once`;
  return null;
}

/** Rounded down, so that what is named is taken. */
function megabytes(bytes: number): string {
  return `${Math.floor((bytes / mebibyte) * 10) / 10} MB`;
}
