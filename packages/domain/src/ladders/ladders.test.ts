import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainCalendar, type WorkingCalendar } from "../calendars/index.ts";
import { runs, step, throws } from "../../test/histories.ts";
import { day, hour, Life, lifeIn, minute, sha256, timer } from "../../test/life.ts";
import { parseInstant } from "../kernel/index.ts";
import { verifyHistory, whoseTurn, type TicketEvent } from "../tickets/index.ts";
import {
  defaultLadder,
  ladderFault,
  nextRung,
  planOf,
  type CustomerStep,
  type Ladder,
  type OurStep,
} from "./index.ts";

const utc = plainCalendar("UTC");
const at = (text: string): number => parseInstant(text)!;
const ofCustomer = (change: Partial<Ladder["customersTurn"]>): Ladder => ({
  ...defaultLadder,
  customersTurn: { ...defaultLadder.customersTurn, ...change },
});
const ofOurs = (change: Partial<Ladder["ourTurn"]>): Ladder => ({
  ...defaultLadder,
  ourTurn: { ...defaultLadder.ourTurn, on: true, ...change },
});
const steps = (...list: readonly (readonly [CustomerStep["in"], number, CustomerStep["act"]])[]): Ladder =>
  ofCustomer({ steps: list.map(([state, after, act]) => ({ in: state, after, act })) });

/** Does what is due, as the timer of the desk does it. Answers whether anything was. */
function climbOnce(life: Life, ladder: Ladder, calendar: WorkingCalendar = utc): boolean {
  const next = nextRung(ladder, life.ticket, calendar);
  if (next === null || next.at > life.now) return false;
  const { act, since, climbed } = next;
  const by = { cause: timer };
  if (act === "remind" || act === "notice") life.do("remind", { rung: act, since, climbed }, by);
  else if (act === "resolve") life.do("resolve", { silentSince: since, reason: "no-answer" }, by);
  else if (act === "close") life.do("close", { silentSince: since, reason: "no-answer" }, by);
  else if (act === "escalate") life.do("escalate", { reason: "late", since }, by);
  else life.do("nudge", { rung: act, since, climbed, agentIds: [7] }, by);
  return true;
}

const done = (life: Life): readonly string[] =>
  life.events
    .filter(({ cause }) => cause.kind === "timer")
    .filter(({ type }) => /attempted|resolved|closed|warned|escalated/.test(type))
    .map(({ type, data }) => (typeof data["rung"] === "string" ? data["rung"] : type));

