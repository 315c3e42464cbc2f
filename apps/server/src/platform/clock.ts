import { instantFromMillis, type Instant } from "@kvit/domain/kernel";

/** The server's clock. Tests hand in their own. */
export type Clock = { readonly now: () => Instant };

/** How far the fine clock may stray from the system's before it is set anew (the system's was stepped). */
const toleranceMillis = 20;

/** The system's time with the fine digits of the monotonic clock; follows a step of the system's clock. */
export function createSystemClock(): Clock {
  let anchor = Date.now() - performance.now();
  return {
    now() {
      const elapsed = performance.now();
      if (Math.abs(Date.now() - (anchor + elapsed)) > toleranceMillis) anchor = Date.now() - elapsed;
      return instantFromMillis(anchor + elapsed);
    },
  };
}
