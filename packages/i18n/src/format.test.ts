import { describe, expect, it } from "vitest";
import { createFormat, foldForSearch, languageOf, languages, pickLanguage, type Language } from "./index.ts";

const zone = "Europe/Ljubljana";
const at = Date.UTC(2026, 10, 22, 14, 5, 12);
const plain = (text: string) => text.replaceAll(/[\u00A0\u202F]/g, " ");
const say = (run: (language: Language) => string) => languages.map((language) => plain(run(language)));

describe("dates and numbers of the six languages", () => {
  it("write date and time as Intl has it", () => {
    expect(say((language) => createFormat(language, zone).dateTime(at))).toEqual([
      "22 Nov 2026, 15:05",
      "22. nov. 2026, 15:05",
      "22. nov. 2026, 15:05",
      "22 lis 2026, 15:05",
      "22 nov 2026, 15:05",
      "22. 11. 2026 15:05",
    ]);
  });
  it("write the weekday", () => {
    expect(say((language) => createFormat(language, zone).day(at))).toEqual([
      "Sun 22 Nov",
      "ned., 22. nov.",
      "søn. 22. nov.",
      "niedz., 22 lis",
      "dom 22 nov",
      "ne 22. 11.",
    ]);
  });
  it("say how long ago", () => {
    expect(say((language) => createFormat(language, zone).relative(at - 7_200_000, at))).toEqual([
      "2 hours ago",
      "pred 2 urama",
      "for 2 timer siden",
      "2 godziny temu",
      "2 ore fa",
      "před 2 hodinami",
    ]);
  });
  it("write numbers", () => {
    expect(say((language) => createFormat(language, zone).number(1_234_567.8))).toEqual([
      "1,234,567.8",
      "1.234.567,8",
      "1 234 567,8",
      "1 234 567,8",
      "1.234.567,8",
      "1 234 567,8",
    ]);
  });
  it("write durations with their two largest units", () => {
    const format = createFormat("en", zone);
    expect(plain(format.duration(93_600_000))).toBe("1 d 2 h");
    expect(plain(format.duration(268_000))).toBe("4 m 28 s");
    expect(plain(format.duration(2_520_000))).toBe("42 m");
    expect(plain(format.duration(86_430_000))).toBe("1 d");
    expect(plain(format.duration(0))).toBe("0 s");
    expect(plain(format.shortDuration(93_600_000))).toBe("1 d");
  });
  it("shorten a moment that is near", () => {
    const format = createFormat("en", zone);
    expect(format.near(at, at + 3_600_000)).toBe("15:05");
    expect(format.near(at, at + 2 * 86_400_000)).toBe("Sun 15:05");
    expect(format.near(at, at + 20 * 86_400_000)).toBe("22 Nov 2026, 15:05");
    expect(format.moment(at, at + 400 * 86_400_000)).toBe("22 Nov 2026, 15:05");
  });
  it("say a moment that is far by its date alone where there is little room", () => {
    const format = createFormat("en", zone);
    expect(format.brief(at, at + 3_600_000)).toBe("15:05");
    expect(format.brief(at, at + 2 * 86_400_000)).toBe("Sun 15:05");
    expect(format.brief(at, at + 20 * 86_400_000)).toBe("22 Nov");
    expect(format.brief(at, at + 400 * 86_400_000)).toBe("22 Nov 2026");
  });
  it("say an age in one form in all six languages, and from a week on the date", () => {
    const ages = (passed: number) => say((language) => createFormat(language, zone).age(at, at + passed));
    expect(ages(17 * 60_000)).toEqual(["17 m", "17 min", "17 min", "17 min", "17 min", "17 min"]);
    expect(ages(21 * 3_600_000)).toEqual(["21 h", "21 h", "21 t", "21 h", "21 h", "21 h"]);
    expect(ages(7 * 86_400_000 - 1)).toEqual(["6 d", "6 d", "6 d", "6 d", "6 g", "6 d"]);
    expect(ages(7 * 86_400_000)).toEqual(["22 Nov", "22. nov.", "22. nov.", "22 lis", "22 nov", "22. 11."]);
    expect(plain(createFormat("en", zone).age(at, at + 400 * 86_400_000))).toBe("22 Nov 2026");
    expect(plain(createFormat("en", zone).age(at, at - 5000))).toBe("0 s");
  });
});

describe("order and search", () => {
  it("sort by the language's own alphabet", () => {
    expect(["hora", "chyba", "cena"].sort(createFormat("cs").compare)).toEqual(["cena", "hora", "chyba"]);
    expect(["ål", "ørn", "ærlig", "and"].sort(createFormat("nb").compare)).toEqual([
      "and",
      "ærlig",
      "ørn",
      "ål",
    ]);
  });
  it("fold marks and the letters that do not decompose", () => {
    expect(foldForSearch("Žluťoučký ŁÓDŹ Ærø Straße Đorđe Åse")).toBe(
      "zlutoucky lodz aero strasse dorde ase",
    );
  });
  it("find the reader's language", () => {
    expect(languageOf("no-NO")).toBe("nb");
    expect(languageOf("de")).toBeNull();
    expect(pickLanguage(["de-AT", "sl-SI", "en"])).toBe("sl");
    expect(pickLanguage(["de"])).toBe("en");
  });
});