describe("the customer's silence", () => {
  it("leads by a reminder to resolved and closed, at the promised times", () => {
    const life = lifeIn("answered");
    const start = life.ticket.lastPublicReplyAt!;
    const seen: number[] = [];
    for (let hours = 0; hours < 20 * 24; hours += 1, life.wait(hour)) {
      if (climbOnce(life, defaultLadder)) seen.push(Math.round((life.now - start) / day));
    }
    expect(done(life)).toEqual(["remind", "ticket.resolved", "ticket.closed"]);
    expect(seen).toEqual([3, 7, 14]);
    expect(life.ticket).toMatchObject({ status: "closed", closeReason: "no-answer" });
  });

  it("ends with the customer's word at any rung, in the same microsecond as well", () => {
    for (const days of [3, 7, 14]) {
      const life = lifeIn("answered");
      const start = life.ticket.lastPublicReplyAt!;
      for (const each of [3, 7, 14].filter((due) => due < days)) {
        life.now = start + each * day;
        climbOnce(life, defaultLadder);
      }
      life.now = start + days * day;
      life.receive();
      expect(life.ticket.status).toBe("open");
      expect(climbOnce(life, defaultLadder)).toBe(false);
      expect(nextRung(defaultLadder, life.ticket, utc)).toBeNull();
    }
  });

  it("begins anew with our next word", () => {
    const life = lifeIn("answered").wait(3 * day);
    climbOnce(life, defaultLadder);
    life.reply();
    expect(nextRung(defaultLadder, life.ticket, utc)).toMatchObject({
      act: "remind",
      at: life.now + 3 * day,
      climbed: 0,
    });
  });

  it("has between a late reminder and what follows the time that was promised", () => {
    const life = lifeIn("answered").wait(30 * day);
    expect(climbOnce(life, defaultLadder)).toBe(true);
    expect(climbOnce(life, defaultLadder)).toBe(false);
    expect(nextRung(defaultLadder, life.ticket, utc)).toMatchObject({
      act: "resolve",
      at: life.now + 4 * day,
    });
  });

  it("is not counted while the ticket is postponed, spam or deleted, and anew afterwards", () => {
    const life = lifeIn("resolved")
      .do("postpone", { until: 1e15 * 2 })
      .wait(40 * day);
    expect(nextRung(defaultLadder, life.ticket, utc)).toBeNull();
    life.do("wake", {});
    expect(nextRung(defaultLadder, life.ticket, utc)).toMatchObject({ act: "close", at: life.now + 7 * day });
  });

  it("is counted in working days where that is asked, holidays left out", () => {
    const calendar = { ...utc, holidays: ["2026-11-24"] };
    const life = new Life().do(
      "reply",
      { messageId: 9, digest: sha256("9"), then: "answered", holdUntil: null },
      {},
    );
    // answered on Sunday, 22 November 2026, at noon; Tuesday is a holiday
    expect(nextRung(ofCustomer({ count: "working-days" }), life.ticket, calendar)?.at).toBe(
      at("2026-11-26T12:00:00.000001Z"),
    );
  });

  it("closes earlier where a contract promises it, and leaves out what would come later", () => {
    const ladder = ofCustomer({
      closeWithinWorkingDays: 3,
      steps: [
        { in: "resolved", after: 2, act: "remind" },
        { in: "resolved", after: 9, act: "notice" },
        { in: "resolved", after: 14, act: "close" },
      ],
    });
    const life = lifeIn("resolved");
    expect(planOf(ladder, life.ticket, utc).map(({ act }) => act)).toEqual(["remind", "close", "lock"]);
    const [, close] = planOf(ladder, life.ticket, utc);
    expect(close?.at).toBe(life.ticket.resolvedAt! + 3 * day);
  });

  it("never ends a ticket over an open approval", () => {
    const life = lifeIn("answered")
      .do("ask-approval", { approval: "finance" })
      .wait(3 * day);
    climbOnce(life, defaultLadder);
    expect(done(life)).toEqual(["remind"]);
    expect(nextRung(defaultLadder, life.ticket, utc)).toBeNull();
    expect(nextRung(defaultLadder, { ...life.ticket, status: "resolved", resolvedAt: 5 }, utc)).toBeNull();
  });

  it("waits for a person once a reminder came back", () => {
    const life = lifeIn("answered").wait(3 * day);
    climbOnce(life, defaultLadder);
    life.do("attempt", { channel: "email", outcome: "bounced", climbSince: life.ticket.climb!.since });
    expect(nextRung(defaultLadder, life.ticket, utc)).toBeNull();
  });

  it("is left alone where the ladder is off or at its end", () => {
    expect(nextRung(ofCustomer({ on: false }), lifeIn("answered").ticket, utc)).toBeNull();
    expect(nextRung(steps(), lifeIn("resolved").ticket, utc)).toBeNull();
  });
});

