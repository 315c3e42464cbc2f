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
  const text = texts.get(key) ?? insertText({ table, columns, count: rows.length, returning });
  texts.set(key, text);
  const values = rows.flatMap((row) => Object.values(row));
  const answer = await db.executeQuery<Selectable<Database[Table]>>(CompiledQuery.raw(text, values));
  return answer.rows.map((row) => row[returning]);
}

type Wanted = {
  readonly table: string;
  readonly columns: readonly string[];
  readonly count: number;
  readonly returning: string;
};

function insertText({ table, columns, count, returning }: Wanted): string {
  const tuples = Array.from({ length: count }, (_, row) => {
    const places = columns.map((_column, at) => `$${row * columns.length + at + 1}`);
    return `(${places.join(", ")})`;
  });
  return `insert into ${table} (${columns.join(", ")}) values ${tuples.join(", ")} returning ${returning}`;
}
