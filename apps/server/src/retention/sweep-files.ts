import type { Instant } from "@kvit/domain/kernel";
import type { BlobStore } from "../platform/blobs/blob-store.ts";
import type { Db } from "../platform/postgres/pool.ts";
import { selectUnnamed } from "./files.queries.ts";

export type SweepDeps = { readonly db: Db; readonly blobs: BlobStore };

const hourMicros = 3_600_000_000;
const dayMillis = 86_400_000;
const parts = 256;
const hoursPerDay = 24;
const atOnce = 500;

/** The parts of the store that are swept in the hour of an instant, so that each has its turn once a day. */
export function partsOfHour(now: Instant): readonly number[] {
  const hour = Math.floor(now / hourMicros) % hoursPerDay;
  return Array.from({ length: parts }, (_, part) => part).filter((part) => part % hoursPerDay === hour);
}

/**
 * Removes files that no row names: what was purged, and what was stored for a
 * mail or an upload that never came to its end. A file that was put within the
 * last day is left, as its row may be about to be written. Answers how many
 * are gone.
 */
export async function sweepFiles(
  { db, blobs }: SweepDeps,
  now: Instant,
  chosen: readonly number[] = partsOfHour(now),
): Promise<number> {
  const before = now / 1000 - dayMillis;
  await blobs.tidy(before);
  let gone = 0;
  for (const part of chosen) {
    const old = await blobs.putBefore(part, before);
    for (let start = 0; start < old.length; start += atOnce) {
      const unnamed = await selectUnnamed(db, old.slice(start, start + atOnce));
      gone += unnamed.filter((sha256) => blobs.discard(sha256, before)).length;
    }
  }
  return gone;
}
