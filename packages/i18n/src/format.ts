import { intlLocale, type Language } from "./language.ts";

export { foldForSearch } from "./fold.ts";

/** Dates, numbers, durations, order and folding of one language, on Intl. Times are given as Date or epoch milliseconds. */
export type Format = {
  /** 22 Nov 2026, 15:05 */
  readonly dateTime: (at: Date | number) => string;
  /** 22 Nov 2026, 15:05:12 */
  readonly exact: (at: Date | number) => string;
  /** Sun 22 Nov */
  readonly day: (at: Date | number) => string;
  /** 15:05 */
  readonly time: (at: Date | number) => string;
  /** Sun 22 Nov, 15:05 (the year too, when it is not the year of `now`). */
  readonly moment: (at: Date | number, now?: Date | number) => string;
  /** 15:05 on the day of `now`, the weekday and time within six days, else the date. */
  readonly near: (at: Date | number, now: Date | number) => string;
  /** As `near`, but a date that is far stands without its time, and this year's without the year: 22 Nov. For narrow columns. */
  readonly brief: (at: Date | number, now: Date | number) => string;
  /** How long ago, for narrow columns: 55 m, 3 h, 6 d; from a week on the date, as `brief` has it: 22 Nov. */
  readonly age: (at: Date | number, now: Date | number) => string;
  /** 2 hours ago */
  readonly relative: (at: Date | number, now: Date | number) => string;
  /** 1 d 2 h; seconds only below an hour: 4 m 28 s */
  readonly duration: (milliseconds: number) => string;
  /** 1 d; 55 m: the largest unit alone */
  readonly shortDuration: (milliseconds: number) => string;
  readonly number: (value: number) => string;
  readonly percent: (ratio: number) => string;
  readonly list: (items: readonly string[]) => string;
  readonly compare: (a: string, b: string) => number;
};

const durationUnits: Readonly<
  Record<Language, readonly [day: string, hour: string, minute: string, second: string]>
> = {
  en: ["d", "h", "m", "s"],
  sl: ["d", "h", "min", "s"],
  nb: ["d", "t", "min", "s"],
  pl: ["d", "h", "min", "s"],
  it: ["g", "h", "min", "s"],
  cs: ["d", "h", "min", "s"],
};
const dayMs = 86_400_000;
const unitSizes = [dayMs, 3_600_000, 60_000, 1000] as const;

export function createFormat(language: Language, timeZone?: string): Format {
  const locale = intlLocale[language];
  const style = (options: Intl.DateTimeFormatOptions) => {
    const formatter = new Intl.DateTimeFormat(locale, {
      hourCycle: "h23",
      ...(timeZone ? { timeZone } : {}),
      ...options,
    });
    return (at: Date | number) => formatter.format(at);
  };
  const date = { day: "numeric", month: "short", year: "numeric" } as const;
  const clock = { hour: "2-digit", minute: "2-digit" } as const;
  const weekday = { weekday: "short", day: "numeric", month: "short" } as const;
  const dayKey = style({ year: "numeric", month: "2-digit", day: "2-digit" });
  const year = style({ year: "numeric" });
  const dateAlone = style(date);
  const dayAndMonth = style({ day: "numeric", month: "short" });
  const dateTime = style({ ...date, ...clock });
  const time = style(clock);
  const dayAndTime = style({ ...weekday, ...clock });
  const weekdayAndTime = style({ weekday: "short", ...clock });
  const soon = (at: Date | number, now: Date | number) => {
    if (dayKey(at) === dayKey(now)) return time(at);
    return Math.abs(Number(at) - Number(now)) < 6 * dayMs ? weekdayAndTime(at) : null;
  };
  const dateOf = (at: Date | number, now: Date | number) =>
    year(at) === year(now) ? dayAndMonth(at) : dateAlone(at);
  const numbers = new Intl.NumberFormat(locale);
  const percents = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  const lists = new Intl.ListFormat(locale, { type: "conjunction" });
  const collator = new Intl.Collator(locale, { numeric: true });
  return {
    dateTime,
    exact: style({ ...date, ...clock, second: "2-digit" }),
    day: style(weekday),
    time,
    moment: (at, now = Date.now()) => (year(at) === year(now) ? dayAndTime(at) : dateTime(at)),
    near: (at, now) => soon(at, now) ?? dateTime(at),
    brief: (at, now) => soon(at, now) ?? dateOf(at, now),
    age: (at, now) => {
      const passed = Number(now) - Number(at);
      return passed < 7 * dayMs ? formatDuration(language, passed, 1) : dateOf(at, now);
    },
    relative: relativeFormat(locale),
    duration: (milliseconds) => formatDuration(language, milliseconds, 2),
    shortDuration: (milliseconds) => formatDuration(language, milliseconds, 1),
    number: (value) => numbers.format(value),
    percent: (ratio) => percents.format(ratio),
    list: (items) => lists.format(items),
    compare: (a, b) => collator.compare(a, b),
  };
}

function relativeFormat(locale: string): Format["relative"] {
  const formatter = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const units = ["day", "hour", "minute", "second"] as const;
  return (at, now) => {
    const difference = Number(at) - Number(now);
    const index = unitSizes.findIndex((size) => Math.abs(difference) >= size);
    const position = index === -1 ? 3 : index;
    return formatter.format(
      Math.trunc(difference / (unitSizes[position] ?? 1000)),
      units[position] ?? "second",
    );
  };
}

/** The `parts` largest units that are not nought, joined by no-break spaces. */
function formatDuration(language: Language, milliseconds: number, parts: number): string {
  const names = durationUnits[language];
  const amounts = amountsOf(Math.max(0, milliseconds));
  const first = amounts.findIndex((amount) => amount > 0);
  if (first === -1) return `0\u00A0${names[3]}`;
  return amounts
    .map((amount, unit) => ({ amount, name: names[unit] ?? "" }))
    .slice(first, first + parts)
    .filter(({ amount }, position) => position === 0 || amount > 0)
    .map(({ amount, name }) => `${amount}\u00A0${name}`)
    .join(" ");
}

function amountsOf(milliseconds: number): readonly number[] {
  let rest = milliseconds;
  return unitSizes.map((size) => {
    const amount = Math.floor(rest / size);
    rest -= amount * size;
    return amount;
  });
}
