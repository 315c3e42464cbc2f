import { describe, expect, it } from "vitest";
import type { EventView } from "@kvit/contract/tickets";
import { hourAt, hoursBack, instantAtHour, isAfter, stopAt, stopsOf } from "./stops.ts";

const event = (seq: number, at: string, type: string, changes: EventView["changes"] = {}): EventView => ({
  seq,
  position: seq,
  type,
  at,
  actor: { kind: "agent", id: 1, name: "Ann" },
  cause: { kind: "hand" },
  act: String(seq),
  changes,
  data: {},
  hash: "",
});

describe("the stops of a ticket", () => {
  const first = "2026-11-22T12:00:00.000001Z";
  const second = "2026-11-22T12:00:00.000002Z";
  const stops = stopsOf([
    event(1, first, "ticket.created"),
    event(2, first, "message.received"),
    event(3, first, "sla.started"),
    event(4, second, "message.sent"),
    event(5, second, "sla.met"),
    event(6, second, "ticket.answered", { status: { from: "new", to: "answered" } }),
  ]);

  it("are its acts, each told by what it changed", () => {
    expect(stops.map(({ at, event: { type } }) => [at, type])).toEqual([
      [first, "ticket.created"],
      [second, "ticket.answered"],
    ]);
  });

  it("are found to the microsecond", () => {
    expect(stopAt(stops, first)).toBe(0);
    expect(stopAt(stops, second)).toBe(1);
    expect(stopAt(stops, "2026-11-22T12:00:01Z")).toBe(1);
    expect(stopAt(stops, "2020-01-01T00:00:00Z")).toBe(0);
  });
});

it("instants are compared whatever their digits and zones", () => {
  expect(isAfter("2026-11-22T12:00:00.1Z", "2026-11-22T12:00:00.100000Z")).toBe(false);
  expect(isAfter("2026-11-22T12:00:00.100001Z", "2026-11-22T13:00:00.1+01:00")).toBe(true);
});

it("the hours of a queue go there and back", () => {
  const now = Date.parse("2026-11-22T12:34:00Z");
  expect(instantAtHour(hoursBack, now)).toBe("2026-11-22T12:00:00.000Z");
  expect(hourAt(instantAtHour(17, now), now)).toBe(17);
  expect(hourAt("2020-01-01T00:00:00Z", now)).toBe(0);
});
