export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json };

/** Strings that JSON writes as they stand: printable ASCII without quote and backslash. */
const plain = /^[ !#-[\]-~]*$/;

/**
 * The one spelling of a JSON value: RFC 8785 (JSON Canonicalization Scheme).
 * Keys are sorted by UTF-16 code units, numbers and strings are written as
 * ECMAScript writes them. What JSON cannot say (undefined, NaN, infinities,
 * text with half a surrogate pair) throws a TypeError: such a value has no
 * spelling that every checker would agree on.
 */
export function canonicalJson(value: Json): string {
  return spell(value);
}

function spell(value: Json | undefined): string {
  if (typeof value === "string") return canonicalString(value);
  if (typeof value === "number") return canonicalNumber(value);
  if (typeof value === "boolean") return value ? "true" : "false";
  if (value === null) return "null";
  if (typeof value !== "object") throw new TypeError(`JSON cannot hold a value of type ${typeof value}`);
  return isArray(value) ? canonicalArray(value) : canonicalObject(value);
}

function canonicalString(text: string): string {
  if (plain.test(text)) return `"${text}"`;
  if (!text.isWellFormed()) throw new TypeError("JSON cannot hold half a surrogate pair");
  return JSON.stringify(text);
}

function canonicalNumber(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError(`JSON cannot hold ${value}`);
  return String(value);
}

function canonicalArray(items: readonly Json[]): string {
  let text = "[";
  let separator = "";
  for (const item of items) {
    text += separator + spell(item);
    separator = ",";
  }
  return `${text}]`;
}

function canonicalObject(members: JsonObject): string {
  let text = "{";
  let separator = "";
  for (const key of sorted(Object.keys(members))) {
    text += `${separator}${canonicalString(key)}:${spell(members[key])}`;
    separator = ",";
  }
  return `${text}}`;
}

/** Sorts only what is not in order yet: most objects here are small, and many are. */
function sorted(keys: string[]): readonly string[] {
  let last = "";
  for (const key of keys) {
    if (key < last) return keys.sort();
    last = key;
  }
  return keys;
}

const isArray = (value: Json): value is readonly Json[] => Array.isArray(value);
