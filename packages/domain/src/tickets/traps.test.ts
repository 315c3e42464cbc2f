import { describe, expect, it } from "vitest";
import { ann, bo, day, hour, Life, lifeIn, machine, sha256, timer } from "../../test/life.ts";
import {
  currentClock,
  elapsedMicros,
  evolve,
  intervalsOf,
  nextInterval,
  turnSums,
  verifyHistory,
  type Interval,
  type Ticket,
} from "./index.ts";

/** The traps of lifecycle §9 that a help desk falls into before any mail or database is involved. */
describe("traps of other help desks", () => {
  it("1: resolving an unanswered ticket judges the response clock, and reopening starts the next", () => {
    const life = new Life().wait(9 * day).do("resolve", {});
    expect(life.types()).toContain("sla.excused");
    expect(life.lastAct[0]!.data).toMatchObject({
      elapsedMicros: 9 * day,
      reason: "resolved-without-answer",
    });
    life.do("reopen", {});
    expect(currentClock(life.ticket)).toMatchObject({ kind: "next-response", clock: { episode: 2 } });
  });

  it("2: a timed wake-up is an event with its cause, like any other", () => {
    const life = lifeIn("open");
    life
      .do("postpone", { until: life.now + day })
      .wait(day)
      .do("wake", {}, { actor: machine, cause: timer });
    expect(life.lastAct[0]).toMatchObject({ type: "ticket.woken", actor: machine, cause: timer });
  });

  it("3: the date of resolution is cleared on reopening and set anew; each first response stays on record", () => {
    const life = lifeIn("resolved").receive();
    expect(life.ticket.resolvedAt).toBeNull();
    life.wait(day).reply("resolved");
    expect(life.ticket.resolvedAt).toBe(life.now);
    expect(life.events.filter((event) => event.type === "ticket.resolved")).toHaveLength(2);
    expect(life.events.filter((event) => event.type === "sla.met")).toHaveLength(2);
  });

  it("4: silence closes nothing while we owe the answer", () => {
    const life = lifeIn("open").wait(99 * day);
    expect(life.decide("resolve", {}, { actor: machine, cause: timer })).toMatchObject({
      ok: false,
      reason: "customer-is-waiting",
    });
    expect(life.decide("close", { reason: "no-answer" }, { actor: machine, cause: timer })).toMatchObject({
      ok: false,
      reason: "not-resolved",
    });
  });

  it("5: closing twice is one event, so that a retried job has nothing to announce", () => {
    const life = lifeIn("resolved").do("close", { reason: "no-answer" }, { actor: machine, cause: timer });
    const again = life.decide("close", { reason: "no-answer" }, { actor: machine, cause: timer });
    expect(again).toEqual({ ok: true, events: [] });
  });

  it("6: a ticket never comes back from a pause with more time used than it left with", () => {
    const life = new Life()
      .wait(hour)
      .do("postpone", { untilReply: true })
      .wait(365 * day)
      .do("wake", {});
    expect(elapsedMicros(life.ticket.firstResponse!, life.now)).toBe(hour);
  });

  it("7: nothing is handed to an agent by a machine when it needs no work", () => {
    for (const status of ["answered", "resolved", "closed", "spam", "deleted"] as const) {
      expect(lifeIn(status).decide("assign", { agentId: 7 }, { actor: machine })).toMatchObject({
        reason: "needs-no-work",
      });
    }
  });

  it("8: a message from somebody who was not in the conversation is flagged", () => {
    const life = lifeIn("open").receive(true);
    expect(life.ticket.needsReview).toBe(true);
  });

  it("11: an automatic reply wakes nothing, opens nothing and meets no clock", () => {
    for (const status of ["new", "open", "answered", "postponed", "resolved", "closed"] as const) {
      const life = lifeIn(status);
      const { updatedAt: _at, version: _v, lastHash: _h, ...before } = life.ticket;
      life.do("receive-automatic", { messageId: 5, digest: sha256("away"), kind: "auto-reply" });
      expect(life.ticket).toMatchObject(before);
    }
  });

  it("14: an import writes the same history as life does", () => {
    const importer = { actor: { kind: "import", id: 1 }, cause: { kind: "import", id: 1 } } as const;
    const life = new Life({}, importer).wait(hour);
    life.do("reply", { messageId: 2, digest: sha256("a"), then: "resolved", holdUntil: null }, importer);
    life.wait(day).do("confirm", {}, importer);
    expect(life.events.every((event) => event.cause.kind === "import")).toBe(true);
    expect(life.types()).toContain("ticket.confirmed");
    expect(verifyHistory(life.events, life.ticket, sha256)).toEqual({ ok: true });
  });

  it("15: deleting is a place to come back from; only from there is anything purged", () => {
    expect(lifeIn("open").decide("purge", { number: 1042 })).toMatchObject({
      ok: false,
      reason: "delete-first",
    });
    expect(lifeIn("deleted").do("restore", {}).ticket.status).toBe("open");
  });

  it("16: a ticket is resolved without an assignee", () => {
    const life = new Life().do("resolve", {});
    expect(life.ticket).toMatchObject({ status: "resolved", assigneeId: null });
  });

  it("17: whose turn it was is one number, from the intervals stored step by step or from the history", () => {
    const life = lifeIn("postponed")
      .wait(day)
      .do("wake", {})
      .wait(hour)
      .reply("resolved")
      .wait(2 * day);
    life.do("confirm", {}, { actor: ann }).wait(hour);
    const stored: Interval[] = [];
    let before: Ticket | null = null;
    for (const event of life.events) {
      const after: Ticket = evolve(before, event);
      const next = nextInterval(before, after);
      const last = stored.pop();
      if (last !== undefined) stored.push(next === null ? last : { ...last, to: next.from });
      if (next !== null) stored.push(next);
      before = after;
    }
    const sums = turnSums(intervalsOf(life.events), life.now);
    expect(turnSums(stored, life.now)).toEqual(sums);
    expect(sums).toEqual({ ours: 3 * hour, customer: hour + 2 * day, date: day + hour, nobody: hour });
  });

  it("18: what a customer writes to a ticket marked as spam is flagged, kept, and heard when it comes back", () => {
    const life = lifeIn("answered").do("spam", {}, { actor: bo }).wait(day).receive();
    expect(life.ticket).toMatchObject({ status: "spam", needsReview: true });
    expect(life.types().at(-1)).toBe("message.received");
    const writtenAt = life.now;
    life.do("not-spam", {});
    expect(life.ticket).toMatchObject({ status: "open", oldestUnansweredAt: writtenAt });
  });
});
