import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { oneThrow, play, runs, step, throws } from "../../test/histories.ts";
import { day, Life, sha256, stateOf, timer } from "../../test/life.ts";
import { canonicalJson, equal } from "../kernel/index.ts";
import {
  currentClock,
  elapsedMicros,
  erase,
  eventTypes,
  evolve,
  fold,
  intervalsOf,
  nextInterval,
  outcome,
  statuses,
  turnSums,
  unsoundness,
  verifyHistory,
  waitSince,
  whoseTurn,
  type Status,
  type CommandName,
  type Interval,
  type Ticket,
  type TicketEvent,
} from "./index.ts";

/** Random histories of every command by every actor, most steps refused, clocks standing still or leaping. */
describe("whatever happens to a ticket", { timeout: 3_600_000 }, () => {
  it("(the dice reach every status and every event that a command can write)", () => {
    const lives = fc.sample(throws(60), { numRuns: 500, seed: 1 }).map((dice) => play(dice));
    const types = new Set(lives.flatMap((life) => life.types()));
    expect(eventTypes.filter((type) => !types.has(type))).toEqual(["sla.breached"]);
    const reached = new Set(lives.map((life) => life.ticket.status));
    expect(statuses.filter((status) => !reached.has(status))).toEqual([]);
  });

  it("(a) the fold of its events is its row, and the history verifies", () => {
    fc.assert(
      fc.property(throws(40), (dice) => {
        const life = play(dice);
        expect(equal(fold(life.events), life.ticket)).toBe(true);
        expect(verifyHistory(life.events, life.ticket, sha256)).toEqual({ ok: true });
      }),
      runs(2000),
    );
  });

  it("(b) the intervals partition its life exactly, and whose turn it was adds up to its age", () => {
    fc.assert(
      fc.property(throws(30), fc.nat({ max: day }), (dice, later) => {
        const stored: Interval[] = [];
        let before: Ticket | null = null;
        const store = (life: Life) => {
          const next = nextInterval(before, life.ticket);
          const last = stored.pop();
          if (last !== undefined) stored.push(next === null ? last : { ...last, to: next.from });
          if (next !== null) stored.push(next);
          before = life.ticket;
        };
        store(new Life());
        const { events, ticket, now } = play(dice, store);
        const intervals = intervalsOf(events);
        expect(stored).toEqual(intervals);
        expect(intervals[0]!.from).toBe(ticket.createdAt);
        expect(intervals.at(-1)!.to).toBeNull();
        intervals.slice(1).forEach((interval, index) => expect(intervals[index]!.to).toBe(interval.from));

        const until = now + later;
        const sums = turnSums(intervals, until);
        expect(sums.ours + sums.customer + sums.date + sums.nobody).toBe(until - ticket.createdAt);
        expect(sums).toEqual(sumsByTheEvents(events, until));
      }),
      runs(500),
    );
  });

  it("(c) no clock runs in resolved, closed, spam, deleted, purged, nor in answered or postponed, after any event", () => {
    fc.assert(
      fc.property(throws(40), (dice) => {
        const { events } = play(dice);
        let ticket: Ticket | null = null;
        const wrong = events.filter((event) => {
          ticket = evolve(ticket, event);
          return turnOf(ticket) !== "ours" && runningClocks(ticket).length > 0;
        });
        expect(wrong).toEqual([]);
      }),
      runs(500),
    );
  });

  it("(c) between two acts exactly one clock runs in new and open, and the ticket is sound", () => {
    fc.assert(
      fc.property(throws(40), (dice) => {
        const wrong: unknown[] = [];
        play(dice, ({ ticket }) => {
          const expected = turnOf(ticket) === "ours" ? 1 : 0;
          if (runningClocks(ticket).length !== expected) wrong.push(ticket);
          if (unsoundness(ticket) !== null) wrong.push(unsoundness(ticket));
        });
        expect(wrong).toEqual([]);
      }),
      runs(500),
    );
  });

  it("(d) every customer message is answered, in our queue, or somebody is on record who decided otherwise", () => {
    fc.assert(
      fc.property(throws(40), (dice) => {
        const forgotten: unknown[] = [];
        play(dice, ({ events, ticket }) => {
          const standing = standingEvents(events);
          const last = standing.findLastIndex((event) => event.type === "message.received");
          const answered = standing.slice(last).some((event) => event.type === "message.sent");
          const inQueue = turnOf(ticket) === "ours";
          // the other ticket owes the answer now: its own history says so
          const goesOn = ticket.mergedInto !== null;
          const decided = standing.slice(last).some((event) => decisions.has(event.type));
          // a message to spam or trash: it was put there by somebody, and is flagged until somebody looks
          const flagged = ticket.needsReview && ["spam", "deleted"].includes(ticket.status);
          if (!(answered || inQueue || decided || flagged || goesOn)) forgotten.push(events);
        });
        expect(forgotten).toEqual([]);
      }),
      runs(2000),
    );
  });

  it("(e) undo restores the row, redo restores it again, and so on", () => {
    fc.assert(
      fc.property(throws(25), throws(9), (dice, more) => {
        const life = play(dice);
        const state = () => canonicalJson(stateOf(life.ticket));
        const before = state();
        for (const die of more) if (state() === before) step(life, die);
        const after = state();
        fc.pre(after !== before && life.undoLast().ok);
        const undone = state();
        const redone = life.undoLast().ok && state();
        const undoneAgain = life.undoLast().ok && state();
        expect([undone, redone, undoneAgain]).toEqual([before, after, before]);
        expect(verifyHistory(life.events, life.ticket, sha256)).toEqual({ ok: true });
      }),
      runs(800),
    );
  });

  it("(f) every change of status is one the table has for that command", () => {
    fc.assert(
      fc.property(throws(40), (dice) => {
        const life = new Life();
        const tried: Tried[] = [];
        const attempt = life.try.bind(life);
        life.try = (name, input, circumstances) => {
          const from = life.ticket.status;
          const decision = attempt(name, input, circumstances);
          tried.push({ name, from, done: decision.ok && decision.events.length > 0 });
          return decision;
        };
        const outside = dice.filter((die) => {
          step(life, die);
          const last = tried.pop();
          return last !== undefined && !possibleStatuses(last).includes(life.ticket.status);
        });
        expect(outside).toEqual([]);
      }),
      runs(500),
    );
  });

  it("(g) merging and unmerging gives back what was, plus two events and the pause of its clock", () => {
    fc.assert(
      fc.property(throws(25), fc.nat({ max: 9 * day }), (dice, later) => {
        const life = play(dice);
        const before = life.ticket;
        const ran = runningClocks(before).length > 0;
        fc.pre(life.try("merge", { into: 990 }).ok);
        const counted = countedBy(before, life.ticket.updatedAt);
        life.wait(later).do("unmerge", {});
        // judged below; and a silence of the customer's is counted anew
        const noClocks = { firstResponse: null, nextResponse: null, resumedAt: null };
        expect({ ...stateOf(life.ticket), ...noClocks }).toEqual({ ...stateOf(before), ...noClocks });
        expect(countedBy(life.ticket, life.ticket.updatedAt)).toBe(counted);
        expect(runningClocks(life.ticket).length > 0).toBe(ran);
        expect(life.ticket.version).toBe(before.version + (ran ? 4 : 2));
      }),
      runs(300),
    );
  });

  it("(h) purging leaves no word of it, and what is left still verifies", () => {
    fc.assert(
      fc.property(throws(25), (dice) => {
        const life = play(dice);
        life.try("tag", { add: ["canary-last"] });
        life.try("delete", {});
        life.try("purge", { number: 1042 });
        expect(life.ticket.status).toBe("purged");
        const left = [...life.events.slice(0, -1).map(erase), life.events.at(-1)!];
        expect(JSON.stringify([left, life.ticket])).not.toMatch(/canary|printer|fire/i);
        expect(verifyHistory(left, life.ticket, sha256)).toEqual({ ok: true });
        expect(verifyHistory(life.events, life.ticket, sha256)).toEqual({ ok: true });
        expect(fold(left.slice(-1) as TicketEvent[])).toEqual(life.ticket);
      }),
      runs(300),
    );
  });

  it("(i) of two commands on the same state the second is refused or decided anew, and never both stored as they were", () => {
    fc.assert(
      fc.property(throws(20), oneThrow, oneThrow, (dice, one, other) => {
        const first = play(dice);
        const second = play(dice);
        const base = first.ticket;
        step(first, one);
        step(second, other);
        const lost = second.events.slice(base.version);
        const collided = first.ticket.version > base.version && lost.length > 0;
        const both = verifyHistory([...first.events, ...lost], null, sha256);
        expect(both.ok ? null : both.seq).toBe(collided ? first.ticket.version + 1 : null);
        step(first, other);
        expect(verifyHistory(first.events, first.ticket, sha256)).toEqual({ ok: true });
      }),
      runs(300),
    );
  });

  it("(j) a timer that fires early, twice, or after the ticket moved on does nothing", () => {
    fc.assert(
      fc.property(throws(25), (dice) => {
        const life = play(dice);
        const { postponement, status } = life.ticket;
        const due = status === "postponed" && postponement?.until !== null && postponement!.until <= life.now;
        const merged = life.ticket.mergedInto !== null;
        expect(life.try("wake", {}, { cause: timer }).ok).toBe(due && !merged);
        expect(life.try("wake", {}, { cause: timer }).ok).toBe(false);
        const before = life.ticket;
        life.try("resolve", { silentSince: (waitSince(before) ?? 0) - 1 }, { cause: timer });
        life.try(
          "close",
          { reason: "no-answer", silentSince: (waitSince(before) ?? 0) - 1 },
          { cause: timer },
        );
        expect(life.ticket).toEqual(before);
      }),
      runs(500),
    );
  });

  it("(k) the same commands with the same clock and ids give the same events, byte for byte", () => {
    fc.assert(
      fc.property(throws(40), (dice) => {
        expect(JSON.stringify(play(dice).events)).toBe(JSON.stringify(play(dice).events));
      }),
      runs(300),
    );
  });

  it("stamps nothing earlier than what came before, also when the clock runs back", () => {
    fc.assert(
      fc.property(throws(25), fc.integer({ min: -9 * day, max: 0 }), (dice, back) => {
        const life = play(dice, (each) => each.wait(back));
        for (const [index, event] of life.events.slice(1).entries()) {
          expect(event.at).toBeGreaterThanOrEqual(life.events[index]!.at);
        }
        expect(verifyHistory(life.events, life.ticket, sha256)).toEqual({ ok: true });
      }),
      runs(300),
    );
  });
});

