import { describe, expect, it } from "vitest";
import { ann, bo, byHand, cleo, day, hour, Life, lifeIn, machine, timer } from "../../../../test/life.ts";
import { waitSince } from "../../waits.ts";

describe("postponing", () => {
  it("refuses a time that is past, or now", () => {
    const life = lifeIn("open");
    for (const until of [life.now - 1, life.now]) {
      expect(life.decide("postpone", { until })).toMatchObject({ ok: false, reason: "time-is-past" });
    }
  });

  it("again moves the date and remembers what it did", () => {
    const life = lifeIn("answered").do("postpone", { untilReply: true });
    const until = life.now + day;
    life.do("postpone", { until });
    expect(life.ticket.postponement).toEqual({ from: "answered", fromStage: null, until });
    expect(life.lastAct.map((event) => event.type)).toEqual(["ticket.postponed"]);
    expect(life.decide("postpone", { until })).toEqual({ ok: true, events: [] });
  });

  it("puts the stage aside, and waking gives it back", () => {
    const life = lifeIn("open").do("stage", { stage: "fixing" }).do("postpone", { untilReply: true });
    expect(life.ticket.stage).toBeNull();
    life.do("stage", { stage: "waiting-for-supplier" }).do("wake", {});
    expect(life.ticket.stage).toBe("fixing");
  });

  it("of a resolved ticket keeps its resolution, unless the customer writes", () => {
    const life = lifeIn("resolved");
    const { resolvedAt } = life.ticket;
    life.do("postpone", { untilReply: true }).wait(day);
    expect(life.ticket.resolvedAt).toBe(resolvedAt);
    life.do("wake", {});
    expect(life.ticket).toMatchObject({ status: "resolved", resolvedAt });
    life.do("postpone", { untilReply: true }).receive();
    expect(life.ticket).toMatchObject({ status: "open", resolvedAt: null });
  });
});

describe("resolving", () => {
  it("judges the clock nobody met, with the reason given", () => {
    const life = lifeIn("new").do("resolve", { reason: "a duplicate" });
    expect(life.lastAct.map((event) => event.type)).toEqual(["sla.excused", "ticket.resolved"]);
    expect(life.lastAct[0]!.data).toEqual({
      clock: "first-response",
      episode: 1,
      elapsedMicros: hour,
      reason: "a duplicate",
    });
    expect(life.ticket).toMatchObject({
      resolvedAt: life.now,
      oldestUnansweredAt: null,
      firstResponse: null,
    });
  });

  it("records who did it and why: an agent, the customer, a rule, or a time of silence", () => {
    for (const [actor, cause] of [
      [bo, byHand],
      [ann, byHand],
      [
        { kind: "rule", id: 4 },
        { kind: "rule", id: 4, version: 2 },
      ],
      [machine, { kind: "timer", name: "silence" }],
    ] as const) {
      const life = lifeIn("answered").do("resolve", { reason: "because" }, { actor, cause });
      expect(life.lastAct.at(-1)).toMatchObject({ type: "ticket.resolved", actor, cause });
    }
  });

  it("by a timer waits while it is not the customer's turn", () => {
    for (const status of ["new", "open", "postponed"] as const) {
      expect(lifeIn(status).decide("resolve", {}, { cause: timer })).toMatchObject({
        ok: false,
        reason: "customer-is-waiting",
      });
    }
  });

  it("by a timer that counted an older silence does nothing", () => {
    const life = lifeIn("answered");
    const silentSince = life.ticket.lastPublicReplyAt!;
    expect(life.decide("resolve", { silentSince }, { cause: timer })).toMatchObject({ ok: true });
    life.reply();
    expect(life.decide("resolve", { silentSince }, { cause: timer })).toMatchObject({ reason: "moved-on" });
  });
});

