import type { Pool } from "pg";
import type { BlobStore } from "../src/platform/blobs/blob-store.ts";

/**
 * Every table in which a word stands, in whatever column: text, JSON, arrays,
 * and bytes as they are printed. It is looked for as it is, in capitals or not,
 * and in hexadecimal.
 */
export async function tablesWith(pool: Pool, word: string): Promise<readonly string[]> {
  const { rows } = await pool.query<{ table_name: string }>(
    "select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1",
  );
  const hex = Buffer.from(word).toString("hex");
  const found: string[] = [];
  for (const { table_name: table } of rows) {
    const hit = await pool.query<{ row: string }>(
      `select t::text as row from "${table}" t where t::text ilike $1 or t::text ilike $2 limit 1`,
      [`%${word}%`, `%${hex}%`],
    );
    for (const { row } of hit.rows) found.push(`${table}: ${row}`);
  }
  return found;
}

/** How many files lie in the store. */
export async function countFiles({ putBefore }: BlobStore): Promise<number> {
  const parts = await Promise.all(Array.from({ length: 256 }, async (_, part) => putBefore(part, Infinity)));
  return parts.flat().length;
}

export const allParts: readonly number[] = Array.from({ length: 256 }, (_, part) => part);
