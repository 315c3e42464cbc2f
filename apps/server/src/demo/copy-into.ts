import type { ClientBase } from "pg";
import { from as copyFrom } from "pg-copy-streams";
import type { Insertable } from "kysely";
import type { Database } from "../platform/postgres/generated/database.ts";

const chunkLength = 64 * 1024;

/**
 * Loads rows with COPY, which takes half the time of inserting them. All rows
 * must have the same columns. Identity columns take the values given.
 */
export async function copyInto<Table extends keyof Database>(
  client: ClientBase,
  table: Table,
  rows: readonly Insertable<Database[Table]>[],
): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const columns = Object.keys(first);
  const stream = client.query(copyFrom(`copy ${table} (${columns.join(", ")}) from stdin`));
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  stream.on("finish", resolve);
  stream.on("error", reject);
  let text = "";
  for (const row of rows) {
    text += lineOf(row);
    if (text.length < chunkLength) continue;
    stream.write(text);
    text = "";
  }
  stream.end(text);
  await promise;
}

function lineOf(row: object): string {
  return `${Object.values(row).map(fieldOf).join("\t")}\n`;
}

/** One value in the text format of COPY. */
export function fieldOf(value: unknown): string {
  if (value === null || value === undefined) return String.raw`\N`;
  if (typeof value === "string") return escaped(value);
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (Buffer.isBuffer(value)) return String.raw`\\x${value.toString("hex")}`;
  if (Array.isArray(value)) return escaped(`{${value.map(elementOf).join(",")}}`);
  throw new TypeError(`COPY cannot take a value of type ${typeof value}.`);
}

function elementOf(value: unknown): string {
  return `"${String(value).replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}

const special = /[\\\b\f\n\r\t\v]/;
const names = new Map([
  ["\\", String.raw`\\`],
  ["\b", String.raw`\b`],
  ["\f", String.raw`\f`],
  ["\n", String.raw`\n`],
  ["\r", String.raw`\r`],
  ["\t", String.raw`\t`],
  ["\v", String.raw`\v`],
]);

function escaped(text: string): string {
  return special.test(text) ? text.replaceAll(/[\\\b\f\n\r\t\v]/g, (sign) => names.get(sign) ?? sign) : text;
}
