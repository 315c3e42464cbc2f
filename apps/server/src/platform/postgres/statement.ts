import { CompiledQuery, type QueryResult } from "kysely";
import type { Db, Tx } from "./pool.ts";

export type Statement<Row> = { readonly execute: (db: Db | Tx) => Promise<QueryResult<Row>> };

const texts = new WeakMap<TemplateStringsArray, string>();

/**
 * A statement written out, its values sent as parameters. The same as Kysely's
 * `sql`, with the text made once for each place in the source that has one, and
 * therefore without fragments in it: for the few statements that every mail
 * runs, where building them costs as much as sending them.
 */
export function statement<Row>(parts: TemplateStringsArray, ...values: readonly unknown[]): Statement<Row> {
  const text = texts.get(parts) ?? String.raw({ raw: parts }, ...values.map((_value, at) => `$${at + 1}`));
  texts.set(parts, text);
  return { execute: async (db) => db.executeQuery<Row>(CompiledQuery.raw(text, [...values])) };
}
