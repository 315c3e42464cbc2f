import type { Instant } from "@kvit/domain/kernel";

const second = 1_000_000;
const hour = 3600 * second;
const first = 15 * second;
/** After this time a mail is given up. In microseconds. */
const patience = 72 * hour;

/**
 * Microseconds until the next try: doubling from fifteen seconds to an hour, a
 * quarter more or less by chance, so that what waited together does not come
 * back together. `chance` is in [0, 1).
 */
export function waitAfter(attempts: number, chance: number): number {
  const wait = Math.min(hour, first * 2 ** Math.max(0, attempts - 1));
  return Math.round(wait * (0.75 + chance / 2));
}

export function isOutOfPatience(createdAt: Instant, now: Instant): boolean {
  return now - createdAt >= patience;
}
