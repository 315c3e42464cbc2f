import type { Instant } from "../kernel/index.ts";
import type { WorkingCalendar } from "./calendar.ts";
import { instantAt, wallAt } from "./wall.ts";

/** Days as people count them: all of them, or only those on which somebody works. */
export const dayCounts = ["days", "working-days"] as const;
export type DayCount = (typeof dayCounts)[number];

/** Longer than this no calendar is closed on end. */
const farthest = 3660;

/** Whether anybody works on the day. */
export function isWorkingDay({ week, holidays }: WorkingCalendar, date: Temporal.PlainDate): boolean {
  return rangesOn(week, date).length > 0 && !holidays.includes(date.toString());
}

export function rangesOn(
  week: WorkingCalendar["week"],
  date: Temporal.PlainDate,
): WorkingCalendar["week"][number] {
  return week[date.dayOfWeek - 1] ?? [];
}

/**
 * The same time of day so many days later, by the clocks of the calendar's
 * zone; a time that the spring change leaves out is moved past the gap. The day
 * of `at` itself is not counted. Throws RangeError where no day is ever worked.
 */
export function addDays(calendar: WorkingCalendar, at: Instant, days: number, count: DayCount): Instant {
  const wall = wallAt(at, calendar.timeZone);
  const plain = wall.toPlainDateTime();
  if (count === "days") return instantAt(plain.add({ days }), calendar.timeZone);
  let date = plain.toPlainDate();
  let left = days;
  for (let steps = 0; left > 0; steps += 1) {
    if (steps > farthest) throw new RangeError("The calendar has no working day.");
    date = date.add({ days: 1 });
    if (isWorkingDay(calendar, date)) left -= 1;
  }
  return instantAt(date.toPlainDateTime(plain.toPlainTime()), calendar.timeZone);
}
