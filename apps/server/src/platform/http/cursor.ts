import { AppError } from "../app-error.ts";

/** Where a page ended: the sort value and the key of its last row. Opaque to callers. */
export type Cursor = readonly [value: string, id: number];

export function writeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString("base64url");
}

/** Reads a cursor that a page gave as `next`. Throws bad-request for anything else. */
export function readCursor(text: string | undefined): Cursor | null {
  if (text === undefined) return null;
  try {
    const parsed: unknown = JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
    if (Array.isArray(parsed) && parsed.length === 2) {
      const [value, id]: unknown[] = parsed;
      if (typeof value === "string" && typeof id === "number" && Number.isSafeInteger(id)) return [value, id];
    }
  } catch {
    // falls through to the one answer for every cursor that is not ours
  }
  throw new AppError("bad-request", {
    detail: "This cursor is not one we gave. Start again without it.",
    errors: [{ path: "cursor", message: "unknown" }],
  });
}
