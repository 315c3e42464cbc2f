import type { Instant } from "../kernel/index.ts";

const nanosPerMicro = 1000n;

/** What the clock on the wall shows in a zone at an instant. */
export function wallAt(at: Instant, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochNanoseconds(BigInt(at) * nanosPerMicro).toZonedDateTimeISO(timeZone);
}

/** The instant at which the wall shows this; a time that is left out is moved past the gap, of one shown twice the first counts. */
export function instantAt(wall: Temporal.PlainDateTime, timeZone: string): Instant {
  return Number(wall.toZonedDateTime(timeZone).epochNanoseconds / nanosPerMicro);
}
