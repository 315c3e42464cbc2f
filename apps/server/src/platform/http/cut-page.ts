import { writeCursor, type Cursor } from "./cursor.ts";

/** Of one row more than was asked for: the page, and the cursor of the next one when there is one. */
export function cutPage<Row, Item>(
  rows: readonly Row[],
  limit: number,
  { order, cursorOf, toItem }: { order: string; cursorOf: (last: Row) => Cursor; toItem: (row: Row) => Item },
): { items: Item[]; next: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { items: page.map(toItem), next: more ? writeCursor(order, cursorOf(last)) : null };
}
