/**
 * Working hours and holidays: when a department works, and what "in three
 * working days" and "after four working hours" mean there. Counted by local
 * days, so that a change of the clocks makes nothing early or late.
 */
export {
  calendarFault,
  plainCalendar,
  type CalendarFault,
  type WorkingCalendar,
  type WorkingRange,
} from "./calendar.ts";
export { addDays, dayCounts, isWorkingDay, type DayCount } from "./working-days.ts";
export { addWorkingTime, nextOpening, workingTimeBetween } from "./working-time.ts";
