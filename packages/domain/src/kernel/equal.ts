import type { Json, JsonObject } from "./canonical-json.ts";

/** Whether two JSON values say the same; the order of an object's keys does not matter. */
export function equal(left: Json | undefined, right: Json | undefined): boolean {
  if (left === right) return true;
  if (!isCompound(left) || !isCompound(right)) return false;
  if (isList(left)) return isList(right) && sameItems(left, right);
  return !isList(right) && sameMembers(left, right);
}

function sameItems(left: readonly Json[], right: readonly Json[]): boolean {
  return left.length === right.length && left.every((item, index) => equal(item, right[index]));
}

function sameMembers(left: JsonObject, right: JsonObject): boolean {
  const names = Object.keys(left);
  if (names.length !== Object.keys(right).length) return false;
  return names.every((name) => Object.hasOwn(right, name) && equal(left[name], right[name]));
}

const isCompound = (value: Json | undefined): value is Extract<Json, object> =>
  typeof value === "object" && value !== null;

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
