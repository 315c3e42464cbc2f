import { describe, expect, it } from "vitest";
import { day, hour, lifeIn, stateOf } from "../../../../test/life.ts";
import { definitions } from "../index.ts";

const context = (now: number) => ({
  now,
  actor: { kind: "agent", id: 7 } as const,
  cause: { kind: "hand" } as const,
  reopenWindowDays: 14,
});

describe("spam and trash", () => {
  it("nested over a postponement give everything back: restore, not-spam, wake end where it began", () => {
    const life = lifeIn("open").do("stage", { stage: "fixing" });
    const before = stateOf(life.ticket);
    life.do("postpone", { untilReply: true }).wait(day);
    const postponed = stateOf(life.ticket);
    life
      .do("spam", {})
      .wait(hour)
      .do("delete", {})
      .wait(30 * day)
      .do("restore", {});
    expect(life.ticket.status).toBe("spam");
    life.do("not-spam", {});
    expect(stateOf(life.ticket)).toEqual(postponed);
    life.wait(day).do("wake", {});
    const paused = 32 * day + hour + 1;
    expect(stateOf(life.ticket)).toEqual({
      ...before,
      nextResponse: { ...before.nextResponse, pausedMicros: paused },
    });
  });

  it("flag what a customer writes there, and say it when the ticket comes back", () => {
    for (const [away, back] of [
      ["spam", "not-spam"],
      ["delete", "restore"],
    ] as const) {
      const life = lifeIn("answered").do(away, {}).wait(hour).receive();
      expect(life.ticket.needsReview).toBe(true);
      life.wait(day).do(back, {});
      expect(life.ticket).toMatchObject({ status: "open", needsReview: false, reopenCount: 0 });
      // counted from the message, with the day it lay there given back
      expect(life.ticket.nextResponse).toMatchObject({ startedAt: life.now - day, pausedMicros: day });
    }
  });

  it.each(["resolved", "closed"] as const)("count it as a reopening when the ticket was %s", (status) => {
    const life = lifeIn(status).do("spam", {}).receive().wait(hour).do("not-spam", {});
    expect(life.ticket).toMatchObject({ status: "open", reopenCount: 1, resolvedAt: null, closedAt: null });
    expect(life.lastAct.map((event) => event.type)).toEqual([
      "ticket.unspammed",
      "ticket.reopened",
      "sla.started",
    ]);
  });

  it("wake a postponed ticket to which a customer wrote meanwhile", () => {
    const life = lifeIn("postponed").do("delete", {}).receive().do("restore", {});
    expect(life.ticket).toMatchObject({ status: "open", postponement: null });
  });

  it("keep the flag from trash to spam, and leave a new ticket new", () => {
    const life = lifeIn("new").do("spam", {}).do("delete", {}).receive().do("restore", {});
    expect(life.ticket).toMatchObject({ status: "spam", needsReview: true });
    life.do("not-spam", {});
    expect(life.ticket).toMatchObject({ status: "new", needsReview: false });
  });

  it("stay where they were once somebody has looked at the message", () => {
    const life = lifeIn("answered").do("spam", {}).receive().do("review", {});
    expect(life.ticket).toMatchObject({ needsReview: false, oldestUnansweredAt: null });
    life.do("not-spam", {});
    expect(life.ticket.status).toBe("answered");
  });

  it("do not bring a merged ticket back into the queue", () => {
    const life = lifeIn("answered").receive(true).reply().do("merge", { into: 77 });
    life.do("spam", {}).do("not-spam", {});
    expect(life.ticket).toMatchObject({ status: "answered", mergedInto: 77 });
  });

  it("have nothing to give back where nothing is remembered", () => {
    const { ticket, now } = lifeIn("open");
    expect(definitions["not-spam"].decide(ticket, {}, context(now))).toMatchObject({ reason: "not-spam" });
    expect(definitions.restore.decide(ticket, {}, context(now))).toMatchObject({ reason: "not-deleted" });
    expect(definitions.wake.decide(ticket, {}, context(now))).toMatchObject({ reason: "not-postponed" });
  });
});

describe("purging", () => {
  it("asks for the number, typed", () => {
    const life = lifeIn("deleted");
    expect(life.decide("purge", { number: 1043 })).toMatchObject({
      ok: false,
      reason: "confirmation-differs",
    });
  });

  it("leaves the number, the ids of the department and the requester, two dates and the last hash", () => {
    const life = lifeIn("spam").do("tag", { add: ["secret"] });
    const { createdAt } = life.ticket;
    life.do("purge", { number: 1042 });
    expect(life.ticket).toMatchObject({
      status: "purged",
      number: 1042,
      createdAt,
      updatedAt: life.now,
      departmentId: 3,
      requesterId: 501,
      subject: "",
      tags: [],
      firstResponse: null,
      nextResponse: null,
      spammedFrom: null,
      lastHash: life.events.at(-1)!.hash,
    });
  });
});
