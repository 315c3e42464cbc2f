import { describe, expect, it } from "vitest";
import { day, hour, Life, lifeIn, minute, noon } from "../../test/life.ts";
import { currentClock, elapsedMicros, type TicketEvent } from "./index.ts";

const slaOf = (events: readonly TicketEvent[]) =>
  events.filter((event) => event.type.startsWith("sla.")).map((event) => event.type.slice(4));
const elapsed = (life: Life) => elapsedMicros(currentClock(life.ticket)!.clock, life.now);

describe("the response clocks", () => {
  it("count the first response from the creation, and each next one from the oldest unanswered message", () => {
    const life = new Life().wait(20 * minute);
    expect(currentClock(life.ticket)).toMatchObject({ kind: "first-response", clock: { startedAt: noon } });
    expect(elapsed(life)).toBe(20 * minute);
    life.reply().wait(day);
    expect(currentClock(life.ticket)).toBeNull();
    life.receive().wait(hour).receive().wait(hour);
    expect(currentClock(life.ticket)!.kind).toBe("next-response");
    expect(elapsed(life)).toBe(2 * hour);
  });

  it("number their episodes, so that a reopened ticket has more than one", () => {
    const life = lifeIn("resolved").receive().wait(hour).reply("resolved").wait(hour).receive();
    const met = life.events.filter((event) => event.type === "sla.met");
    expect(met.map(({ data }) => [data["clock"], data["episode"]])).toEqual([
      ["first-response", 1],
      ["next-response", 2],
    ]);
    expect(life.ticket).toMatchObject({ responseEpisodes: 3, nextResponse: { episode: 3 } });
  });

  it.each([
    ["postponed", "postpone", "wake"],
    ["spam", "spam", "not-spam"],
    ["deleted", "delete", "restore"],
  ] as const)("stand still in %s, to the microsecond", (_status, away, back) => {
    const life = new Life().wait(hour);
    const leave = {
      postpone: () => life.do("postpone", { untilReply: true }),
      spam: () => life.do("spam", {}),
      delete: () => life.do("delete", {}),
    };
    leave[away]();
    life.wait(3 * day + 1);
    expect(elapsed(life)).toBe(hour);
    life.do(back, {});
    expect(elapsed(life)).toBe(hour);
    life.wait(7);
    expect(elapsed(life)).toBe(hour + 7);
    expect(life.ticket.firstResponse).toMatchObject({ startedAt: noon, pausedMicros: 3 * day + 1 });
    expect(slaOf(life.events)).toEqual(["started", "paused", "resumed"]);
    const resumed = life.events.at(-1)!;
    expect(resumed.data).toEqual({ clock: "first-response", episode: 1, givenBackMicros: 3 * day + 1 });
  });

  it("add up several pauses, nested ones once", () => {
    const life = new Life().wait(hour).do("postpone", { untilReply: true }).wait(day);
    life.do("spam", {}).wait(day).do("delete", {}).wait(day).do("restore", {}).do("not-spam", {}).wait(day);
    // restored and taken out of spam at once: acts are a microsecond apart, and that too is given back
    life.do("wake", {}).wait(hour).do("spam", {}).wait(day).do("not-spam", {}).wait(hour);
    expect(elapsed(life)).toBe(3 * hour);
    expect(life.ticket.firstResponse!.pausedMicros).toBe(5 * day + 1);
  });

  it("of a new ticket that was postponed go on when the customer writes", () => {
    const life = new Life().wait(hour).do("postpone", { untilReply: true }).wait(day).receive();
    expect(life.ticket).toMatchObject({ status: "open", nextResponse: null });
    expect(elapsed(life)).toBe(hour);
    expect(life.wait(minute).reply().lastAct[1]!.data).toMatchObject({
      clock: "first-response",
      elapsedMicros: hour + minute,
    });
  });

  it("are judged when a postponed ticket is resolved unanswered", () => {
    const life = lifeIn("postponed").wait(day).do("resolve", { reason: "solved by phone" });
    expect(life.lastAct[0]).toMatchObject({
      type: "sla.excused",
      data: { clock: "next-response", elapsedMicros: hour, reason: "solved by phone" },
    });
  });

  it("stop before the ticket leaves our queue, and go on after it is back", () => {
    const life = lifeIn("open").do("spam", {});
    expect(life.lastAct.map((event) => event.type)).toEqual(["sla.paused", "ticket.spammed"]);
    life.do("not-spam", {});
    expect(life.lastAct.map((event) => event.type)).toEqual(["ticket.unspammed", "sla.resumed"]);
  });
});
