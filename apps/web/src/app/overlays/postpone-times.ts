import { nextOpening, type WorkingCalendar } from "@kvit/domain/calendars";
import { foldForSearch } from "@kvit/i18n/format";
import { intlLocale, type Language } from "@kvit/i18n/language";
import type { MessageKey } from "../../i18n/language.ts";
import { monthOf, nearDayOf, unitOf } from "./date-words.ts";
import { instantOf, wallAt, type Wall } from "./zoned.ts";

export type PostponeTime = { readonly id: string; readonly label: MessageKey | null; readonly at: Date };

const hourMs = 3_600_000;
const startOfDay = 9;

/** Whose words and whose clock the typed text is read by. */
export type Reader = {
  readonly language: Language;
  readonly zone: string;
  /** The working hours of the tickets' department; without them a day begins at nine of the reader. */
  readonly calendar?: WorkingCalendar | null;
};

/**
 * What the postpone picker offers: the moment the typed text means, if it means
 * one ("3d", "2 hours", "tomorrow 14", "fri 9", "24.12. 10:00", "24 dec", words
 * in the person's language), then the usual times. What is typed is read in the
 * person's zone and begins at nine; the usual days are working days of the
 * department and begin when it opens.
 */
export function postponeTimes(query: string, now: Date, reader: Reader): readonly PostponeTime[] {
  const { language, zone } = reader;
  const text = foldForSearch(query).replaceAll(/\s+/g, " ").trim();
  const wall = wallAt(now, zone);
  const usualTimes = firstOfEach(usual(wall, reader, now));
  if (text === "") return usualTimes;
  const typed = readSpan(text, wall, language) ?? readDay(text, wall, language) ?? readNumbers(text, wall);
  const at = typed === null ? null : instantOf(typed, zone);
  return at === null || at <= now ? usualTimes : [{ id: "typed", label: null, at }, ...usualTimes];
}

function usual(wall: Wall, { zone, calendar = null }: Reader, now: Date): readonly PostponeTime[] {
  const later = new Date(wall.getTime() + 3 * hourMs);
  later.setUTCMinutes(0, 0, 0);
  const isToday = later.getUTCDate() === wall.getUTCDate();
  const day = (daysFrom: (today: Wall) => number): Date =>
    opening(calendar, daysFrom, now) ?? instantOf(dayAt(wall, daysFrom(wall), startOfDay), zone);
  return [
    ...(isToday ? [{ id: "later", label: "pick.laterToday", at: instantOf(later, zone) } as const] : []),
    { id: "tomorrow", label: "pick.tomorrow", at: day(() => 1) },
    { id: "monday", label: "pick.monday", at: day((today) => (8 - today.getUTCDay()) % 7 || 7) },
    { id: "week", label: "pick.week", at: day(() => 7) },
  ];
}

/**
 * When a department first opens on or after a day that is counted from its
 * today: days off and holidays are passed over. Null without a calendar, and in
 * a browser that does not know Temporal.
 */
function opening(
  calendar: WorkingCalendar | null,
  daysFrom: (today: Wall) => number,
  now: Date,
): Date | null {
  if (calendar === null || typeof Temporal === "undefined") return null;
  const today = wallAt(now, calendar.timeZone);
  const midnight = instantOf(dayAt(today, daysFrom(today), 0), calendar.timeZone);
  return new Date(nextOpening(calendar, midnight.getTime() * 1000) / 1000);
}

/** On a Sunday tomorrow is Monday, on a Friday as well, on a Monday the next one is in a week: one choice, by its first name. */
function firstOfEach(times: readonly PostponeTime[]): readonly PostponeTime[] {
  return times.filter(
    ({ at }, index) => times.findIndex((other) => other.at.getTime() === at.getTime()) === index,
  );
}

function dayAt(from: Wall, days: number, hour: number, minute = 0): Wall {
  return new Date(
    Date.UTC(from.getUTCFullYear(), from.getUTCMonth(), from.getUTCDate() + days, hour, minute),
  );
}

