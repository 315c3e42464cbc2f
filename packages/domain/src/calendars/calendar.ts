/** Part of a day in minutes since its midnight: 9:00 to 17:30 is `{ from: 540, to: 1050 }`. */
export type WorkingRange = { readonly from: number; readonly to: number };

/**
 * When a department works. `week` begins with Monday; a day may have several
 * ranges, or none. `holidays` are dates (`2026-12-25`) on which nobody works.
 */
export type WorkingCalendar = {
  /** IANA name, such as Europe/Ljubljana. */
  readonly timeZone: string;
  readonly week: readonly (readonly WorkingRange[])[];
  readonly holidays: readonly string[];
};

const officeHours: readonly WorkingRange[] = [{ from: 9 * 60, to: 17 * 60 }];

/** Monday to Friday, nine to five, no holidays: what a desk has before it says otherwise. */
export function plainCalendar(timeZone: string): WorkingCalendar {
  const off: readonly WorkingRange[] = [];
  return { timeZone, week: [...Array.from({ length: 5 }, () => officeHours), off, off], holidays: [] };
}

/** Why a calendar cannot be worked by, as a code; null when it can. */
export type CalendarFault =
  | "week-incomplete"
  | "range-unfit"
  | "ranges-overlap"
  | "never-open"
  | "holiday-unfit";

const minutesPerDay = 24 * 60;

export function calendarFault({ week, holidays }: WorkingCalendar): CalendarFault | null {
  if (week.length !== 7) return "week-incomplete";
  if (week.flat().some((range) => !isRange(range))) return "range-unfit";
  if (week.some(overlaps)) return "ranges-overlap";
  if (week.every((day) => day.length === 0)) return "never-open";
  return holidays.every(isDate) ? null : "holiday-unfit";
}

function isRange({ from, to }: WorkingRange): boolean {
  const isWhole = Number.isInteger(from) && Number.isInteger(to);
  return isWhole && from >= 0 && from < to && to <= minutesPerDay;
}

function overlaps(day: readonly WorkingRange[]): boolean {
  return day.some((range, index) => {
    const next = day[index + 1];
    return next !== undefined && next.from < range.to;
  });
}

function isDate(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text).toString() === text;
  } catch {
    return false;
  }
}
