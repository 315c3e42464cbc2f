/** A moment as whole microseconds since the Unix epoch. Safe as a number until the year 2255. */
export type Instant = number & { readonly __unit?: "microseconds since 1970-01-01T00:00:00Z" };

const microsPerSecond = 1_000_000;
export const microsPerDay = 86_400 * microsPerSecond;

const date = String.raw`(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])`;
const time = String.raw`([01]\d|2[0-3]):([0-5]\d):([0-5]\d|60)(?:\.(\d{1,9}))?`;
const offset = String.raw`(?:Z|([+-])([01]\d|2[0-3])(?::?([0-5]\d))?)`;
const pattern = new RegExp(`^${date}[T ]${time}${offset}$`, "i");

export function instantFromMillis(millis: number): Instant {
  return Math.round(millis * 1000);
}

/** Why a text names no instant: not written as one, a day no month has, or farther away than an instant reaches. */
export type InstantFault = "form" | "no-such-day" | "too-far";

/**
 * Reads an RFC 3339 date-time, also in the looser form PostgreSQL prints
 * (a space for the T, an offset of two digits). Digits finer than a
 * microsecond are cut off; a leap second counts as the first of the next
 * minute. Answers null for anything else, also for a 30th of February.
 */
export function parseInstant(text: string): Instant | null {
  const read = readInstant(text);
  return typeof read === "number" ? read : null;
}

/** Like `parseInstant`, and says what is wrong. */
export function readInstant(text: string): Instant | InstantFault {
  const match = pattern.exec(text);
  if (match === null) return "form";
  const day = Number(match[3]);
  const moment = new Date(0);
  moment.setUTCFullYear(Number(match[1]), Number(match[2]) - 1, day);
  if (moment.getUTCDate() !== day) return "no-such-day";
  moment.setUTCHours(Number(match[4]), Number(match[5]), Number(match[6]));
  const fraction = Number((match[7] ?? "").padEnd(6, "0").slice(0, 6));
  const ahead = (Number(match[9] ?? 0) * 60 + Number(match[10] ?? 0)) * (match[8] === "-" ? -60 : 60);
  const instant = (moment.getTime() / 1000 - ahead) * microsPerSecond + fraction;
  return Number.isSafeInteger(instant) ? instant : "too-far";
}

let lastFormatted: { readonly instant: Instant; readonly text: string } | null = null;

/** RFC 3339 in UTC with exactly six fractional digits: 2026-11-22T13:10:03.123456Z. */
export function formatInstant(instant: Instant): string {
  // All that is written by one command carries one moment, some twenty times over.
  if (lastFormatted?.instant === instant) return lastFormatted.text;
  const text = textOf(instant);
  lastFormatted = { instant, text };
  return text;
}

function textOf(instant: Instant): string {
  const seconds = Math.floor(instant / microsPerSecond);
  const micros = instant - seconds * microsPerSecond;
  const head = new Date(seconds * 1000).toISOString().slice(0, 19);
  return `${head}.${String(micros).padStart(6, "0")}Z`;
}
