import { describe, expect, it } from "vitest";
import { ann, cleo, day, hour, lifeIn, Life, minute, noon, sha256 } from "../../../../test/life.ts";

const digest = sha256("text");
const reply = { messageId: 2, digest, holdUntil: null } as const;

describe("a customer's message", () => {
  it("is recorded by id and digest, never by its text", () => {
    const { events } = new Life();
    expect(events[1]).toMatchObject({
      type: "message.received",
      data: { messageId: 1, digest: sha256("It burns.") },
      actor: ann,
    });
    expect(JSON.stringify(events)).not.toContain("burns");
  });

  it("leaves the first response clock of a new ticket running from where it began", () => {
    const life = new Life().wait(hour).receive();
    expect(life.ticket.status).toBe("new");
    expect(life.ticket.firstResponse).toMatchObject({ episode: 1, startedAt: noon });
    expect(life.ticket.oldestUnansweredAt).toBe(noon);
  });

  it("does not restart the clock of an open ticket: the oldest unanswered message counts", () => {
    const life = lifeIn("open");
    const { oldestUnansweredAt, nextResponse } = life.ticket;
    life.wait(hour).receive();
    expect(life.ticket).toMatchObject({ oldestUnansweredAt, nextResponse });
  });

  it("opens an answered ticket and starts the clock of the next response", () => {
    const life = lifeIn("answered").receive();
    expect(life.ticket.nextResponse).toEqual({
      episode: 2,
      startedAt: life.now,
      pausedAt: null,
      pausedMicros: 0,
    });
    expect(life.lastAct.map((event) => event.type)).toEqual([
      "message.received",
      "ticket.opened",
      "sla.started",
    ]);
  });

  it("reopens for the agent the use case names, or for the queue, or leaves the assignee", () => {
    const message = { messageId: 9, digest };
    const resolved = () => lifeIn("resolved").do("assign", { agentId: 7 });
    expect(resolved().do("receive", message, { actor: ann }).ticket.assigneeId).toBe(7);
    expect(resolved().do("receive", { ...message, assignTo: null }, { actor: ann }).ticket.assigneeId).toBe(
      null,
    );
    expect(
      resolved()
        .do("receive", { ...message, assignTo: 8 }, { actor: ann })
        .types(),
    ).toContain("ticket.assigned");
  });

  it("is flagged when somebody has to look at it", () => {
    expect(lifeIn("open").receive().ticket.needsReview).toBe(false);
    expect(lifeIn("open").receive(true).ticket.needsReview).toBe(true);
    expect(lifeIn("open").receive(true).receive().ticket.needsReview).toBe(true);
  });

  it("belongs to the other ticket once this one is merged", () => {
    const life = lifeIn("open").do("merge", { into: 77 });
    expect(life.decide("receive", { messageId: 9, digest }, { actor: ann })).toMatchObject({
      ok: false,
      reason: "merged",
    });
    expect(life.decide("note", { messageId: 9, digest })).toMatchObject({ ok: true });
  });
});

describe("a machine's message", () => {
  it("changes no field of the ticket", () => {
    const life = lifeIn("answered");
    const before = life.ticket;
    life.do("receive-automatic", { messageId: 9, digest, kind: "auto-reply" });
    expect(life.lastAct).toMatchObject([
      { type: "message.auto_received", changes: {}, data: { messageId: 9, digest, kind: "auto-reply" } },
    ]);
    expect(life.ticket.oldestUnansweredAt).toBe(before.oldestUnansweredAt);
  });
});

describe("an agent's public reply", () => {
  it("meets the first response, once", () => {
    const life = lifeIn("new").do("reply", { ...reply, then: "keep" });
    expect(life.lastAct.map((event) => event.type)).toEqual(["message.sent", "sla.met", "ticket.answered"]);
    expect(life.lastAct[1]!.data).toEqual({ clock: "first-response", episode: 1, elapsedMicros: hour });
    expect(life.ticket).toMatchObject({
      firstResponse: null,
      oldestUnansweredAt: null,
      lastPublicReplyAt: life.now,
    });
  });

  it("meets the next response of the episode", () => {
    const life = lifeIn("open").do("reply", { ...reply, then: "keep" });
    expect(life.lastAct[1]!.data).toEqual({ clock: "next-response", episode: 2, elapsedMicros: hour });
  });

  it("to an answered ticket says one more thing and meets no clock", () => {
    const life = lifeIn("answered").do("reply", { ...reply, then: "keep" });
    expect(life.lastAct.map((event) => event.type)).toEqual(["message.sent"]);
    expect(life.ticket.lastPublicReplyAt).toBe(life.now);
  });

  it("to a postponed ticket meets the clock by the time it counted before the pause", () => {
    const life = lifeIn("postponed")
      .wait(day)
      .do("reply", { ...reply, then: "keep" });
    expect(life.lastAct[1]!.data).toMatchObject({ elapsedMicros: hour });
    expect(life.ticket).toMatchObject({ status: "answered", postponement: null });
  });

  it("that resolves records the reason, and the clock is met, not excused", () => {
    const life = lifeIn("open").do("reply", { ...reply, then: "resolved", reason: "replaced the part" });
    expect(life.lastAct.map((event) => event.type)).toEqual(["message.sent", "sla.met", "ticket.resolved"]);
    expect(life.lastAct[2]!.data).toEqual({ reason: "replaced the part" });
  });

  it("to a resolved ticket leaves it resolved and its date alone, unless it asks for answered", () => {
    const life = lifeIn("resolved");
    const { resolvedAt } = life.ticket;
    life.do("reply", { ...reply, then: "resolved" });
    expect(life.ticket).toMatchObject({ status: "resolved", resolvedAt });
    life.do("reply", { ...reply, then: "answered" });
    expect(life.ticket).toMatchObject({ status: "answered", resolvedAt: null, reopenCount: 0 });
  });

  it("remembers until when it is held", () => {
    const life = lifeIn("open");
    const holdUntil = life.now + minute;
    life.do("reply", { ...reply, holdUntil, then: "keep" });
    expect(life.lastAct[0]!.data).toEqual({ messageId: 2, digest, holdUntil });
  });
});

describe("beside the conversation", () => {
  it("a note, an attempt and a delivery are recorded and change nothing", () => {
    const life = lifeIn("open");
    const { version, updatedAt, lastHash, ...before } = life.ticket;
    life.do("note", { messageId: 3, digest });
    life.do("attempt", { channel: "phone", outcome: "wrong-number" });
    life.do("attempt", { channel: "phone", outcome: "reached", digest }, { actor: cleo });
    life.do("change-delivery", { messageId: 2, state: "bounced", detail: "550 no such user" });
    expect(life.ticket).toMatchObject(before);
    expect(life.events.slice(version).map(({ type, data }) => [type, data])).toEqual([
      ["note.added", { messageId: 3, digest }],
      ["ticket.attempted", { channel: "phone", outcome: "wrong-number", digest: null }],
      ["ticket.attempted", { channel: "phone", outcome: "reached", digest }],
      ["message.delivery_changed", { messageId: 2, state: "bounced", detail: "550 no such user" }],
    ]);
    expect([updatedAt, lastHash]).not.toContain(life.ticket.lastHash);
  });
});
