import { parseInstant, type Instant } from "@kvit/domain/kernel";
import { type CustomTypesConfig, types } from "pg";

/**
 * How PostgreSQL's texts become values here: timestamptz an Instant to the
 * microsecond, int8 a number (an error beyond 2^53 - 1 instead of a rounded
 * one), date, timestamp, interval and numeric the text as it came.
 */
export const typeParsers: CustomTypesConfig = {
  getTypeParser: (...[oid, format]: Parameters<typeof types.getTypeParser>) => {
    const own = format === "binary" ? undefined : ownParsers.get(oid);
    return own ?? types.getTypeParser(oid, format);
  },
};

/** As PostgreSQL prints it in sessions of ours, whose zone is UTC: `2026-11-22 13:10:03.123456+00`. */
const printed = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?\+00$/;

export function parseTimestamptz(text: string): Instant {
  if (printed.test(text)) {
    const millis = Date.parse(`${text.slice(0, 10)}T${text.slice(11, 19)}Z`);
    const micros = text.length === 22 ? 0 : Number(text.slice(20, -3).padEnd(6, "0"));
    return millis * 1000 + micros;
  }
  const instant = parseInstant(text);
  if (instant === null)
    throw new RangeError(`The database answered ${text}, which is no instant we can hold.`);
  return instant;
}

export function parseInt8(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value))
    throw new RangeError(`The database answered ${text}, too large for a number.`);
  return value;
}

const asText = (text: string): string => text;
/** For one-dimensional arrays of types whose texts hold neither commas, quotes nor backslashes. */
const arrayOf =
  (parse: (text: string) => unknown) =>
  (text: string): unknown[] => {
    if (text === "{}") return [];
    const elements = text.slice(1, -1).replaceAll('"', "").split(",");
    return elements.map((element) => (element === "NULL" ? null : parse(element)));
  };

/** By the object identifiers of PostgreSQL's pg_type.dat, each with that of its array. */
const ownParsers = new Map<number, (text: string) => unknown>([
  [20, parseInt8],
  [1016, arrayOf(parseInt8)],
  [1184, parseTimestamptz],
  [1185, arrayOf(parseTimestamptz)],
  [1082, asText],
  [1182, arrayOf(asText)],
  [1114, asText],
  [1115, arrayOf(asText)],
  [1186, asText],
  [1187, arrayOf(asText)],
  [1700, asText],
  [1231, arrayOf(asText)],
]);