/** "3d", "2 weeks", "90m": from now on; days and weeks end at nine in the morning. */
function readSpan(text: string, now: Wall, language: Language): Wall | null {
  const match = /^(\d{1,3}) ?([a-z]+)\.?$/.exec(text);
  const unit = match?.[2] === undefined ? null : unitOf(match[2], language);
  const amount = Number(match?.[1]);
  if (unit === "minute") return new Date(now.getTime() + amount * 60_000);
  if (unit === "hour") return new Date(now.getTime() + amount * hourMs);
  if (unit === null) return null;
  return dayAt(now, unit === "day" ? amount : amount * 7, startOfDay);
}

/** A day in words, "fri", "tomorrow 9", "pá 14:30", "24 dec 10": the next such day. */
function readDay(text: string, now: Wall, language: Language): Wall | null {
  const { day, clock } = splitClock(text);
  if (clock === null) return null;
  const near = nearDayOf(day, language);
  if (near !== null) return dayAt(now, near, clock.hour, clock.minute);
  const [, date, month] = /^(\d{1,2})\.? ([a-z]+)\.?$/.exec(day) ?? [];
  if (date === undefined || month === undefined) return readWeekday(day, clock, now, language);
  const found = monthOf(month, intlLocale[language]);
  return found === null ? null : comingDate(now, { month: found, day: Number(date) }, clock);
}

function readWeekday(word: string, clock: Clock, now: Wall, language: Language): Wall | null {
  const start = /^([a-z]{2,})\.?,?$/.exec(word)?.[1];
  if (start === undefined) return null;
  const names = (["long", "short"] as const).map(
    (weekday) => new Intl.DateTimeFormat(intlLocale[language], { weekday, timeZone: "UTC" }),
  );
  for (let days = 1; days <= 7; days += 1) {
    const day = dayAt(now, days, clock.hour, clock.minute);
    if (names.some((name) => foldForSearch(name.format(day)).startsWith(start))) return day;
  }
  return null;
}

/** "24.12.", "24/12 10:00", "24. 12. 2026", "2026-12-24 10": this year, or the next when the day is past. */
function readNumbers(text: string, now: Wall): Wall | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ t](.+))?$/.exec(text);
  const local = /^(\d{1,2})[./] ?(\d{1,2})(?:[./] ?(\d{4})|\.)?(?: (.+))?$/.exec(text);
  const clock = readClock((iso ?? local)?.[4]);
  if (clock === null) return null;
  if (iso !== null) return dateOf(Number(iso[1]), { month: Number(iso[2]), day: Number(iso[3]) }, clock);
  if (local === null) return null;
  const date = { month: Number(local[2]), day: Number(local[1]) };
  return local[3] === undefined ? comingDate(now, date, clock) : dateOf(Number(local[3]), date, clock);
}

type Clock = { readonly hour: number; readonly minute: number };
type DayOfYear = { readonly month: number; readonly day: number };

/** The words for the day, and the time of day behind them; null when the time is none ("25:00"). */
function splitClock(text: string): { readonly day: string; readonly clock: Clock | null } {
  const match =
    /^(.*?[a-z.,])(?: (?:(?:at|ob|kl\.?|o|ore|alle|v|ve|godz\.?) )?(\d{1,2}(?:[:.]\d{2})?))?$/.exec(text);
  return { day: (match?.[1] ?? text).replace(/,$/, ""), clock: readClock(match?.[2]) };
}

/** "9", "9:30", "9.30"; nine o'clock when nothing is said. */
function readClock(text: string | undefined): Clock | null {
  if (text === undefined) return { hour: startOfDay, minute: 0 };
  const match = /^(\d{1,2})(?:[:.](\d{2}))?$/.exec(text);
  const [hour, minute] = [Number(match?.[1]), Number(match?.[2] ?? 0)];
  return hour < 24 && minute < 60 ? { hour, minute } : null;
}

function comingDate(now: Wall, date: DayOfYear, clock: Clock): Wall | null {
  const thisYear = dateOf(now.getUTCFullYear(), date, clock);
  return thisYear !== null && thisYear > now ? thisYear : dateOf(now.getUTCFullYear() + 1, date, clock);
}

function dateOf(year: number, { month, day }: DayOfYear, { hour, minute }: Clock): Wall | null {
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date : null;
}
