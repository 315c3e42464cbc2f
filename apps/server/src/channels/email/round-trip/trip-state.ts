import type { RoundTrip } from "@kvit/contract/round-trip";
import { formatInstant, type Instant } from "@kvit/domain/kernel";

/** What is kept of the last test mail of a mailbox. */
export type Trip = {
  /** Its Message-ID, without angle brackets. */
  readonly mailId: string;
  readonly askedAt: Instant;
  readonly backAt?: Instant;
  /** The mailbox it came back to. */
  readonly backIn?: number;
  /** What the report of a mail server says that could not deliver it. */
  readonly returned?: string;
};

/** The mail on its way out; null when it is not there any more. */
export type Leaving = {
  readonly state: string;
  readonly lastError: string | null;
  readonly sentAt: Instant | null;
} | null;

/** After this many microseconds outside, a test mail is missed. Mail that is held up by greylisting takes longer. */
export const patience = 120_000_000;

const nothing: RoundTrip = { state: "none", askedAt: null, seconds: null, cameInBy: null, technical: null };

/** Where a test mail is. Pure. */
export function tripState(trip: Trip | null, leaving: Leaving, now: Instant): RoundTrip {
  if (trip === null) return nothing;
  const known = { ...nothing, askedAt: formatInstant(trip.askedAt) };
  if (trip.backAt !== undefined) {
    const seconds = Math.max(1, Math.round((trip.backAt - trip.askedAt) / 1_000_000));
    return { ...known, state: "back", seconds };
  }
  if (trip.returned !== undefined) return { ...known, state: "refused", technical: trip.returned };
  if (leaving === null || leaving.state === "cancelled") return nothing;
  if (leaving.sentAt !== null)
    return { ...known, state: now - leaving.sentAt < patience ? "waiting" : "missing" };
  if (leaving.lastError !== null) return { ...known, state: "refused", technical: leaving.lastError };
  return { ...known, state: "sending" };
}
