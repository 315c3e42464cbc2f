import type { Json } from "./canonical-json.ts";

/** Whether two JSON values say the same; the order of an object's keys does not matter. */
export function equal(left: Json | undefined, right: Json | undefined): boolean {
  if (left === right) return true;
  if (!isCompound(left) || !isCompound(right) || Array.isArray(left) !== Array.isArray(right)) return false;
  const a = new Map(Object.entries(left));
  const b = new Map(Object.entries(right));
  return a.size === b.size && [...a].every(([key, value]) => b.has(key) && equal(value, b.get(key)));
}

const isCompound = (value: Json | undefined): value is Extract<Json, object> =>
  typeof value === "object" && value !== null;
