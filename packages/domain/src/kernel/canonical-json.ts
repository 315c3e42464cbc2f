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
  for (let index = 0; index < items.length; index += 1) {
    if (index > 0) text += ",";
    text += spell(items[index]);
  }
  return `${text}]`;
}

function canonicalObject(members: JsonObject): string {
  const keys = inOrder(Object.keys(members));
  let text = "{";
  for (let index = 0; index < keys.length; index += 1) {
    const key = String(keys[index]);
    if (index > 0) text += ",";
    text += `${canonicalString(key)}:${spell(members[key])}`;
  }
  return `${text}}`;
}

/** Of so few keys each is put in its place faster than a general sort begins. */
const fewKeys = 12;

function inOrder(keys: string[]): readonly string[] {
  if (keys.length > fewKeys) return keys.sort();
  for (let index = 1; index < keys.length; index += 1) {
    const key = String(keys[index]);
    let place = index;
    for (; place > 0 && key < String(keys[place - 1]); place -= 1) keys[place] = String(keys[place - 1]);
    keys[place] = key;
  }
  return keys;
}

const isArray = (value: Json): value is readonly Json[] => Array.isArray(value);
