import { foldForSearch } from "@kvit/i18n/format";
import { intlLocale, type Language } from "@kvit/i18n/language";
import type { MessageKey } from "../../i18n/language.ts";
import { instantOf, wallAt, type Wall } from "./zoned.ts";

export type PostponeTime = { readonly id: string; readonly label: MessageKey | null; readonly at: Date };

const hourMs = 3_600_000;
const startOfDay = 9;

/** Whose words and whose clock the typed text is read by. */
export type Reader = { readonly language: Language; readonly zone: string };

/**
 * What the postpone picker offers: the usual times, or, once something is
 * typed, the moment it means: "3d", "4h", "fri 9" (weekday in the person's
 * language), "24.12. 10:00". Times are in the person's zone, days begin at nine.
 */
export function postponeTimes(query: string, now: Date, reader: Reader): readonly PostponeTime[] {
  const text = foldForSearch(query).trim();
  const wall = wallAt(now, reader.zone);
  if (text === "") return usual(wall).map((time) => ({ ...time, at: instantOf(time.at, reader.zone) }));
  const typed = readSpan(text, wall) ?? readWeekday(text, wall, reader.language) ?? readDate(text, wall);
  if (typed === null) return [];
  const at = instantOf(typed, reader.zone);
  return at <= now ? [] : [{ id: "typed", label: null, at }];
}

function usual(now: Wall): readonly PostponeTime[] {
  const later = new Date(now.getTime() + 3 * hourMs);
  later.setUTCMinutes(0, 0, 0);
  const isToday = later.getUTCDate() === now.getUTCDate();
  const daysToMonday = (8 - now.getUTCDay()) % 7 || 7;
  return [
    ...(isToday ? [{ id: "later", label: "pick.laterToday", at: later } as const] : []),
    { id: "tomorrow", label: "pick.tomorrow", at: dayAt(now, 1, startOfDay) },
    { id: "monday", label: "pick.monday", at: dayAt(now, daysToMonday, startOfDay) },
    { id: "week", label: "pick.week", at: dayAt(now, 7, startOfDay) },
  ];
}

function dayAt(from: Wall, days: number, hour: number, minute = 0): Wall {
  return new Date(
    Date.UTC(from.getUTCFullYear(), from.getUTCMonth(), from.getUTCDate() + days, hour, minute),
  );
}

/** "3d", "2 w", "90m": from now on; days and weeks end at nine in the morning. */
function readSpan(text: string, now: Wall): Wall | null {
  const match = /^(\d{1,3})\s*([mhdwt])[a-z]*$/.exec(text);
  if (match === null) return null;
  const amount = Number(match[1]);
  const unit = match[2];
  if (unit === "m") return new Date(now.getTime() + amount * 60_000);
  if (unit === "h") return new Date(now.getTime() + amount * hourMs);
  return dayAt(now, unit === "d" ? amount : amount * 7, startOfDay);
}

/** "fri", "fri 9", "pá 14:30": the next such day. */
function readWeekday(text: string, now: Wall, language: Language): Wall | null {
  const match = /^([a-z]{2,})\.?,?\s*(?:(\d{1,2})(?:[:.](\d{2}))?)?$/.exec(text);
  const start = match?.[1];
  if (match === null || start === undefined) return null;
  const names = new Intl.DateTimeFormat(intlLocale[language], { weekday: "long", timeZone: "UTC" });
  for (let days = 1; days <= 7; days += 1) {
    const day = dayAt(now, days, Number(match[2] ?? startOfDay), Number(match[3] ?? 0));
    if (foldForSearch(names.format(day)).startsWith(start)) return day;
  }
  return null;
}

/** "24.12.", "24/12 10:00", "2026-12-24 10": this year, or the next when the day is past. */
function readDate(text: string, now: Wall): Wall | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ t]+(\d{1,2})(?::(\d{2}))?)?$/.exec(text);
  if (iso !== null) return dateOf(Number(iso[1]), Number(iso[2]), Number(iso[3]), iso.slice(4, 6));
  const local = /^(\d{1,2})[./]\s*(\d{1,2})\.?(?:\s+(\d{1,2})(?:[:.](\d{2}))?)?$/.exec(text);
  if (local === null) return null;
  const dateIn = (year: number) => dateOf(year, Number(local[2]), Number(local[1]), local.slice(3, 5));
  const thisYear = dateIn(now.getUTCFullYear());
  return thisYear !== null && thisYear > now ? thisYear : dateIn(now.getUTCFullYear() + 1);
}

function dateOf(
  year: number,
  month: number,
  day: number,
  time: readonly (string | undefined)[],
): Wall | null {
  const date = new Date(Date.UTC(year, month - 1, day, Number(time[0] ?? startOfDay), Number(time[1] ?? 0)));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date : null;
}
