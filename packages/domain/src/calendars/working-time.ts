import type { Instant } from "../kernel/index.ts";
import type { WorkingCalendar } from "./calendar.ts";
import { instantAt, wallAt } from "./wall.ts";
import { rangesOn } from "./working-days.ts";

type Opening = { readonly from: Instant; readonly to: Instant };

/** Longer than this no calendar is closed on end. */
const farthest = 3660;

/** The instant by which so many microseconds of working time have passed since `at`. Throws RangeError where nobody ever works. */
export function addWorkingTime(calendar: WorkingCalendar, at: Instant, micros: number): Instant {
  let left = micros;
  for (const { from, to } of openingsSince(calendar, at)) {
    const start = Math.max(from, at);
    if (left <= to - start) return start + left;
    left -= to - start;
  }
  throw new RangeError("The calendar has no working time.");
}

/** Microseconds of working time between two instants; nought where `until` is not after `since`. */
export function workingTimeBetween(calendar: WorkingCalendar, since: Instant, until: Instant): number {
  let sum = 0;
  for (const { from, to } of openingsSince(calendar, since)) {
    if (from >= until) break;
    sum += Math.max(Math.min(to, until) - Math.max(from, since), 0);
  }
  return sum;
}

/** `at` itself while somebody works, else the beginning of the next working time. */
export function nextOpening(calendar: WorkingCalendar, at: Instant): Instant {
  return addWorkingTime(calendar, at, 0);
}

/** The stretches of working time that end after `at`, in order; each local day by itself, since not all have 24 hours. */
function* openingsSince({ week, holidays, timeZone }: WorkingCalendar, at: Instant): Generator<Opening> {
  let date = wallAt(at, timeZone).toPlainDate();
  const holiday = new Set(holidays);
  for (let days = 0; days < farthest; days += 1, date = date.add({ days: 1 })) {
    if (holiday.has(date.toString())) continue;
    for (const range of rangesOn(week, date)) {
      const to = minuteOf(date, range.to, timeZone);
      if (to > at) yield { from: minuteOf(date, range.from, timeZone), to };
    }
  }
}

function minuteOf(date: Temporal.PlainDate, minutes: number, timeZone: string): Instant {
  return instantAt(date.toPlainDateTime().add({ minutes }), timeZone);
}
