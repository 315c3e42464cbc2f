import type { Format } from "@kvit/i18n/format";

/** A file's size in the unit that keeps it short. */
export function fileSize(bytes: number, format: Format): string {
  const kilobytes = bytes / 1000;
  if (kilobytes < 1000) return `${format.number(Math.max(1, Math.round(kilobytes)))} kB`;
  return `${format.number(Math.round(kilobytes / 100) / 10)} MB`;
}
