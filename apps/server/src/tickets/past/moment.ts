import { formatInstant, readInstant, type Instant, type InstantFault } from "@kvit/domain/kernel";
import { AppError } from "../../platform/app-error.ts";

const faults: Readonly<Record<InstantFault, string>> = {
  form: "is no date-time; write one such as 2026-11-22T13:10:00Z, with a + as %2B.",
  "no-such-day": "names a day that its month does not have.",
  "too-far": "is farther away than an instant reaches.",
};

/**
 * The instant a reader looks back to, null when they look at now. Throws
 * bad-request for what is none, and future-moment for one that has not come.
 */
export function readMoment(given: string | undefined, now: Instant): Instant | null {
  if (given === undefined) return null;
  const read = readInstant(given);
  if (typeof read !== "number") throw unfit(`"${given}" ${faults[read]}`);
  if (read > now) {
    const detail = `${formatInstant(read)} has not come yet; here it is ${formatInstant(now)}. Ask for an instant that is past.`;
    throw new AppError("future-moment", { detail, errors: [{ path: "at", message: detail }] });
  }
  return read;
}

function unfit(detail: string): AppError {
  return new AppError("bad-request", { detail, errors: [{ path: "at", message: detail }] });
}

/** Says that a ticket the caller may read came after the instant looked back to. */
export function notYetThere(reference: string, at: Instant, createdAt: Instant): AppError {
  return new AppError("not-yet-there", {
    detail: `The ticket ${reference} did not exist yet at ${formatInstant(at)}; it came on ${formatInstant(createdAt)}.`,
  });
}
