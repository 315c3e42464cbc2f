import { describe, expect, it } from "vitest";
import type { EventView, IntervalView, MessageView } from "@kvit/contract/tickets";
import { reviewReason } from "./review-reason.ts";

const at = "2026-11-23T09:00:00Z";
const event = (seq: number, type: string, more: Partial<EventView> = {}): EventView => ({
  seq,
  position: seq,
  type,
  at,
  actor: { kind: "customer", id: 1, name: "Ana" },
  cause: { kind: "hand" },
  act: "a",
  changes: { needsReview: { from: false, to: true } },
  data: {},
  hash: "",
  ...more,
});
const interval = (seq: number, status: IntervalView["status"]): IntervalView => ({
  from: at,
  to: null,
  status,
  stage: null,
  turn: "nobody",
  actor: null,
  seq,
});
const unproven = { id: 5, verified: false } as MessageView;

describe("why a ticket is to be looked at", () => {
  it.each(["spam", "deleted"] as const)("is a customer's message that came while it lay in %s", (status) => {
    const intervals = [interval(1, "open"), interval(3, status)];
    const events = [event(1, "ticket.created", { changes: {} }), event(4, "message.received")];
    expect(reviewReason({ events, messages: [], intervals })).toEqual({ why: `wrote-${status}`, at });
  });

  it("is a sender who is not part of the conversation", () => {
    const events = [event(2, "message.received", { data: { messageId: 5 } })];
    const intervals = [interval(1, "open")];
    expect(reviewReason({ events, messages: [unproven], intervals }).why).toBe("stranger");
    expect(reviewReason({ events, messages: [], intervals }).why).toBe("other");
  });

  it("is the last of several", () => {
    const events = [event(2, "message.received"), event(6, "ticket.attempted")];
    const intervals = [interval(1, "spam"), interval(4, "answered")];
    expect(reviewReason({ events, messages: [], intervals })).toEqual({ why: "came-back", at });
  });

  it("is said in general where the history does not tell", () => {
    expect(reviewReason({ events: [], messages: [], intervals: [] })).toEqual({ why: "other", at: null });
  });
});