describe("our turn", () => {
  const ladder = ofOurs({});

  it("tells the assignee, then the lead, then escalates, in working time by priority, and never closes", () => {
    const life = new Life().wait(day);
    const seen: string[] = [];
    for (let quarters = 0; quarters < 20 * 96; quarters += 1, life.wait(15 * minute)) {
      const before = life.now;
      if (climbOnce(life, ladder)) seen.push(new Date(before / 1000).toISOString().slice(0, 16));
    }
    // written on Sunday at noon; a normal ticket has eight hours, and Monday opens at nine
    expect(done(life)).toEqual(["remind-assignee", "remind-lead", "ticket.escalated"]);
    expect(seen).toEqual(["2026-11-23T17:00", "2026-11-24T17:00", "2026-11-25T17:00"]);
    expect(life.ticket.status).toBe("new");
  });

  it("weighs urgency", () => {
    const life = new Life({ priority: "urgent" });
    expect(nextRung(ladder, life.ticket, utc)).toMatchObject({
      act: "remind-assignee",
      at: at("2026-11-23T10:00:00Z"),
    });
  });

  it("does not escalate what was escalated before, and nothing where it is off", () => {
    const life = new Life().do("escalate", { reason: "now" });
    expect(nextRung(ofOurs({ steps: [{ after: 100, act: "escalate" }] }), life.ticket, utc)).toBeNull();
    expect(nextRung(ofOurs({ steps: [] }), life.ticket, utc)).toBeNull();
    expect(nextRung(defaultLadder, life.ticket, utc)).toBeNull();
  });

  it("has nothing to do where nobody waits", () => {
    expect(nextRung(ladder, lifeIn("postponed").ticket, utc)).toBeNull();
    expect(nextRung(ladder, lifeIn("answered").do("merge", { into: 77 }).ticket, utc)).toBeNull();
  });
});

describe("the plan", () => {
  it("shows all that would come, to the day on which the ticket is locked", () => {
    const life = lifeIn("answered");
    const start = life.ticket.lastPublicReplyAt!;
    expect(planOf(defaultLadder, life.ticket, utc)).toEqual([
      { act: "remind", at: start + 3 * day },
      { act: "resolve", at: start + 7 * day },
      { act: "close", at: start + 14 * day },
      { act: "lock", at: start + 28 * day },
    ]);
  });

  it("of our own turn ends with telling people", () => {
    expect(planOf(ofOurs({}), new Life().ticket, utc).map(({ act }) => act)).toEqual([
      "remind-assignee",
      "remind-lead",
      "escalate",
    ]);
  });
});

