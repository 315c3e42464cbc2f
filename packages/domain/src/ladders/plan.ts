import { addDays, type WorkingCalendar } from "../calendars/index.ts";
import type { Instant } from "../kernel/index.ts";
import { climbOf, type Rung, type TicketFields } from "../tickets/index.ts";
import type { CustomerAct, Ladder, OurAct } from "./ladder.ts";
import { nextRung } from "./next-rung.ts";

export type PlannedRung = {
  readonly act: CustomerAct | OurAct | "lock";
  readonly at: Instant;
};

/**
 * Everything the ladder would do with a ticket as it stands, if nobody said a
 * word any more: the calendar shown before a ladder is switched on. Ends with
 * `lock`, from when on the customer's word begins a follow-up instead.
 */
export function planOf(
  ladder: Ladder,
  ticket: TicketFields,
  calendar: WorkingCalendar,
): readonly PlannedRung[] {
  const plan: PlannedRung[] = [];
  let then = ticket;
  // each rung is done once, so this comes to its end
  for (;;) {
    const next = nextRung(ladder, then, calendar);
    if (next === null) return plan;
    plan.push({ act: next.act, at: next.at });
    if (next.act === "close") {
      return [...plan, { act: "lock", at: addDays(calendar, next.at, ladder.reopenWindowDays, "days") }];
    }
    then =
      next.act === "resolve" ? resolvedAt(then, next.at) : climbedTo(then, next.since, next.act, next.at);
  }
}

const resolvedAt = (ticket: TicketFields, at: Instant): TicketFields => ({
  ...ticket,
  status: "resolved",
  resolvedAt: at,
});

function climbedTo(ticket: TicketFields, since: Instant, rung: Rung, at: Instant): TicketFields {
  const climb = climbOf(ticket, since);
  return { ...ticket, climb: { ...climb, done: [...climb.done, { rung, at }] } };
}
