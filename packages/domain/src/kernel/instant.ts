/** A moment as whole microseconds since the Unix epoch. Safe as a number until the year 2255. */
export type Instant = number & { readonly __unit?: "microseconds since 1970-01-01T00:00:00Z" };

const microsPerSecond = 1_000_000;
const pattern =
  /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(?:Z|([+-])(\d{2}):?(\d{2})?)$/i;

export function instantFromMillis(millis: number): Instant {
  return Math.round(millis * 1000);
}

/**
 * Reads an RFC 3339 date-time, also in the looser form PostgreSQL prints
 * (a space for the T, an offset of two digits). Digits finer than a
 * microsecond are cut off. Answers null for anything else.
 */
export function parseInstant(text: string): Instant | null {
  const match = pattern.exec(text);
  if (match === null) return null;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number);
  const seconds = Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second) / 1000;
  const fraction = Number((match[7] ?? "").padEnd(6, "0").slice(0, 6));
  const offsetMinutes = Number(match[9] ?? 0) * 60 + Number(match[10] ?? 0);
  const offset = (match[8] === "-" ? -1 : 1) * offsetMinutes * 60;
  const instant = (seconds - offset) * microsPerSecond + fraction;
  return Number.isSafeInteger(instant) ? instant : null;
}

/** RFC 3339 in UTC with exactly six fractional digits: 2026-11-22T13:10:03.123456Z. */
export function formatInstant(instant: Instant): string {
  const seconds = Math.floor(instant / microsPerSecond);
  const micros = instant - seconds * microsPerSecond;
  const head = new Date(seconds * 1000).toISOString().slice(0, 19);
  return `${head}.${String(micros).padStart(6, "0")}Z`;
}
