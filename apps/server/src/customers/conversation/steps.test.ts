import { describe, expect, it } from "vitest";
import type { EventType, TicketEvent } from "@kvit/domain/tickets";
import { eventTypes } from "@kvit/domain/tickets";
import { stepsOf, undoneMessages } from "./steps.ts";

type Given = { type: EventType; act?: string; by?: TicketEvent["actor"]["kind"]; data?: TicketEvent["data"] };
const history = (...given: Given[]): TicketEvent[] =>
  given.map(({ type, act = `a${type}`, by = "agent", data = {} }, index) => ({
    type,
    act,
    data,
    actor: { kind: by, id: 1 },
    at: index,
    ticketId: 1,
    seq: index + 1,
    cause: { kind: "hand" },
    changes: {},
    prevHash: "",
    hash: "",
  }));
const says = (events: TicketEvent[], shown: number[]) =>
  stepsOf(events, new Set(shown)).map((step) => step.says.replace("customer.event.", ""));

describe("the customer's list of steps", () => {
  it("tells the story in order, with who said that it is solved", () => {
    const events = history(
      { type: "ticket.created", act: "1", by: "customer" },
      { type: "message.received", act: "1", by: "customer", data: { messageId: 1 } },
      { type: "message.sent", data: { messageId: 2 } },
      { type: "ticket.resolved" },
      { type: "ticket.rejected", by: "customer" },
      { type: "message.received", act: "6", by: "customer", data: { messageId: 3 } },
      { type: "ticket.resolved", act: "7", by: "customer" },
      { type: "ticket.closed", act: "7", by: "customer" },
    );
    expect(says(events, [1, 2, 3])).toEqual([
      "received",
      "answered",
      "resolved",
      "reopenedByYou",
      "wrote",
      "resolvedByYou",
      "closed",
    ]);
  });

  it("T59: is silent about everything that is ours alone", () => {
    const told = new Set(
      eventTypes.filter(
        (type) =>
          says(history({ type: "ticket.created", act: "0" }, { type, data: { messageId: 1 } }), [1]).length >
          1,
      ),
    );
    expect([...told].sort()).toEqual(
      [
        "message.received",
        "message.sent",
        "ticket.closed",
        "ticket.confirmed",
        "ticket.created",
        "ticket.rejected",
        "ticket.reopened",
        "ticket.resolved",
      ].sort(),
    );
  });

  it("leaves out what was taken back, and tells it again when that was taken back too", () => {
    const sent = { type: "message.sent", act: "reply", data: { messageId: 2 } } as const;
    const undo = { type: "undone", act: "undo", data: { act: "reply" } } as const;
    const redo = { type: "undone", act: "redo", data: { act: "undo" } } as const;
    const created = { type: "ticket.created", act: "0" } as const;
    expect(says(history(created, sent, undo), [2])).toEqual(["received"]);
    expect(undoneMessages(history(created, sent, undo))).toEqual(new Set([2]));
    expect(says(history(created, sent, undo, redo), [2])).toEqual(["received", "answered"]);
    expect(undoneMessages(history(created, sent, undo, redo))).toEqual(new Set());
  });

  it("mentions no message that is not shown", () => {
    const events = history(
      { type: "ticket.created", act: "0" },
      { type: "message.sent", data: { messageId: 2 } },
    );
    expect(says(events, [])).toEqual(["received"]);
  });

  it("says when it was we who wrote first", () => {
    const events = history(
      { type: "ticket.created", act: "0" },
      { type: "message.sent", act: "0", data: { messageId: 1 } },
    );
    expect(says(events, [1])).toEqual(["started", "answered"]);
  });
});
