import { describe, expect, it } from "vitest";
import type { Ticket } from "@kvit/domain/tickets";
import { statuses, type Status } from "@kvit/domain/tickets";
import { isDecisionLinkOver, standingOf } from "./standing.ts";

const day = 86_400_000_000;
const terms = { reopenWindowDays: 14, closesAt: 7 * day };
const ticket = (status: Status, more: Partial<Ticket> = {}): Ticket =>
  ({ status, resolvedAt: null, closedAt: null, closeReason: null, mergedInto: null, ...more }) as Ticket;

describe("how a request stands for its customer", () => {
  it("names one stage for each state, and none for what they are not to know of", () => {
    const stages = statuses.map((status) => [
      status,
      standingOf(ticket(status, { closedAt: 0 }), 0, terms)?.stage,
    ]);
    expect(Object.fromEntries(stages)).toEqual({
      new: "received",
      open: "working",
      answered: "answered",
      postponed: "working",
      resolved: "asked",
      closed: "closed",
      spam: undefined,
      deleted: undefined,
      purged: undefined,
    });
  });

  it("promises the day of closing only where something closes", () => {
    const resolved = ticket("resolved", { resolvedAt: 0 });
    expect(standingOf(resolved, day, terms)).toMatchObject({ closesAt: 7 * day, reopenUntil: 21 * day });
    expect(standingOf(resolved, day, { ...terms, closesAt: null })).toMatchObject({
      closesAt: null,
      reopenUntil: null,
    });
    expect(standingOf(resolved, 8 * day, terms)).toMatchObject({ closesAt: null, reopenUntil: null });
  });

  it("can be reopened to the last moment of the window, and not after", () => {
    const closed = ticket("closed", { closedAt: 0, closeReason: "confirmed" });
    expect(standingOf(closed, 14 * day, terms)).toMatchObject({
      stage: "closed",
      agreed: true,
      reopenUntil: 14 * day,
    });
    expect(standingOf(closed, 14 * day + 1, terms)).toMatchObject({
      stage: "locked",
      reopenUntil: null,
      closedAt: 0,
    });
  });

  it("T72: lets the decision's link run out 90 days after closing", () => {
    const closed = ticket("closed", { closedAt: 0 });
    expect(isDecisionLinkOver(closed, 90 * day)).toBe(false);
    expect(isDecisionLinkOver(closed, 90 * day + 1)).toBe(true);
    expect(isDecisionLinkOver(ticket("resolved"), 900 * day)).toBe(false);
  });
});