const decisions: ReadonlySet<string> = new Set([
  "ticket.resolved",
  "ticket.postponed",
  "ticket.spammed",
  "ticket.deleted",
  "ticket.reviewed",
  "ticket.purged",
]);

/** The events that no undo has taken back. */
function standingEvents(events: readonly TicketEvent[]): readonly TicketEvent[] {
  const gone = new Set<number>();
  const set = (seq: number, isGone: boolean) => {
    if (isGone) gone.add(seq);
    else gone.delete(seq);
    const event = events[seq - 1]!;
    if (event.type !== "undone") return;
    for (const undone of event.data["seqs"] as number[]) set(undone, !isGone);
  };
  for (const event of events) {
    if (event.type !== "undone") continue;
    for (const seq of event.data["seqs"] as number[]) set(seq, true);
  }
  return events.filter((event) => !gone.has(event.seq) && event.type !== "undone");
}

/** Whose turn it was, counted from event to event without intervals. */
function sumsByTheEvents(events: readonly TicketEvent[], until: number) {
  const sums = { ours: 0, customer: 0, date: 0, nobody: 0 };
  let ticket: Ticket | null = null;
  for (const [index, event] of events.entries()) {
    ticket = evolve(ticket, event);
    sums[turnOf(ticket)] += (events[index + 1]?.at ?? until) - event.at;
  }
  return sums;
}

const turnOf = ({ status, mergedInto }: Ticket) => whoseTurn(status, mergedInto !== null);

/** Microseconds that the ticket's clock has counted. */
function countedBy(ticket: Ticket, at: number): number | null {
  const current = currentClock(ticket);
  return current === null ? null : elapsedMicros(current.clock, at);
}

type Tried = { readonly name: CommandName; readonly from: Status; readonly done: boolean };

/** Where the table lets the command lead, when it did something. */
function possibleStatuses({ name, from, done }: Tried): readonly Status[] {
  const next = outcome(name, from);
  if (!done) return [from];
  if (name === "reply" && next.kind === "moves") return ["answered", "resolved"];
  if (name === "merge") return [from, "open"];
  if (next.kind === "moves") return [next.to];
  if (next.kind === "returns") return statuses;
  return next.kind === "stays" ? [from] : [];
}

const runningClocks = ({ firstResponse, nextResponse }: Ticket) =>
  [firstResponse, nextResponse].filter((clock) => clock?.pausedAt === null);
