import type { Instant } from "../kernel/index.ts";
import { currentClock } from "./clocks.ts";
import { isWaiting } from "./status.ts";
import type { Climb, Rung, TicketFields } from "./ticket.ts";

/**
 * Since when somebody waits: we for the customer (in answered and resolved) or
 * the customer for us (in new and open, pauses given back); null when nobody
 * does, and in a ticket whose conversation went on in another.
 */
export function waitSince(fields: TicketFields): Instant | null {
  const { status, mergedInto, resumedAt, lastPublicReplyAt, resolvedAt } = fields;
  if (mergedInto !== null) return null;
  if (status === "answered") return latest(lastPublicReplyAt, resumedAt);
  if (status === "resolved") return latest(resolvedAt, lastPublicReplyAt, resumedAt);
  const clock = isWaiting(status) ? currentClock(fields)?.clock : undefined;
  return clock === undefined ? null : clock.startedAt + clock.pausedMicros;
}

function latest(...instants: readonly (Instant | null)[]): Instant | null {
  const known = instants.filter((instant) => instant !== null);
  return known.length === 0 ? null : Math.max(...known);
}

/** How far the ladder has come in the wait that began at `since`. */
export function climbOf({ climb }: Pick<TicketFields, "climb">, since: Instant): Climb {
  return climb !== null && climb.since === since ? climb : { since, done: [], stopped: false };
}

/** One rung further, at `at`. */
export function climbed(fields: Pick<TicketFields, "climb">, since: Instant, rung: Rung, at: Instant): Climb {
  const climb = climbOf(fields, since);
  return { ...climb, done: [...climb.done, { rung, at }] };
}