describe("closing", () => {
  it("by the customer's word says confirmed, and on whose behalf", () => {
    const own = lifeIn("resolved").do("confirm", {}, { actor: ann });
    expect(own.ticket).toMatchObject({ closedAt: own.now, closeReason: "confirmed" });
    expect(own.lastAct).toMatchObject([{ type: "ticket.confirmed", data: { onBehalf: false } }]);
    const other = lifeIn("resolved").do("confirm", {}, { actor: { kind: "api", id: 1 } });
    expect(other.lastAct).toMatchObject([{ data: { onBehalf: true } }]);
  });

  it("without it keeps a reason, and words for it", () => {
    const life = lifeIn("resolved").do("close", { reason: "not-ours", note: "sent to the city" });
    expect(life.ticket.closeReason).toBe("not-ours");
    expect(life.lastAct).toMatchObject([{ type: "ticket.closed", data: { note: "sent to the city" } }]);
  });

  it("by a ladder that counted from an older resolution does nothing", () => {
    const life = lifeIn("resolved");
    const silentSince = waitSince(life.ticket)!;
    life.receive().wait(hour).reply("resolved");
    const old = { reason: "no-answer", silentSince } as const;
    expect(life.decide("close", old, { cause: timer })).toMatchObject({ reason: "moved-on" });
    const current = { reason: "no-answer", silentSince: waitSince(life.ticket)! } as const;
    expect(life.decide("close", current, { cause: timer })).toMatchObject({ ok: true });
  });

  it("“solved, no answer needed” is two events by the customer in one act, and can be taken back", () => {
    const life = lifeIn("open");
    const before = life.ticket;
    life.do("solved", {}, { actor: ann });
    expect(life.lastAct.map(({ type, actor }) => [type, actor])).toEqual([
      ["sla.excused", ann],
      ["ticket.resolved", ann],
      ["ticket.closed", ann],
    ]);
    expect(life.ticket).toMatchObject({ status: "closed", closeReason: "solved-by-customer" });
    life.undoLast();
    expect(life.ticket).toMatchObject({ status: "open", nextResponse: before.nextResponse, closedAt: null });
  });

  it("“solved, no answer needed” on a resolved ticket only closes it", () => {
    const life = lifeIn("resolved").do("solved", {}, { actor: ann });
    expect(life.lastAct.map((event) => event.type)).toEqual(["ticket.closed"]);
  });
});

describe("reopening", () => {
  it("gives the ticket to the agent who did it, unless another is named", () => {
    for (const status of ["resolved", "closed"] as const) {
      expect(lifeIn(status).do("reopen", {}, { actor: cleo }).ticket.assigneeId).toBe(8);
      expect(lifeIn(status).do("reopen", { assignTo: 7 }, { actor: cleo }).ticket.assigneeId).toBe(7);
      expect(lifeIn(status).do("reopen", { assignTo: null }, { actor: cleo }).ticket.assigneeId).toBeNull();
    }
  });

  it("by nobody in particular leaves the assignee", () => {
    const life = lifeIn("closed").do("assign", { agentId: 7 });
    expect(life.do("reopen", {}, { actor: { kind: "api", id: 1 } }).ticket.assigneeId).toBe(7);
  });

  it("keeps its reason, clears the dates, and starts an episode of its own", () => {
    const life = lifeIn("closed").do("reopen", { reason: "the part broke again" });
    expect(life.ticket).toMatchObject({
      resolvedAt: null,
      closedAt: null,
      closeReason: null,
      reopenCount: 1,
      nextResponse: { episode: 2, startedAt: life.now },
    });
    expect(life.lastAct[0]).toMatchObject({
      type: "ticket.reopened",
      data: { reason: "the part broke again" },
    });
  });

  it("of an answered or postponed ticket opens it without counting, and leaves the assignee", () => {
    for (const status of ["answered", "postponed"] as const) {
      const life = lifeIn(status).do("reopen", {}, { actor: cleo });
      expect(life.ticket).toMatchObject({ status: "open", reopenCount: 0, assigneeId: null });
      expect(life.lastAct[0]!.type).toBe("ticket.opened");
    }
  });

  it("by rejecting goes to whom the use case names, and waits for us from then on", () => {
    const life = lifeIn("resolved").do("assign", { agentId: 7 });
    life.do("reject", { assignTo: null }, { actor: ann });
    expect(life.lastAct.map((event) => event.type)).toEqual([
      "ticket.rejected",
      "sla.started",
      "ticket.assigned",
    ]);
    expect(life.ticket).toMatchObject({ assigneeId: null, nextResponse: { startedAt: life.now } });
    expect(new Life().reply("resolved").do("reject", {}).lastAct[0]!.data).toEqual({ onBehalf: true });
  });
});
