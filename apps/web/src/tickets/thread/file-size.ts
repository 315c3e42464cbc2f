import type { Format } from "@kvit/i18n/format";

/** A file's size in the unit that keeps it short. */
export function fileSize(bytes: number, format: Format): string {
  if (bytes < 1000) return `${format.number(bytes)} B`;
  const kilobytes = bytes / 1000;
  if (kilobytes < 1000) return `${format.number(Math.round(kilobytes))} kB`;
  return `${format.number(Math.round(kilobytes / 100) / 10)} MB`;
}
