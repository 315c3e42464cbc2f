import { describe, expect, it, vi } from "vitest";
import { plainCalendar, type WorkingCalendar } from "@kvit/domain/calendars";
import { areas } from "@kvit/i18n";
import { languages, type Language } from "@kvit/i18n/language";
import { matchScore } from "./match.ts";
import { postponeTimes } from "./postpone-times.ts";
import { instantOf, wallAt } from "./zoned.ts";

// Sunday, 22 November 2026, 15:05 in Ljubljana
const zone = "Europe/Ljubljana";
const now = new Date("2026-11-22T14:05:00Z");
const english = { language: "en", zone } as const;
const read = (text: string, language: Language = "en") => {
  const at = postponeTimes(text, now, { language, zone }).find(({ id }) => id === "typed")?.at;
  if (at === undefined) return null;
  const wall = wallAt(at, zone);
  return [wall.getUTCMonth() + 1, wall.getUTCDate(), wall.getUTCHours(), wall.getUTCMinutes()];
};

describe("the postpone picker", () => {
  it("offers later today, tomorrow, Monday and in a week", () => {
    const saturday = new Date("2026-11-21T14:05:00Z");
    const offered = postponeTimes("", saturday, english).map(({ id, at }) => [id, at.toISOString()]);
    expect(offered).toEqual([
      ["later", "2026-11-21T17:00:00.000Z"],
      ["tomorrow", "2026-11-22T08:00:00.000Z"],
      ["monday", "2026-11-23T08:00:00.000Z"],
      ["week", "2026-11-28T08:00:00.000Z"],
    ]);
  });
  it("offers no moment twice: Monday is tomorrow on a Sunday, and in a week on a Monday", () => {
    const monday = new Date("2026-11-23T14:05:00Z");
    const ids = (day: Date) => postponeTimes("", day, english).map(({ id }) => id);
    expect(ids(now)).toEqual(["later", "tomorrow", "week"]);
    expect(ids(monday)).toEqual(["later", "tomorrow", "monday"]);
  });
  it("A37: tomorrow on a Friday is Monday when the department opens, or the day after a holiday", () => {
    const friday = new Date("2026-11-27T14:05:00Z");
    const offered = (calendar: WorkingCalendar) =>
      postponeTimes("", friday, { ...english, calendar }).map(({ id, at }) => [id, at.toISOString()]);
    const calendar = plainCalendar(zone);
    expect(offered(calendar)).toEqual([
      ["later", "2026-11-27T17:00:00.000Z"],
      ["tomorrow", "2026-11-30T08:00:00.000Z"],
      ["week", "2026-12-04T08:00:00.000Z"],
    ]);
    const early = { from: 7 * 60 + 30, to: 12 * 60 };
    const week = calendar.week.map((day, index) => (index === 1 ? [early] : day));
    expect(offered({ ...calendar, week, holidays: ["2026-11-30"] })[1]).toEqual([
      "tomorrow",
      "2026-12-01T06:30:00.000Z",
    ]);
  });
  it("A37: counts the department's days, not the reader's", () => {
    // still Thursday in Ljubljana, Friday already in Tokyo
    const late = new Date("2026-11-26T20:00:00Z");
    const [tomorrow] = postponeTimes("", late, { ...english, calendar: plainCalendar("Asia/Tokyo") }).filter(
      ({ id }) => id === "tomorrow",
    );
    expect(tomorrow?.at.toISOString()).toBe("2026-11-30T00:00:00.000Z");
  });
  it("goes by the reader's own clock in a browser that does not know Temporal", () => {
    vi.stubGlobal("Temporal", undefined);
    const friday = new Date("2026-11-27T14:05:00Z");
    const times = postponeTimes("", friday, { ...english, calendar: plainCalendar("Asia/Tokyo") });
    expect(times[1]?.at.toISOString()).toBe("2026-11-28T08:00:00.000Z");
    vi.unstubAllGlobals();
  });
  it("drops later today when today is nearly over", () => {
    const late = new Date("2026-11-22T21:30:00Z");
    expect(postponeTimes("", late, english).map(({ id }) => id)).not.toContain("later");
  });
  it("reads spans, weekdays and dates", () => {
    expect(read("3d")).toEqual([11, 25, 9, 0]);
    expect(read("90m")).toEqual([11, 22, 16, 35]);
    expect(read("fri 9")).toEqual([11, 27, 9, 0]);
    expect(read("24.12. 10:00")).toEqual([12, 24, 10, 0]);
    expect(read("2026-12-01")).toEqual([12, 1, 9, 0]);
  });
  it("reads weekdays in the person's language, with or without marks", () => {
    expect(read("pá 14:30", "cs")).toEqual([11, 27, 14, 30]);
    expect(read("pet", "sl")).toEqual([11, 27, 9, 0]);
    expect(read("wto", "pl")).toEqual([11, 24, 9, 0]);
  });
  it("reads the words of each language", () => {
    const day = { tomorrow: [11, 23, 9, 0], hours: [11, 22, 17, 5], week: [11, 29, 9, 0] };
    const words: readonly (readonly [Language, string, string, string, string])[] = [
      ["en", "tomorrow", "2 hours", "1 week", "24 dec 10:00"],
      ["sl", "jutri", "2 uri", "1 teden", "24. dec. ob 10:00"],
      ["nb", "i morgen", "2 timer", "1 uke", "24. des. kl. 10"],
      ["pl", "jutro", "2 godz", "1 tydz", "24 grudnia 10:00"],
      ["it", "domani", "2 ore", "1 settimana", "24 dicembre alle 10"],
      ["cs", "zítra", "2 hodiny", "1 týden", "24. prosince v 10:00"],
    ];
    for (const [language, tomorrow, hours, week, christmas] of words) {
      expect(read(tomorrow, language), tomorrow).toEqual(day.tomorrow);
      expect(read(hours, language), hours).toEqual(day.hours);
      expect(read(week, language), week).toEqual(day.week);
      expect(read(christmas, language), christmas).toEqual([12, 24, 10, 0]);
    }
    expect(read("2t", "nb")).toEqual(day.hours);
    expect(read("1t", "sl")).toEqual(day.week);
  });
  it("reads each placeholder's examples in its language", () => {
    for (const language of languages) {
      const [, examples = ""] = areas.acts["pick.pickDate"][language].split(": ");
      const [span, weekday, date] = examples.split(", ");
      expect(read(span ?? "", language), `${language} ${span}`).toEqual([11, 25, 9, 0]);
      expect(read(weekday ?? "", language), `${language} ${weekday}`).toEqual([11, 27, 9, 0]);
      expect(read(date ?? "", language), `${language} ${date}`).toEqual([12, 24, 10, 0]);
    }
  });
  it("puts what the text means before the usual times, and keeps those for their names", () => {
    expect(postponeTimes("3d", now, english).map(({ id }) => id)).toEqual([
      "typed",
      "later",
      "tomorrow",
      "week",
    ]);
  });
  it("takes a day that is past for next year's, and offers nothing for nonsense", () => {
    expect(postponeTimes("1.2.", now, english)[0]?.at.getFullYear()).toBe(2027);
    expect(read("soonish maybe")).toBeNull();
    expect(read("31.2.")).toBeNull();
    expect(read("fri 25")).toBeNull();
    expect(read("24.12. 10:75")).toBeNull();
  });
});

describe("the palette's matching", () => {
  it("finds words in any order and without marks", () => {
    expect(matchScore("zmen prior", "Změnit prioritu")).toBeGreaterThan(0);
    expect(matchScore("xyz", "Resolve")).toBe(0);
  });
  it("puts a beginning before a middle", () => {
    expect(matchScore("re", "Resolve")).toBeGreaterThan(matchScore("re", "Mark as read"));
    expect(matchScore("read", "Mark as read")).toBeGreaterThan(matchScore("olve", "Resolve"));
  });
});

describe("a clock on the wall", () => {
  it("is the same instant there and back, before and after the change of the clocks", () => {
    for (const day of [
      "2026-03-28T09:00:00Z",
      "2026-03-29T09:00:00Z",
      "2026-10-25T09:00:00Z",
      "2026-10-26T09:00:00Z",
    ]) {
      const wall = new Date(day);
      expect(wallAt(instantOf(wall, zone), zone)).toEqual(wall);
    }
  });
  it("moves a time that the spring change leaves out past the gap", () => {
    expect(instantOf(new Date("2026-03-29T02:30:00Z"), zone).toISOString()).toBe("2026-03-29T01:30:00.000Z");
  });
});
