import type { ActView } from "@kvit/contract/acts";
import { formatInstant, microsPerDay, type Instant } from "@kvit/domain/kernel";
import type { StoredAct } from "./acts.queries.ts";

/** How long an act can be taken back. */
export const undoWindow = microsPerDay;
const numbersShown = 50;

export function actView(act: StoredAct, now: Instant): ActView {
  return {
    id: act.id,
    at: formatInstant(act.at),
    verb: act.verb,
    detail: act.detail,
    count: act.numbers.length,
    numbers: act.numbers.slice(0, numbersShown),
    undoOf: act.undoOf,
    undoneBy: act.undoneBy,
    cannot: act.undoneBy !== null ? "undone" : now - act.at > undoWindow ? "too-late" : null,
  };
}
