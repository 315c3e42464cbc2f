import { resetMinutes } from "@kvit/domain/sign-in";
import { microsPerDay } from "@kvit/domain/kernel";

/** In microseconds, like every Instant. */
export const minute = 60_000_000;
export const hour = 60 * minute;
const day = microsPerDay;

/** A session not used this long is over. */
export const sessionIdle = 7 * day;
/** A session is over then however much it is used. */
export const sessionAge = 30 * day;
/** Between the password and the code. */
export const challengeAge = 10 * minute;
export const challengeTries = 5;
/** A link to set a new password. */
export const resetAge = resetMinutes * minute;
