/** Deadlines that have come: postponed tickets wake, and the closing ladder takes its next rung. */
export { fireTimers } from "./fire-timers.ts";
export type { TimerDeps } from "./timer-deps.ts";
