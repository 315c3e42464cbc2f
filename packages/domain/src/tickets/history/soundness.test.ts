import { describe, expect, it } from "vitest";
import { lifeIn, noon } from "../../../test/life.ts";
import { statuses, unsoundness, type TicketFields } from "../index.ts";
import { underlying } from "./soundness.ts";

const running = { episode: 1, startedAt: noon, pausedAt: null, pausedMicros: 0 };

describe("soundness", () => {
  it.each(statuses)("holds of a ticket that came to %s on an ordinary way", (status) => {
    expect(unsoundness(lifeIn(status).ticket)).toBeNull();
  });

  const broken: readonly [string, TicketFields, RegExp][] = [
    ["a postponed ticket without a date", { ...lifeIn("postponed").ticket, postponement: null }, /remembers/],
    ["an open ticket that remembers spam", { ...lifeIn("open").ticket, spammedFrom: "new" }, /remembers/],
    ["trash upon trash", { ...lifeIn("deleted").ticket, deletedFrom: "deleted" }, /clock/],
    ["an open ticket without a clock", { ...lifeIn("open").ticket, nextResponse: null }, /clock/],
    [
      "two clocks",
      { ...lifeIn("new").ticket, nextResponse: lifeIn("new").ticket.firstResponse },
      /exactly one/,
    ],
    ["a clock that runs in spam", { ...lifeIn("spam").ticket, nextResponse: running }, /clock/],
    ["a resolved ticket without its date", { ...lifeIn("resolved").ticket, resolvedAt: null }, /date/],
    ["a closed ticket without a reason", { ...lifeIn("closed").ticket, closeReason: null }, /date/],
    ["an open ticket with a date of closing", { ...lifeIn("open").ticket, closedAt: noon }, /date/],
    [
      "an answered ticket with a question open",
      { ...lifeIn("answered").ticket, oldestUnansweredAt: noon },
      /unanswered/,
    ],
  ];
  it.each(broken)("does not hold of %s", (_what, fields, says) => {
    expect(unsoundness(fields)).toMatch(says);
  });

  it("finds what lies underneath, and the end of what lies in a circle", () => {
    const { ticket } = lifeIn("postponed").do("spam", {}).do("delete", {});
    expect(underlying(ticket)).toBe("open");
    expect(underlying({ ...ticket, deletedFrom: "deleted" })).toBe("deleted");
  });
});
