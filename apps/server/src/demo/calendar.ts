import type { Instant } from "@kvit/domain/kernel";
import type { Random } from "./random.ts";

const second = 1_000_000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** The desk is an hour ahead of UTC; the demonstration knows no summer time. */
const ahead = hour;
const opens = 8;
const closes = 17;

/** How much is written on each day of the week, from Sunday on. */
const byWeekday = [0.35, 1.3, 1.15, 1.1, 1.05, 0.95, 0.4];
/** How much is written in each hour of the day: a peak before noon, a lower one in the afternoon, some in the evening. */
const byHour = [
  1, 0.6, 0.4, 0.3, 0.4, 1, 2.5, 5, 9, 12, 12, 10, 8, 9.5, 9, 8, 6.5, 5, 4.5, 4.5, 4, 3.5, 2.5, 1.5,
];

/**
 * `count` moments before `until`, in order, over `months` months: office hours
 * are busier than nights, Mondays than Sundays, December than August, and this
 * year than the last.
 */
export function creationTimes(random: Random, count: number, { until, months }: Period): Instant[] {
  const hours = Math.round((months * 30.4375 * day) / hour);
  const sums = new Float64Array(hours);
  let total = 0;
  for (let index = 0; index < hours; index += 1) {
    const begins = until - (hours - index) * hour;
    total += busyness(begins) * (1 + (0.7 * index) / hours);
    sums[index] = total;
  }
  const times = Array.from({ length: count }, () => {
    const index = firstAbove(sums, random.next() * total);
    return until - (hours - index) * hour + random.below(hour);
  });
  return times.sort((one, other) => one - other);
}

export type Period = { readonly until: Instant; readonly months: number };

function busyness(at: Instant): number {
  const local = new Date((at + ahead) / 1000);
  const season = 1 + 0.35 * Math.cos(((local.getUTCMonth() - 11) / 6) * Math.PI);
  return (byWeekday[local.getUTCDay()] ?? 1) * (byHour[local.getUTCHours()] ?? 1) * season;
}

function firstAbove(sums: Float64Array, value: number): number {
  let low = 0;
  let high = sums.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sums[middle] ?? 0) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** `at` when somebody is at work then, else a moment in the first two hours of the next working day. */
export function atWork(at: Instant, random: Random): Instant {
  const local = new Date((at + ahead) / 1000);
  const isWorkday = local.getUTCDay() % 6 !== 0;
  const clock = local.getUTCHours();
  if (isWorkday && clock >= opens && clock < closes) return at;
  const midnight = at - ((at + ahead) % day);
  let morning = midnight + opens * hour + (clock < opens ? 0 : day);
  while (new Date((morning + ahead) / 1000).getUTCDay() % 6 === 0) morning += day;
  return morning + random.below(2 * hour);
}

/** Nine in the morning of the next Monday: where people put off to. */
export function nextMonday(at: Instant): Instant {
  const midnight = at - ((at + ahead) % day);
  const weekday = new Date((at + ahead) / 1000).getUTCDay();
  return midnight + ((8 - weekday) % 7 || 7) * day + 9 * hour;
}
