import { randomUUID } from "node:crypto";
import { microsPerDay } from "@kvit/domain/kernel";
import { nextRung, planOf, type NextRung } from "@kvit/domain/ladders";
import {
  climbOf,
  type CommandInput,
  type CommandName,
  type Rung,
  type Ticket,
  type TicketFields,
} from "@kvit/domain/tickets";
import { AppError } from "../platform/app-error.ts";
import { judgeOf, ladderDue, type WaitTerms } from "../lifecycle/index.ts";
import { executeCommand, type Executed } from "../tickets/execute-command.ts";
import type { LadderLetter } from "../tickets/mail-port.ts";
import { lockTicket, writeTimer } from "../tickets/tickets.queries.ts";
import type { Work } from "../tickets/unit-of-work.ts";
import { selectNudged } from "./nudged.queries.ts";
import type { Due, TimerDeps } from "./timer-deps.ts";

/**
 * One rung of the ladder, if its time has come: the change and the mail that
 * tells of it in one transaction, and the deadline of the rung after it. Asks
 * the ladder anew, so that a timer set under other circumstances does nothing.
 */
export async function climb(work: Work, deps: TimerDeps, due: Due): Promise<boolean> {
  const { accountId, stored } = due;
  const judged = await judgeOf(work.tx, accountId, stored);
  const next = nextRung(judged.ladder, stored.ticket, judged.calendar);
  const isTime = next !== null && next.at <= work.now;
  if (isTime) await take(work, { ...due, deps, judged, next, act: randomUUID() });
  await setDeadline(work, due, judged, isTime);
  return isTime;
}

type Taking = Due & {
  readonly deps: TimerDeps;
  readonly judged: WaitTerms;
  readonly next: NextRung;
  readonly act: string;
};

async function take(work: Work, taking: Taking): Promise<void> {
  const { act } = taking.next;
  if (act === "remind" || act === "notice") return write(work, taking, act);
  if (act === "resolve") return resolve(work, taking);
  if (act === "close") return close(work, taking);
  return tellOurselves(work, taking, act);
}

/** A word to the customer. Where nobody can be written to, that is put on record, and a person has to look. */
async function write(work: Work, taking: Taking, rung: "remind" | "notice"): Promise<void> {
  const { judged, stored, next } = taking;
  const reminded = withRung(stored.ticket, next, rung, work.now);
  const plan = planOf(judged.ladder, reminded, judged.calendar);
  const end = stored.ticket.status === "resolved" ? "close" : "resolve";
  const then = plan.find(({ act }) => act === end)?.at ?? null;
  const from = stored.ticket.status === "resolved" ? "resolved" : "answered";
  const { since, climbed } = next;
  if (await tell(work, taking, { kind: rung, from, since, then }))
    await command(work, taking, "remind", { rung, since, climbed });
  else await command(work, taking, "attempt", { channel: "email", outcome: "no-address", climbSince: since });
}

function withRung(ticket: Ticket, { since }: NextRung, rung: Rung, at: number): TicketFields {
  const climbed = climbOf(ticket, since);
  return { ...ticket, climb: { ...climbed, done: [...climbed.done, { rung, at }] } };
}

async function resolve(work: Work, taking: Taking): Promise<void> {
  const { since } = taking.next;
  const input = { silentSince: since, reason: "no-answer" };
  const executed = await unlessHeldUp(work, taking, async () => command(work, taking, "resolve", input));
  if (executed === null) return;
  const { ticket } = executed;
  const plan = planOf(taking.judged.ladder, ticket, taking.judged.calendar);
  const then = plan.find(({ act }) => act === "close")?.at ?? null;
  const until = plan.find(({ act }) => act === "lock")?.at ?? null;
  await tell(work, taking, { kind: "resolved", since, then, until });
}

async function close(work: Work, taking: Taking): Promise<void> {
  const { since } = taking.next;
  const input = { silentSince: since, reason: "no-answer" } as const;
  const executed = await unlessHeldUp(work, taking, async () => command(work, taking, "close", input));
  if (executed === null) return;
  const until = work.now + taking.judged.ladder.reopenWindowDays * microsPerDay;
  await tell(work, taking, { kind: "closed", reason: "no-answer", since, until });
}

/** What the desk's own life cycle demands and is missing holds the ladder up, for a person to look; null then. */
async function unlessHeldUp(
  work: Work,
  taking: Taking,
  end: () => Promise<Executed>,
): Promise<Executed | null> {
  try {
    return await end();
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "refused") throw error;
    const climbSince = taking.next.since;
    await command(work, taking, "attempt", { channel: "ladder", outcome: "held-up", climbSince });
    return null;
  }
}

type OurRung = Exclude<NextRung["act"], "remind" | "notice" | "resolve" | "close">;

async function tellOurselves(work: Work, taking: Taking, rung: OurRung): Promise<void> {
  const { accountId, deps, stored } = taking;
  const { since, climbed } = taking.next;
  const agentIds = await selectNudged(work.tx, accountId, stored.ticket, rung);
  if (rung === "escalate") await command(work, taking, "escalate", { reason: "response-frame-over", since });
  else await command(work, taking, "nudge", { rung, since, climbed, agentIds });
  await deps.mail.nudge(work, { accountId, stored, rung, since, agentIds });
}

async function command<Name extends CommandName>(
  work: Work,
  { accountId, stored, judged, act }: Taking,
  name: Name,
  input: CommandInput<Name>,
): Promise<Executed> {
  return executeCommand(work, {
    accountId,
    target: { id: stored.ticket.id },
    name,
    input,
    act,
    by: {
      actor: { kind: "system", id: null },
      cause: { kind: "timer", name: "ladder", version: judged.version },
    },
  });
}

async function tell(work: Work, { accountId, deps, stored, act }: Taking, letter: LadderLetter) {
  return deps.mail.ladder(work, { accountId, stored, letter, act, held: false });
}

/** The deadline that was taken away is set anew, whatever came of it. */
async function setDeadline(work: Work, due: Due, judged: WaitTerms, moved: boolean): Promise<void> {
  const { accountId } = due;
  const ticketId = due.stored.ticket.id;
  const stored = moved ? await lockTicket(work.tx, accountId, { id: ticketId }) : due.stored;
  if (stored === null) return;
  const terms = moved ? await judgeOf(work.tx, accountId, stored) : judged;
  const at = ladderDue(terms, stored.ticket, work.now);
  await writeTimer(work.tx, { accountId, ticketId, kind: "ladder" }, [null, at]);
}
