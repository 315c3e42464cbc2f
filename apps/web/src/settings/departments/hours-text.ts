import type { WorkingRange } from "@kvit/domain/calendars";

/** A day's ranges as people write them: 9:00–12:00, 13:00–17:00. */
export function rangesText(ranges: readonly WorkingRange[]): string {
  return ranges.map(({ from, to }) => `${clock(from)}–${clock(to)}`).join(", ");
}

const clock = (minutes: number): string =>
  `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;

/** What was meant by "9-12, 13:00 – 17.30"; null for what is no time. Whether it can be worked by, the domain says. */
export function readRanges(text: string): readonly WorkingRange[] | null {
  const parts = text
    .split(/[,;]/)
    .map((part) => part.trim())
    .filter((part) => part !== "");
  const ranges = parts.map(readRange);
  const read = ranges.filter((range) => range !== null);
  return read.length === parts.length ? read : null;
}

function readRange(text: string): WorkingRange | null {
  const [, fromHour, fromMinute = "0", toHour, toMinute = "0"] =
    /^(\d{1,2})(?:[:.](\d{2}))?\s*[-–—]\s*(\d{1,2})(?:[:.](\d{2}))?$/.exec(text) ?? [];
  if (fromHour === undefined || toHour === undefined) return null;
  if (Number(fromMinute) > 59 || Number(toMinute) > 59) return null;
  return { from: Number(fromHour) * 60 + Number(fromMinute), to: Number(toHour) * 60 + Number(toMinute) };
}
