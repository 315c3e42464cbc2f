import type { Json, JsonObject } from "./canonical-json.ts";

/**
 * Text that every later reader can hold: half surrogate pairs become U+FFFD
 * (RFC 8785 has no spelling for them) and NUL goes (PostgreSQL has none).
 */
export function cleanText(text: string): string {
  return text.toWellFormed().replaceAll("\u0000", "");
}

export function cleanJson(members: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(members).map(([key, value]) => [cleanText(key), cleanValue(value)]),
  );
}

function cleanValue(value: Json): Json {
  if (typeof value === "string") return cleanText(value);
  if (typeof value !== "object" || value === null) return value;
  return isArray(value) ? value.map(cleanValue) : cleanJson(value);
}

const isArray = (value: Json): value is readonly Json[] => Array.isArray(value);
