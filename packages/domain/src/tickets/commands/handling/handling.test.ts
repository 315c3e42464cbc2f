import { describe, expect, it } from "vitest";
import { lifeIn, Life, machine } from "../../../../test/life.ts";

describe("handling a ticket", () => {
  it("assigns, and says nothing when it is so already", () => {
    const life = lifeIn("open").do("assign", { agentId: 8 });
    expect(life.lastAct).toMatchObject([
      { type: "ticket.assigned", changes: { assigneeId: { from: null, to: 8 } } },
    ]);
    expect(life.decide("assign", { agentId: 8 })).toEqual({ ok: true, events: [] });
  });

  it("transfers into the queue of the other department, or to who takes it there", () => {
    const life = lifeIn("open").do("assign", { agentId: 7 }).do("transfer", { departmentId: 4 });
    expect(life.ticket).toMatchObject({ departmentId: 4, assigneeId: null });
    life.do("transfer", { departmentId: 5, assignTo: 8 });
    expect(life.ticket).toMatchObject({ departmentId: 5, assigneeId: 8 });
    expect(life.decide("transfer", { departmentId: 5 })).toEqual({ ok: true, events: [] });
  });

  it("sets priority and stage, each once", () => {
    const life = lifeIn("open")
      .do("prioritise", { priority: "urgent" })
      .do("stage", { stage: "fix\u0000ing" });
    expect(life.ticket).toMatchObject({ priority: "urgent", stage: "fixing" });
    expect(life.decide("prioritise", { priority: "urgent" })).toEqual({ ok: true, events: [] });
    expect(life.decide("stage", { stage: "fixing" })).toEqual({ ok: true, events: [] });
    expect(life.do("stage", { stage: null }).ticket.stage).toBeNull();
  });

  it("forgets the stage with the base state it was set in", () => {
    const stage = { stage: "fixing" };
    expect(lifeIn("open").do("stage", stage).reply().ticket.stage).toBeNull();
    expect(lifeIn("open").do("stage", stage).do("resolve", {}).ticket.stage).toBeNull();
    expect(lifeIn("resolved").do("stage", stage).do("confirm", {}).ticket.stage).toBeNull();
    expect(lifeIn("resolved").do("stage", stage).receive().ticket.stage).toBeNull();
  });

  it("keeps tags trimmed, in lower case, each once, sorted", () => {
    const life = lifeIn("open").do("tag", {
      add: [" Red ", "blue", "RED", "", "  ", "če\u030C".normalize("NFD")],
    });
    expect(life.ticket.tags).toEqual(["blue", "red", "če\u030C".normalize("NFC")]);
    life.do("tag", { remove: ["BLUE", "green"], add: ["amber"] });
    expect(life.ticket.tags).toEqual(["amber", "red", "če\u030C".normalize("NFC")]);
    expect(life.decide("tag", { add: ["red"] })).toEqual({ ok: true, events: [] });
    expect(life.decide("tag", { remove: ["red"], add: ["red"] })).toEqual({ ok: true, events: [] });
    expect(life.decide("tag", {})).toEqual({ ok: true, events: [] });
  });

  it("refuses the 51st tag", () => {
    const names = Array.from({ length: 50 }, (_, index) => `tag-${index}`);
    const life = lifeIn("open").do("tag", { add: names });
    expect(life.decide("tag", { add: ["one-more"] })).toMatchObject({ ok: false, reason: "too-many-tags" });
    expect(life.decide("tag", { add: ["one-more"], remove: ["tag-0"] })).toMatchObject({ ok: true });
  });

  it("changes subject, requester and fields, only those named", () => {
    const life = lifeIn("open").do("change-fields", {
      subject: " Printer \ud800",
      fields: { room: "B12", floor: 2 },
    });
    life.do("change-fields", { requesterId: 502 });
    life.do("change-fields", { fields: { room: null, tower: true } });
    expect(life.ticket).toMatchObject({
      subject: "Printer \ufffd",
      requesterId: 502,
      fields: { floor: 2, tower: true },
    });
    expect(life.decide("change-fields", { fields: { floor: 2 } })).toEqual({ ok: true, events: [] });
  });

  it("reviews: records it, and takes the flag away", () => {
    const life = lifeIn("closed").do("review", { digest: "d1" });
    expect(life.lastAct).toMatchObject([{ type: "ticket.reviewed", changes: {}, data: { digest: "d1" } }]);
    expect(lifeIn("open").receive(true).do("review", {}).ticket).toMatchObject({
      needsReview: false,
      status: "open",
    });
  });

  it("reviewing spam does not forget the question that waited before it became spam", () => {
    const life = lifeIn("open");
    const { oldestUnansweredAt } = life.ticket;
    life.do("spam", {}).receive().do("review", {}).do("not-spam", {});
    expect(life.ticket).toMatchObject({ status: "open", oldestUnansweredAt });
  });

  it("machines take work away from an agent anywhere, and give it only where there is some", () => {
    for (const status of ["answered", "postponed", "resolved", "closed", "spam", "deleted"] as const) {
      const life = lifeIn(status).do("assign", { agentId: 7 });
      expect(life.decide("assign", { agentId: 8 }, { actor: machine })).toMatchObject({
        reason: "needs-no-work",
      });
      expect(life.decide("assign", { agentId: null }, { actor: machine })).toMatchObject({ ok: true });
    }
    expect(new Life().decide("assign", { agentId: 8 }, { actor: { kind: "rule", id: 1 } })).toMatchObject({
      ok: true,
    });
  });
});
