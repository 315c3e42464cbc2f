import { AppError } from "../app-error.ts";

/** Where a page ended: the sort value and the key of its last row. Opaque to callers. */
export type Cursor = readonly [value: string, id: number];

/** `order`: the list and the order its rows stand in, such as "tickets -updated". */
export function writeCursor(order: string, cursor: Cursor): string {
  return Buffer.from(JSON.stringify([order, ...cursor])).toString("base64url");
}

/**
 * Reads a cursor that a page of this order gave as `next`. Throws bad-request
 * for anything else: a place in one order says nothing in another.
 */
export function readCursor(order: string, text: string | undefined): Cursor | null {
  if (text === undefined) return null;
  const [given, value, id] = partsOf(text);
  if (typeof given !== "string" || typeof value !== "string" || !Number.isSafeInteger(id))
    throw unfit("This cursor is not one we gave. Start again without it.");
  if (given !== order)
    throw unfit("This cursor belongs to another order or another list. Start again without it.");
  return [value, Number(id)];
}

function partsOf(text: string): readonly unknown[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
    return Array.isArray(parsed) && parsed.length === 3 ? parsed : [];
  } catch {
    return [];
  }
}

function unfit(detail: string): AppError {
  return new AppError("bad-request", { detail, errors: [{ path: "cursor", message: detail }] });
}
