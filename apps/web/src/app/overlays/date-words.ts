import { foldForSearch } from "@kvit/i18n/format";
import type { Language } from "@kvit/i18n/language";

export type SpanUnit = "minute" | "hour" | "day" | "week";

/**
 * Stems of the units of a span, folded for search. A typed unit that begins a
 * stem, or goes on after one ("dneva" after "dn"), is that unit; the first that
 * fits wins. The one-letter units of English work in every language, unless the
 * language has its own meaning for the letter ("t" is an hour in Norwegian, a
 * week in Slovenian).
 */
const stems: Readonly<Record<Language, Readonly<Record<SpanUnit, readonly string[]>>>> = {
  en: { minute: ["minut"], hour: ["hour", "hr"], day: ["day"], week: ["week", "wk"] },
  sl: { minute: ["minut"], hour: ["ur"], day: ["dan", "dn"], week: ["teden", "tedn"] },
  nb: { minute: ["minut"], hour: ["tim"], day: ["dag", "dogn"], week: ["uke"] },
  pl: { minute: ["minut"], hour: ["godz"], day: ["dzien", "dni"], week: ["tydz", "tyg"] },
  it: { minute: ["minut"], hour: ["or"], day: ["giorn"], week: ["settiman"] },
  cs: { minute: ["minut"], hour: ["hod"], day: ["den", "dn"], week: ["tyd"] },
};
const letters: Readonly<Record<string, SpanUnit>> = { m: "minute", h: "hour", d: "day", w: "week" };

/** The unit that a word after a number means, folded for search; null when it is none. */
export function unitOf(word: string, language: Language): SpanUnit | null {
  const units = ["minute", "hour", "day", "week"] as const;
  const fits = (stem: string) => stem.startsWith(word) || word.startsWith(stem);
  const whole = units.find((unit) => stems[language][unit].some(fits));
  return whole ?? letters[word] ?? null;
}

/** Days that have a name of their own, as days from today. */
const nearDays: Readonly<Record<Language, Readonly<Record<string, number>>>> = {
  en: { today: 0, tomorrow: 1 },
  sl: { danes: 0, jutri: 1, pojutrisnjem: 2 },
  nb: { "i dag": 0, idag: 0, "i morgen": 1, imorgen: 1, "i overmorgen": 2 },
  pl: { dzis: 0, dzisiaj: 0, jutro: 1, pojutrze: 2 },
  it: { oggi: 0, domani: 1, dopodomani: 2 },
  cs: { dnes: 0, zitra: 1, pozitri: 2 },
};

/** How many days from today a word names; a beginning of three letters is enough. */
export function nearDayOf(word: string, language: Language): number | null {
  const names = Object.entries(nearDays[language]);
  const whole = names.find(([name]) => name === word);
  const begun = names.find(([name]) => word.length >= 3 && name.startsWith(word));
  return (whole ?? begun)?.[1] ?? null;
}

/** The month, from 1, whose name in the language begins so (three letters or more); null when none does. */
export function monthOf(word: string, locale: string): number | null {
  if (word.length < 3) return null;
  return months(locale).find(({ names }) => names.some((name) => name.startsWith(word)))?.month ?? null;
}

const known = new Map<string, readonly { readonly month: number; readonly names: readonly string[] }[]>();

/** Both forms of each month: as in a date, and alone. */
function months(locale: string) {
  const held = known.get(locale);
  if (held !== undefined) return held;
  const inDate = new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", timeZone: "UTC" });
  const alone = new Intl.DateTimeFormat(locale, { month: "long", timeZone: "UTC" });
  const made = Array.from({ length: 12 }, (_, index) => {
    const day = new Date(Date.UTC(2026, index, 1));
    const part = inDate.formatToParts(day).find(({ type }) => type === "month")?.value ?? "";
    return { month: index + 1, names: [foldForSearch(part), foldForSearch(alone.format(day))] };
  });
  known.set(locale, made);
  return made;
}
