import { describe, expect, it } from "vitest";
import type { IntervalView, ThreadView, TicketView } from "@kvit/contract/tickets";
import { foldVisits, nextSteps, sumsOf, visitsOf } from "./visits.ts";

const minute = 60_000;
const start = Date.UTC(2026, 10, 22, 10);
const at = (minutes: number) => new Date(start + minutes * minute).toISOString();
const interval = (
  status: IntervalView["status"],
  turn: IntervalView["turn"],
  from: number,
  to: number | null,
): IntervalView => ({
  status,
  turn,
  from: at(from),
  to: to === null ? null : at(to),
  stage: null,
  actor: { kind: "agent", id: 1, name: "Marta" },
  seq: from,
});
const threadOf = (intervals: IntervalView[]) => ({ intervals }) as unknown as ThreadView;
const ticketIn = (status: TicketView["status"], rest: Partial<TicketView> = {}) =>
  ({ status, postponedFrom: null, postponedUntil: null, ...rest }) as unknown as TicketView;
const loop = [
  interval("new", "ours", 0, 4),
  interval("answered", "customer", 4, 100),
  interval("open", "ours", 100, null),
];

describe("the visits of a ticket", () => {
  it("A20: add up to its age", () => {
    const now = start + 155 * minute;
    const visits = visitsOf(threadOf(loop), ticketIn("open"), now, "Marta");
    const sums = sumsOf(visits, now);
    expect(sums.ours).toBe(59 * minute);
    expect(sums.customer).toBe(96 * minute);
    expect(sums.age).toBe(155 * minute);
    expect(sums.ours + sums.customer + sums.date + sums.nobody).toBe(sums.age);
  });
  it("join stages of one status into one stay", () => {
    const staged = [interval("open", "ours", 0, 10), interval("open", "ours", 10, null)];
    expect(visitsOf(threadOf(staged), ticketIn("open"), start, "")).toHaveLength(1);
  });
  it("show a change that is not confirmed yet as a stay that begins now", () => {
    const now = start + 155 * minute;
    const visits = visitsOf(threadOf(loop), ticketIn("resolved"), now, "Marta");
    expect(visits.map(({ status }) => status)).toEqual(["new", "answered", "open", "resolved"]);
    expect(visits.at(-1)).toMatchObject({ from: now, to: null, turn: "customer", by: "Marta" });
    expect(visits.at(-2)?.to).toBe(now);
  });
  it("fold the middle when there are more than eight", () => {
    const many = Array.from({ length: 12 }, (_, index) =>
      interval(index % 2 ? "answered" : "open", "ours", index, index + 1),
    );
    const visits = visitsOf(threadOf(many), ticketIn("answered"), start, "");
    expect(foldVisits(visits, false)).toMatchObject({ folded: 5 });
    expect(foldVisits(visits, false).tail).toHaveLength(5);
    expect(foldVisits(visits, true).folded).toBe(0);
  });
});

describe("what comes next", () => {
  it.each([
    ["new", ["answered", "resolved"]],
    ["open", ["answered", "resolved"]],
    ["answered", ["open", "resolved"]],
    ["resolved", ["open", "closed"]],
    ["closed", ["open"]],
    ["spam", []],
  ] as const)("from %s is what the table allows", (status, next) => {
    expect(nextSteps(ticketIn(status)).map((step) => step.status)).toEqual(next);
  });
  it("A25: comes by itself on the date of the plan, where the plan ends the state", () => {
    const plan = [
      { act: "remind", at: at(100) },
      { act: "resolve", at: at(200) },
      { act: "close", at: at(300) },
    ] as const;
    expect(nextSteps(ticketIn("answered"), [...plan])).toEqual([
      { status: "open", when: "strip.next.customerReply" },
      { status: "resolved", when: "strip.next.byItself", at: Date.parse(at(200)) },
    ]);
    expect(nextSteps(ticketIn("resolved"), [plan[2]]).at(-1)).toEqual({
      status: "closed",
      when: "strip.next.byItself",
      at: Date.parse(at(300)),
    });
    expect(nextSteps(ticketIn("open"), [{ act: "escalate", at: at(50) }])).toEqual(
      nextSteps(ticketIn("open")),
    );
  });
  it("from postponed is the status it came from, with the date", () => {
    const until = at(600);
    const steps = nextSteps(ticketIn("postponed", { postponedFrom: "answered", postponedUntil: until }));
    expect(steps).toEqual([{ status: "answered", when: "strip.next.wake", at: Date.parse(until) }]);
  });
});
