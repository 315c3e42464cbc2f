import { plainCalendar, type CalendarFault, type WorkingRange } from "@kvit/domain/calendars";
import { AppError } from "../platform/app-error.ts";
import { trusted } from "../platform/postgres/trusted-json.ts";

export type Hours = { week: WorkingRange[][]; holidays: string[] };

/** The working hours of a department's row; Monday to Friday, nine to five, as long as nobody has said otherwise. */
export function hoursOf(week: unknown, holidays: readonly string[]): Hours {
  const days =
    week === null ? plainCalendar("UTC").week : trusted<readonly (readonly WorkingRange[])[]>(week);
  return { week: days.map((day) => [...day]), holidays: [...holidays] };
}

/** Each date once, the earliest first. */
export const inOrder = (dates: readonly string[]): string[] => [...new Set(dates)].toSorted();

/** For API users; the app looks the code up in its own language before it asks. */
const sentences: Readonly<Record<CalendarFault, string>> = {
  "week-incomplete": "Name all seven days, Monday first; a day off has no ranges.",
  "range-unfit": "A range begins before it ends, both in whole minutes from 0 to 1440.",
  "ranges-overlap": "The ranges of a day follow each other and do not overlap.",
  "never-open": "At least one day of the week has working hours.",
  "holiday-unfit": "Write holidays as dates such as 2026-12-25.",
};

export function unfitHours(fault: CalendarFault): AppError {
  const path = fault === "holiday-unfit" ? "holidays" : "week";
  const message = sentences[fault];
  return new AppError("bad-request", { detail: message, errors: [{ path, message }] });
}
