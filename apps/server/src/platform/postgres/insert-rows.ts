import { CompiledQuery, type Insertable, type Selectable } from "kysely";
import type { Database } from "./generated/database.ts";
import type { Db, Tx } from "./pool.ts";

const texts = new Map<string, string>();

/**
 * Inserts rows of equal columns and answers one column of each. The same as the
 * query builder's insert, with the text made once for each set of columns: for
 * the few statements that every mail and every command runs, where building
 * them costs as much as sending them.
 */
export async function insertRows<
  Table extends keyof Database,
  Column extends keyof Selectable<Database[Table]> & string,
>(
  db: Db | Tx,
  table: Table,
  rows: readonly Insertable<Database[Table]>[],
  returning: Column,
): Promise<Selectable<Database[Table]>[Column][]> {
  const [first] = rows;
  if (first === undefined) return [];
  const columns = Object.keys(first);
  const key = `${table} ${rows.length} ${columns.join(",")} ${returning}`;
  const text =
    texts.get(key) ?? `${insertText({ table, columns, count: rows.length })} returning ${returning}`;
  texts.set(key, text);
  const values = rows.flatMap((row) => Object.values(row));
  const answer = await db.executeQuery<Selectable<Database[Table]>>(CompiledQuery.raw(text, values));
  return answer.rows.map((row) => row[returning]);
}

/** Rows of equal columns for one table. */
export type Rows = { readonly table: keyof Database; readonly rows: readonly object[] };

/** Rows for a table, held against its columns. */
export function into<Table extends keyof Database>(
  table: Table,
  rows: readonly Insertable<Database[Table]>[],
): Rows {
  return { table, rows };
}

/**
 * Inserts rows of several tables by one statement and answers the numbers in
 * one column of the first. References between the rows are looked at when all
 * are in; none of them sees the others. Throws when the column holds no number.
 */
export async function insertTogether(
  tx: Tx,
  [first, ...others]: readonly [Rows, ...Rows[]],
  returning: string,
): Promise<number[]> {
  const every = [...others.filter(({ rows }) => rows.length > 0), first];
  const wanted = every.map(({ table, rows }) => ({
    table,
    columns: Object.keys(rows[0] ?? {}),
    count: rows.length,
  }));
  const key = `${wanted.map(({ table, columns, count }) => `${table} ${count} ${columns.join(",")}`).join(";")} ${returning}`;
  const text = texts.get(key) ?? togetherText(wanted, returning);
  texts.set(key, text);
  const values = every.flatMap(({ rows }) => rows.flatMap((row): unknown[] => Object.values(row)));
  const answer = await tx.executeQuery<Record<string, unknown>>(CompiledQuery.raw(text, values));
  return answer.rows.map((row) => numberIn(row, returning));
}

function numberIn(row: Readonly<Record<string, unknown>>, column: string): number {
  const value = row[column];
  if (typeof value !== "number") throw new Error(`The column ${column} holds no number.`);
  return value;
}

function togetherText(wanted: readonly Wanted[], returning: string): string {
  const last = wanted.length - 1;
  const parts = wanted.map((each, at) => {
    const before = wanted.slice(0, at).reduce((sum, { columns, count }) => sum + columns.length * count, 0);
    const insert = insertText(each, before);
    return at === last ? `${insert} returning ${returning}` : `part${at} as (${insert})`;
  });
  const main = parts.pop() ?? "";
  return parts.length === 0 ? main : `with ${parts.join(", ")} ${main}`;
}

type Wanted = { readonly table: string; readonly columns: readonly string[]; readonly count: number };

function insertText({ table, columns, count }: Wanted, before = 0): string {
  const tuples = Array.from({ length: count }, (_, row) => {
    const places = columns.map((_column, at) => `$${before + row * columns.length + at + 1}`);
    return `(${places.join(", ")})`;
  });
  return `insert into ${table} (${columns.join(", ")}) values ${tuples.join(", ")}`;
}
