import { describe, expect, it } from "vitest";
import { day, hour, Life, lifeIn, timer } from "../../test/life.ts";
import { climbOf, unsoundness, waitSince } from "./index.ts";

const by = { cause: timer };
const planned = (life: Life) => {
  const since = waitSince(life.ticket)!;
  return { since, climbed: climbOf(life.ticket, since).done.length };
};

describe("a wait", () => {
  it("is the customer's from the oldest message we have not answered, pauses given back", () => {
    const life = lifeIn("open");
    const since = waitSince(life.ticket)!;
    expect(since).toBe(life.ticket.oldestUnansweredAt);
    life
      .do("postpone", { until: life.now + day })
      .wait(day)
      .do("wake", {}, by);
    expect(waitSince(life.ticket)).toBe(since + day);
  });

  it("is ours from our last word, or from the resolution", () => {
    const answered = lifeIn("answered");
    expect(waitSince(answered.ticket)).toBe(answered.ticket.lastPublicReplyAt);
    answered.do("resolve", {});
    expect(waitSince(answered.ticket)).toBe(answered.ticket.resolvedAt);
  });

  it("begins anew when a ticket comes back from postponed, spam or trash", () => {
    for (const [there, back] of [
      ["spam", "not-spam"],
      ["delete", "restore"],
    ] as const) {
      const life = lifeIn("resolved");
      life.do(there, {}).wait(9 * day);
      expect(waitSince(life.ticket)).toBeNull();
      life.do(back, {});
      expect(waitSince(life.ticket)).toBe(life.now);
    }
  });

  it("begins anew with our next word in a resolved ticket", () => {
    const life = lifeIn("resolved").wait(day).reply();
    expect(life.ticket.status).toBe("resolved");
    expect(waitSince(life.ticket)).toBe(life.now);
  });

  it("is nobody's in closed and merged tickets", () => {
    expect(waitSince(lifeIn("closed").ticket)).toBeNull();
    expect(waitSince(lifeIn("answered").do("merge", { into: 77 }).ticket)).toBeNull();
    expect(waitSince({ ...new Life().ticket, firstResponse: null })).toBeNull();
    expect(waitSince({ ...lifeIn("answered").ticket, lastPublicReplyAt: null })).toBeNull();
  });
});

describe("a reminder of the ladder", () => {
  it("is an attempt that the ticket remembers, once", () => {
    const life = lifeIn("answered").wait(3 * day);
    const plan = planned(life);
    life.do("remind", { rung: "remind", ...plan }, by);
    expect(life.events.at(-1)).toMatchObject({
      type: "ticket.attempted",
      data: { channel: "email", outcome: "sent", rung: "remind" },
    });
    expect(climbOf(life.ticket, plan.since)).toMatchObject({ done: [{ rung: "remind", at: life.now }] });
    expect(life.decide("remind", { rung: "remind", ...plan }, by)).toMatchObject({ reason: "moved-on" });
  });

  it("is not sent for an earlier silence, nor once the customer has written", () => {
    const life = lifeIn("answered").wait(3 * day);
    const plan = planned(life);
    life.reply();
    expect(life.decide("remind", { rung: "remind", ...plan }, by)).toMatchObject({ reason: "moved-on" });
    life.receive();
    expect(life.decide("remind", { rung: "remind", ...plan }, by)).toMatchObject({ reason: "our-turn" });
  });

  it("that bounces stops the ladder and asks for a person", () => {
    const life = lifeIn("answered").wait(3 * day);
    const { since } = planned(life);
    life.do("remind", { rung: "remind", ...planned(life) }, by);
    life.do("attempt", { channel: "email", outcome: "bounced", climbSince: since }, by);
    expect(life.ticket).toMatchObject({ needsReview: true, climb: { stopped: true } });
    expect(life.decide("remind", { rung: "notice", ...planned(life) }, by)).toMatchObject({
      reason: "moved-on",
    });
    expect(unsoundness(life.ticket)).toBeNull();
  });

  it("that bounces in a silence gone by changes nothing but the record", () => {
    const life = lifeIn("answered").do("attempt", { channel: "email", outcome: "bounced", climbSince: 1 });
    expect(life.ticket).toMatchObject({ needsReview: false, climb: null });
  });
});

describe("our turn", () => {
  it("has the assignee and the lead reminded, each once", () => {
    const life = lifeIn("open").wait(8 * hour);
    const plan = planned(life);
    life.do("nudge", { rung: "remind-assignee", agentIds: [7], ...plan }, by);
    expect(life.events.at(-1)).toMatchObject({
      type: "sla.warned",
      data: { rung: "remind-assignee", agentIds: [7] },
    });
    expect(life.decide("nudge", { rung: "remind-assignee", agentIds: [7], ...plan }, by)).toMatchObject({
      reason: "moved-on",
    });
  });

  it("is escalated by the ladder only in the wait it was planned for", () => {
    const life = lifeIn("open").wait(8 * hour);
    const { since } = planned(life);
    expect(life.decide("escalate", { reason: "late", since: since - 1 }, by)).toMatchObject({
      reason: "moved-on",
    });
    life.do("escalate", { reason: "late", since }, by);
    expect(climbOf(life.ticket, since).done.map(({ rung }) => rung)).toEqual(["escalate"]);
  });
});
