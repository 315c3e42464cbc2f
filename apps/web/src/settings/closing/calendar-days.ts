import type { PlannedRungView } from "@kvit/contract/lifecycle";
import type { WorkingCalendar } from "@kvit/domain/calendars";
import { wallAt } from "../../app/overlays/zoned.ts";

export type Day = {
  /** `2026-11-27` */
  readonly date: string;
  readonly kind: "work" | "off" | "holiday";
  readonly isToday: boolean;
  readonly isPast: boolean;
  /** What the ladder does on that day. */
  readonly acts: readonly PlannedRungView["act"][];
};
/** Seven days from Monday; or so many weeks in which nothing happens. */
export type Week = { readonly days: readonly Day[] } | { readonly skipped: number };

const dayMs = 86_400_000;
const dateOf = (wall: Date): string => wall.toISOString().slice(0, 10);
const weekday = (wall: Date): number => (wall.getUTCDay() + 6) % 7;

/** The weeks from today to the last rung, as the department's calendar on the wall has them. `now` in epoch milliseconds. */
export function weeksOf(
  plan: readonly PlannedRungView[],
  calendar: WorkingCalendar,
  now: number,
): readonly Week[] {
  const dateAt = (at: number) => dateOf(wallAt(new Date(at), calendar.timeZone));
  const today = dateAt(now);
  const acts = plan.map(({ act, at }) => ({ act, date: dateAt(Date.parse(at)) }));
  const last = acts.reduce((latest, { date }) => (date > latest ? date : latest), today);
  const noon = new Date(`${today}T12:00:00Z`);
  const weeks: Week[] = [];
  for (let monday = noon.getTime() - weekday(noon) * dayMs; dateOf(new Date(monday)) <= last;) {
    const days = Array.from({ length: 7 }, (_, index): Day => {
      const wall = new Date(monday + index * dayMs);
      const date = dateOf(wall);
      return {
        date,
        kind: kindOf(calendar, date, index),
        isToday: date === today,
        isPast: date < today,
        acts: acts.filter((each) => each.date === date).map(({ act }) => act),
      };
    });
    add(weeks, days);
    monday += 7 * dayMs;
  }
  return weeks;
}

function kindOf({ week, holidays }: WorkingCalendar, date: string, index: number): Day["kind"] {
  if (holidays.includes(date)) return "holiday";
  return (week[index] ?? []).length > 0 ? "work" : "off";
}

/** Weeks in which nothing happens are told as a number once there are two of them. */
function add(weeks: Week[], days: readonly Day[]): void {
  const isEmpty = (week: Week | undefined) =>
    week !== undefined &&
    "days" in week &&
    week.days.every(({ acts, isToday }) => acts.length === 0 && !isToday);
  const last = weeks.at(-1);
  if (!isEmpty({ days })) weeks.push({ days });
  else if (last !== undefined && "skipped" in last) weeks[weeks.length - 1] = { skipped: last.skipped + 1 };
  else if (isEmpty(last)) weeks[weeks.length - 1] = { skipped: 2 };
  else weeks.push({ days });
}