describe("a ladder is refused, with the step,", () => {
  const cases: readonly (readonly [string, Ladder, string, number | null])[] = [
    [
      "that acts while the customer waits for us",
      ofCustomer({ steps: [{ in: "open" as "answered", after: 3, act: "resolve" }] }),
      "acts-while-we-owe",
      0,
    ],
    ["that resolves without a word before", steps(["answered", 7, "resolve"]), "no-word-before", 0],
    [
      "that resolves on the day after its reminder",
      steps(["answered", 3, "remind"], ["answered", 4, "resolve"]),
      "too-soon",
      1,
    ],
    ["that closes sooner than anybody can say no", steps(["resolved", 2, "close"]), "too-soon", 0],
    [
      "that closes right after its notice",
      steps(["resolved", 6, "notice"], ["resolved", 7, "close"]),
      "too-soon",
      1,
    ],
    ["that closes what is not resolved", steps(["answered", 9, "close"]), "close-before-resolve", 0],
    ["that resolves what is resolved", steps(["resolved", 9, "resolve"]), "resolved-ends", 0],
    ["whose steps run backwards", steps(["answered", 5, "remind"], ["answered", 4, "notice"]), "order", 1],
    [
      "that says the same twice at once",
      steps(["answered", 5, "remind"], ["answered", 5, "remind"]),
      "twice",
      1,
    ],
    [
      "with a step after its end",
      steps(["answered", 3, "remind"], ["answered", 7, "resolve"], ["answered", 9, "notice"]),
      "order",
      2,
    ],
    ["with a step after closing", steps(["resolved", 7, "close"], ["resolved", 9, "remind"]), "order", 1],
    [
      "with a step of answered behind those of resolved",
      steps(["resolved", 7, "close"], ["answered", 3, "remind"]),
      "order",
      1,
    ],
    ["of no whole days", steps(["answered", 0.5, "remind"]), "days-unfit", 0],
    [
      "of too many steps",
      steps(...Array.from({ length: 9 }, (_, index) => ["answered", index + 1, "remind"] as const)),
      "too-many-steps",
      8,
    ],
    ["whose contract leaves no time to say no", ofCustomer({ closeWithinWorkingDays: 1 }), "too-soon", null],
    ["without a day to reopen", { ...defaultLadder, reopenWindowDays: 0 }, "window-unfit", null],
    [
      "with a frame of no time",
      ofOurs({ frames: { urgent: 0, high: 9, normal: 9, low: 9 } }),
      "frame-unfit",
      null,
    ],
    [
      "whose own steps run backwards",
      ofOurs({ steps: ours([200, "remind-lead"], [100, "escalate"]) }),
      "order",
      1,
    ],
    ["that escalates twice", ofOurs({ steps: ours([100, "escalate"], [200, "escalate"]) }), "twice", 1],
    ["with an own step of no time", ofOurs({ steps: ours([0, "escalate"]) }), "days-unfit", 0],
    [
      "of too many own steps",
      ofOurs({ steps: ours(...Array.from({ length: 9 }, (_, index) => [index + 1, "escalate"] as const)) }),
      "too-many-steps",
      8,
    ],
  ];

  it.each(cases)("%s", (_name, ladder, fault, at_) => {
    expect(ladderFault(ladder)).toEqual({ fault, step: at_ });
  });

  it("but not the one we ship, nor one with more words", () => {
    expect(ladderFault(defaultLadder)).toBeNull();
    const talkative = steps(
      ["answered", 3, "remind"],
      ["answered", 6, "remind"],
      ["answered", 9, "notice"],
      ["answered", 11, "resolve"],
      ["resolved", 3, "remind"],
      ["resolved", 7, "close"],
    );
    expect(
      ladderFault({ ...talkative, customersTurn: { ...talkative.customersTurn, closeWithinWorkingDays: 5 } }),
    ).toBeNull();
  });
});

function ours(...list: readonly (readonly [number, OurStep["act"]])[]): readonly OurStep[] {
  return list.map(([after, act]) => ({ after, act }));
}

describe("over random histories", () => {
  const busy: Ladder = {
    ...steps(
      ["answered", 2, "remind"],
      ["answered", 3, "remind"],
      ["answered", 5, "resolve"],
      ["resolved", 3, "close"],
    ),
    ourTurn: { ...defaultLadder.ourTurn, on: true },
  };

  it("nothing is resolved or closed while we owe an answer, nor without a word to the customer before", () => {
    fc.assert(
      fc.property(throws(25), (dice) => {
        const life = new Life();
        for (const die of dice) {
          step(life, die);
          for (let rung = 0; rung < 8 && demandHonest(life, busy); rung += 1) life.wait(day);
        }
        expect(verifyHistory(life.events, life.ticket, sha256)).toEqual({ ok: true });
      }),
      runs(10_000),
    );
  }, 60_000);
});

/** Lets the ladder act once and looks at what it did. */
function demandHonest(life: Life, ladder: Ladder): boolean {
  const before = life.ticket;
  const count = life.events.length;
  if (!climbOnce(life, ladder)) return false;
  const events = life.events.slice(count);
  const ends = events.find(({ type }) => type === "ticket.resolved" || type === "ticket.closed");
  if (ends === undefined) return true;
  expect(whoseTurn(before.status)).toBe("customer");
  expect(before.oldestUnansweredAt).toBeNull();
  expect(before.openApprovals).toEqual([]);
  const words = ends.type === "ticket.resolved" ? wordsSince(life.events, before.lastPublicReplyAt!) : 1;
  expect(words).toBeGreaterThan(0);
  return true;
}

const wordsSince = (events: readonly TicketEvent[], since: number): number =>
  events.filter(
    ({ type, at: then, data }) => type === "ticket.attempted" && then >= since && data["rung"] !== undefined,
  ).length;
