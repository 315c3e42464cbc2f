import { describe, expect, it } from "vitest";
import { plainCalendar } from "@kvit/domain/calendars";
import { weeksOf, type Day } from "./calendar-days.ts";

const calendar = { ...plainCalendar("Europe/Ljubljana"), holidays: ["2026-12-25"] };
// Sunday, 22 November 2026, 15:05 in Ljubljana
const now = Date.parse("2026-11-22T14:05:00Z");
const at = (day: string, act: "remind" | "close" | "lock") => ({ act, at: `${day}T14:05:00Z` });
const daysOf = (weeks: ReturnType<typeof weeksOf>): readonly Day[] =>
  weeks.flatMap((week) => ("days" in week ? week.days : []));

describe("the calendar of a plan", () => {
  it("goes from the Monday of this week to the Sunday of the last rung", () => {
    const days = daysOf(weeksOf([at("2026-11-25", "remind")], calendar, now));
    expect(days[0]).toMatchObject({ date: "2026-11-16", isPast: true });
    expect(days.at(-1)?.date).toBe("2026-11-29");
    expect(days.find(({ isToday }) => isToday)?.date).toBe("2026-11-22");
    expect(days.find(({ acts }) => acts.length > 0)).toMatchObject({ date: "2026-11-25", acts: ["remind"] });
  });
  it("marks days off and holidays", () => {
    const days = daysOf(weeksOf([at("2026-12-27", "close")], calendar, now));
    const kindOf = (date: string) => days.find((day) => day.date === date)?.kind;
    expect([kindOf("2026-12-24"), kindOf("2026-12-25"), kindOf("2026-12-26")]).toEqual([
      "work",
      "holiday",
      "off",
    ]);
  });
  it("counts by the day of the department, not of the reader", () => {
    const late = { act: "remind", at: "2026-11-25T23:30:00Z" } as const;
    const days = daysOf(weeksOf([late], calendar, now));
    expect(days.find(({ acts }) => acts.length > 0)?.date).toBe("2026-11-26");
  });
  it("tells weeks in which nothing happens as a number", () => {
    const weeks = weeksOf([at("2026-11-25", "remind"), at("2027-02-01", "lock")], calendar, now);
    expect(weeks.map((week) => ("skipped" in week ? week.skipped : "week"))).toEqual([
      "week",
      "week",
      9,
      "week",
    ]);
  });
  it("is this week alone for an empty plan", () => {
    expect(weeksOf([], calendar, now)).toHaveLength(1);
  });
});
