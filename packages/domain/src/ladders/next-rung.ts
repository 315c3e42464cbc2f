import { addDays, addWorkingTime, type WorkingCalendar } from "../calendars/index.ts";
import type { Instant } from "../kernel/index.ts";
import { climbOf, waitSince, whoseTurn, type Climb, type TicketFields } from "../tickets/index.ts";
import type { CustomerAct, CustomerStep, Ladder, OurAct } from "./ladder.ts";

/** What the ladder does next with a ticket, if nobody says anything before `at`. */
export type NextRung = {
  readonly act: CustomerAct | OurAct;
  readonly at: Instant;
  /** The wait it belongs to, and how many rungs were done in it: what a command of the ladder has to name. */
  readonly since: Instant;
  readonly climbed: number;
};

const microsPerMinute = 60_000_000;

/**
 * The next rung, or null when there is none: nobody waits, the ladder is off or
 * at its end, a mail of it came back, or an approval is open that forbids the
 * end. Between two rungs lies at least what the ladder says, also when the
 * first of them came late.
 */
export function nextRung(ladder: Ladder, ticket: TicketFields, calendar: WorkingCalendar): NextRung | null {
  const since = waitSince(ticket);
  if (since === null) return null;
  const climb = climbOf(ticket, since);
  const found =
    whoseTurn(ticket.status) === "customer"
      ? customersRung(ladder.customersTurn, ticket, climb, calendar)
      : ourRung(ladder.ourTurn, ticket, climb, calendar);
  return found === null ? null : { ...found, since, climbed: climb.done.length };
}

type Found = Pick<NextRung, "act" | "at">;

function customersRung(
  { on, count, steps, closeWithinWorkingDays: within }: Ladder["customersTurn"],
  ticket: TicketFields,
  climb: Climb,
  calendar: WorkingCalendar,
): Found | null {
  if (!on || climb.stopped) return null;
  const { step, last } = place(
    steps.filter((each) => each.in === ticket.status),
    climb,
  );
  if (step === undefined) return null;
  const ends = step.act === "resolve" || ticket.status === "resolved";
  if (ends && ticket.openApprovals.length > 0) return null;
  const fromTheStart = addDays(calendar, climb.since, step.after, count);
  const fromTheLast =
    last === null ? fromTheStart : addDays(calendar, last.at, step.after - last.after, count);
  const at = Math.max(fromTheStart, fromTheLast);
  if (ticket.status !== "resolved" || within === null) return { act: step.act, at };
  const promised = addDays(calendar, climb.since, within, "working-days");
  return promised < at ? { act: "close", at: promised } : { act: step.act, at };
}

type Placed<Step> = {
  readonly step: Step | undefined;
  /** The rung before it, and when it really was. */
  readonly last: { readonly after: number; readonly at: Instant } | null;
};

/** The first step not done yet; of steps that do the same, each is done by itself. */
function place<Step extends Pick<CustomerStep, "after"> & { readonly act: string }>(
  steps: readonly Step[],
  { done }: Climb,
): Placed<Step> {
  const left = [...done];
  let last: Placed<Step>["last"] = null;
  for (const step of steps) {
    const index = left.findIndex(({ rung }) => rung === step.act);
    const [found] = index === -1 ? [] : left.splice(index, 1);
    if (found === undefined) return { step, last };
    last = { after: step.after, at: found.at };
  }
  return { step: undefined, last };
}

function ourRung(
  { on, frames, steps }: Ladder["ourTurn"],
  { priority, escalations }: TicketFields,
  climb: Climb,
  calendar: WorkingCalendar,
): Found | null {
  if (!on) return null;
  const { step } = place(steps, climb);
  if (step === undefined || (step.act === "escalate" && escalations > 0)) return null;
  const work = (frames[priority] * step.after * microsPerMinute) / 100;
  return { act: step.act, at: addWorkingTime(calendar, climb.since, work) };
}
