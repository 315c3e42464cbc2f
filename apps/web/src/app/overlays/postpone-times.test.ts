import { describe, expect, it } from "vitest";
import type { Language } from "@kvit/i18n/language";
import { matchScore } from "./match.ts";
import { postponeTimes } from "./postpone-times.ts";

// Sunday, 22 November 2026, 15:05 in the zone of the machine
const now = new Date(2026, 10, 22, 15, 5);
const read = (text: string, language: Language = "en") => {
  const at = postponeTimes(text, now, language)[0]?.at;
  return at === undefined ? null : [at.getMonth() + 1, at.getDate(), at.getHours(), at.getMinutes()];
};

describe("the postpone picker", () => {
  it("offers later today, tomorrow, Monday and in a week", () => {
    const offered = postponeTimes("", now, "en").map(({ id, at }) => [id, at.getDate(), at.getHours()]);
    expect(offered).toEqual([
      ["later", 22, 18],
      ["tomorrow", 23, 9],
      ["monday", 23, 9],
      ["week", 29, 9],
    ]);
  });
  it("drops later today when today is nearly over", () => {
    const late = new Date(2026, 10, 22, 22, 30);
    expect(postponeTimes("", late, "en").map(({ id }) => id)).not.toContain("later");
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
  it("takes a day that is past for next year's, and offers nothing for nonsense", () => {
    expect(postponeTimes("1.2.", now, "en")[0]?.at.getFullYear()).toBe(2027);
    expect(read("soonish maybe")).toBeNull();
    expect(read("31.2.")).toBeNull();
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
