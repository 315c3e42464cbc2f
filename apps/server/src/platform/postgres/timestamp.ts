import { formatInstant, type Instant } from "@kvit/domain/kernel";
import { type RawBuilder, sql } from "kysely";

/** An instant as a column value for insert and update: RFC 3339 with microseconds. */
export function toTimestamp(instant: Instant): string {
  return formatInstant(instant);
}

/** An instant to compare a column with: `where("due_at", "<=", timestampOf(now))`. */
export function timestampOf(instant: Instant): RawBuilder<Instant> {
  return sql<Instant>`${formatInstant(instant)}::timestamptz`;
}
