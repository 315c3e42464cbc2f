import type { Instant } from "@kvit/domain/kernel";
import { secondThoughtsSeconds } from "@kvit/domain/tickets";
import type { Work } from "../../../tickets/unit-of-work.ts";

/** Until when a mail waits that can still be taken back. */
export function holdEnd({ now, holdUntil }: Work): Instant {
  return Math.max(now + secondThoughtsSeconds * 1_000_000, holdUntil ?? 0);
}
