import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { day, hour, minute } from "../../test/life.ts";
import { parseInstant } from "../kernel/index.ts";
import {
  addDays,
  addWorkingTime,
  calendarFault,
  isWorkingDay,
  nextOpening,
  plainCalendar,
  workingTimeBetween,
  type WorkingCalendar,
} from "./index.ts";

const at = (text: string): number => parseInstant(text)!;
const ljubljana = plainCalendar("Europe/Ljubljana");
const withHolidays: WorkingCalendar = { ...ljubljana, holidays: ["2026-12-25", "2027-01-01"] };

describe("days", () => {
  it("are the same time of day later, over the change of the clocks as well", () => {
    // the clocks go forward on 29 March 2026 and back on 25 October
    expect(addDays(ljubljana, at("2026-03-28T09:00:00+01:00"), 1, "days")).toBe(
      at("2026-03-29T09:00:00+02:00"),
    );
    expect(addDays(ljubljana, at("2026-10-24T09:00:00+02:00"), 2, "days")).toBe(
      at("2026-10-26T09:00:00+01:00"),
    );
  });

  it("move a time the spring change leaves out past the gap", () => {
    expect(addDays(ljubljana, at("2026-03-28T02:30:00+01:00"), 1, "days")).toBe(
      at("2026-03-29T03:30:00+02:00"),
    );
  });

  it("of work leave out weekends and holidays", () => {
    const friday = at("2026-11-20T16:00:00+01:00");
    expect(addDays(ljubljana, friday, 1, "working-days")).toBe(at("2026-11-23T16:00:00+01:00"));
    const wednesday = at("2026-12-23T10:00:00+01:00");
    expect(addDays(withHolidays, wednesday, 2, "working-days")).toBe(at("2026-12-28T10:00:00+01:00"));
  });

  it("of work begin to count on the next working day when it is none", () => {
    expect(addDays(ljubljana, at("2026-11-22T08:00:00+01:00"), 1, "working-days")).toBe(
      at("2026-11-23T08:00:00+01:00"),
    );
  });

  it("none is no time at all", () => {
    expect(addDays(ljubljana, at("2026-11-22T08:00:00.000001Z"), 0, "working-days")).toBe(
      at("2026-11-22T08:00:00.000001Z"),
    );
  });

  it("of work cannot be counted where nobody ever works", () => {
    const never = { ...ljubljana, week: [[], [], [], [], [], [], []] };
    expect(() => addDays(never, 0, 1, "working-days")).toThrow("no working day");
    expect(() => addWorkingTime(never, 0, 1)).toThrow("no working time");
  });

  it("a week that is cut short works on no missing day", () => {
    expect(isWorkingDay({ ...ljubljana, week: [] }, Temporal.PlainDate.from("2026-11-23"))).toBe(false);
  });
});

describe("working time", () => {
  it("passes over nights, weekends and holidays", () => {
    expect(addWorkingTime(ljubljana, at("2026-11-20T16:30:00+01:00"), 2 * hour)).toBe(
      at("2026-11-23T10:30:00+01:00"),
    );
    const monday = { ...ljubljana, holidays: ["2026-11-23"] };
    expect(addWorkingTime(monday, at("2026-11-20T16:30:00+01:00"), 2 * hour)).toBe(
      at("2026-11-24T10:30:00+01:00"),
    );
  });

  it("counts several ranges a day", () => {
    const broken: WorkingCalendar = {
      ...ljubljana,
      week: ljubljana.week.map(() => [
        { from: 8 * 60, to: 12 * 60 },
        { from: 13 * 60, to: 15 * 60 },
      ]),
    };
    expect(addWorkingTime(broken, at("2026-11-21T11:30:00+01:00"), hour)).toBe(
      at("2026-11-21T13:30:00+01:00"),
    );
    expect(workingTimeBetween(broken, at("2026-11-21T00:00:00+01:00"), at("2026-11-23T00:00:00+01:00"))).toBe(
      12 * hour,
    );
  });

  it("has days of 23 and 25 hours", () => {
    const always = { ...ljubljana, week: ljubljana.week.map(() => [{ from: 0, to: 1440 }]) };
    expect(workingTimeBetween(always, at("2026-03-29T00:00:00+01:00"), at("2026-03-30T00:00:00+02:00"))).toBe(
      23 * hour,
    );
    expect(workingTimeBetween(always, at("2026-10-25T00:00:00+02:00"), at("2026-10-26T00:00:00+01:00"))).toBe(
      25 * hour,
    );
  });

  it("opens next on Monday morning, and now while it is open", () => {
    expect(nextOpening(ljubljana, at("2026-11-21T12:00:00+01:00"))).toBe(at("2026-11-23T09:00:00+01:00"));
    const open = at("2026-11-23T12:00:00.000123+01:00");
    expect(nextOpening(ljubljana, open)).toBe(open);
  });

  it("is nought backwards", () => {
    expect(workingTimeBetween(ljubljana, at("2026-11-24T12:00:00Z"), at("2026-11-23T12:00:00Z"))).toBe(0);
  });

  it("adds up: what was added lies between, and two stretches are their sum", () => {
    const instants = fc.integer({ min: at("2026-01-01T00:00:00Z"), max: at("2027-12-31T00:00:00Z") });
    fc.assert(
      fc.property(instants, fc.nat({ max: 60 * hour }), fc.nat({ max: 20 * day }), (since, work, more) => {
        const until = addWorkingTime(withHolidays, since, work);
        expect(until).toBeGreaterThanOrEqual(since);
        expect(workingTimeBetween(withHolidays, since, until)).toBe(work);
        const later = until + more;
        expect(workingTimeBetween(withHolidays, since, later)).toBe(
          work + workingTimeBetween(withHolidays, until, later),
        );
      }),
      { numRuns: 300 },
    );
  });
});

describe("a calendar", () => {
  it("is refused with the reason when it cannot be worked by", () => {
    const off = { from: 540, to: 1020 };
    expect(calendarFault(withHolidays)).toBeNull();
    expect(calendarFault({ ...ljubljana, week: [] })).toBe("week-incomplete");
    const monday = (...ranges: { from: number; to: number }[]) => ({
      ...ljubljana,
      week: [ranges, ...ljubljana.week.slice(1)],
    });
    expect(calendarFault(monday({ from: 600, to: 600 }))).toBe("range-unfit");
    expect(calendarFault(monday({ from: -1, to: 600 }))).toBe("range-unfit");
    expect(calendarFault(monday({ from: 0, to: 1441 }))).toBe("range-unfit");
    expect(calendarFault(monday({ from: 0.5, to: 60 }))).toBe("range-unfit");
    expect(calendarFault(monday(off, { from: 1019, to: 1100 }))).toBe("ranges-overlap");
    expect(calendarFault({ ...ljubljana, week: ljubljana.week.map(() => []) })).toBe("never-open");
    expect(calendarFault({ ...ljubljana, holidays: ["2026-02-30"] })).toBe("holiday-unfit");
    expect(calendarFault({ ...ljubljana, holidays: ["20261225"] })).toBe("holiday-unfit");
  });

  it("has minutes that are minutes", () => {
    expect(addWorkingTime(ljubljana, at("2026-11-23T09:00:00+01:00"), 90 * minute)).toBe(
      at("2026-11-23T10:30:00+01:00"),
    );
  });
});
