import { describe, expect, it } from "vitest";
import { ann, bo, byHand, day, hour, Life, lifeIn, noon, sha256 } from "../../../test/life.ts";
import {
  erase,
  fold,
  seal,
  verifyHistory,
  type Changes,
  type DraftEvent,
  type EventType,
  type Ticket,
  type TicketEvent,
} from "../index.ts";
import { stepProblem } from "./steps.ts";

/** Somebody with the keys to the database: writes what the life cycle never would, and hashes it right. */
function forge(life: Life, ...drafts: readonly DraftEvent[]): readonly TicketEvent[] {
  const meta = { ticketId: 42, at: life.now, actor: bo, cause: byHand, act: "forged" };
  return [...life.events, ...seal(drafts, life.ticket, meta, sha256)];
}
const draft = (type: EventType, changes: Changes = {}, data: DraftEvent["data"] = {}): DraftEvent => ({
  type,
  changes,
  data,
});
const verify = (events: readonly TicketEvent[]) => verifyHistory(events, null, sha256);
const status = (from: Ticket["status"], to: Ticket["status"]) => ({ status: { from, to } });

describe("a forged history with a whole chain", () => {
  const forgeries: readonly [string, () => readonly TicketEvent[], string][] = [
    [
      "closes an open ticket",
      () => forge(lifeIn("open"), draft("ticket.closed", status("open", "closed"))),
      "ticket.closed does not happen in open",
    ],
    [
      "answers into closed",
      () => forge(lifeIn("open"), draft("ticket.answered", status("open", "closed"))),
      "ticket.answered does not lead to closed",
    ],
    [
      "answers and stays open",
      () => forge(lifeIn("open"), draft("ticket.answered")),
      "ticket.answered does not lead to open",
    ],
    [
      "changes the state by a tag",
      () => forge(lifeIn("open"), draft("ticket.tagged", status("open", "answered"))),
      "ticket.tagged does not lead to answered",
    ],
    [
      "assigns by a note",
      () => forge(lifeIn("open"), draft("note.added", { assigneeId: { from: null, to: 7 } })),
      "note.added does not touch assigneeId",
    ],
    [
      "changes what is no field of a ticket",
      () => {
        const colour = { colour: { from: null, to: "red" } } as Changes;
        return forge(lifeIn("open"), draft("ticket.tagged", colour));
      },
      "colour was not what it says",
    ],
    [
      "changes from what was not there",
      () => forge(lifeIn("open"), draft("ticket.assigned", { assigneeId: { from: 8, to: 7 } })),
      "assigneeId was not what it says",
    ],
    [
      "changes nothing",
      () => forge(lifeIn("open"), draft("ticket.assigned", { assigneeId: { from: null, to: null } })),
      "assigneeId does not change",
    ],
    [
      "creates a ticket twice",
      () => forge(lifeIn("open"), draft("ticket.created")),
      "a ticket is created once, and first",
    ],
    [
      "goes on after purging",
      () => forge(lifeIn("purged"), draft("note.added")),
      "nothing happens to a purged ticket",
    ],
    [
      "resolves with an approval open",
      () => {
        const life = lifeIn("answered").do("ask-approval", { approval: "finance" });
        const resolvedAt = { from: null, to: life.now + 1 };
        return forge(life, draft("ticket.resolved", { ...status("answered", "resolved"), resolvedAt }));
      },
      "ticket.resolved breaks its condition",
    ],
    [
      "reopens without counting it",
      () => forge(lifeIn("closed"), draft("ticket.reopened", status("closed", "open"))),
      "ticket.reopened breaks its condition",
    ],
    [
      "escalates by two",
      () => forge(lifeIn("open"), draft("ticket.escalated", { escalations: { from: 0, to: 2 } })),
      "ticket.escalated breaks its condition",
    ],
    [
      "remembers another state under spam",
      () => {
        const changes = { ...status("closed", "spam"), spammedFrom: { from: null, to: "new" } } as const;
        return forge(lifeIn("closed"), draft("ticket.spammed", changes));
      },
      "ticket.spammed breaks its condition",
    ],
    [
      "remembers another state in the trash",
      () => {
        const changes = { ...status("closed", "deleted"), deletedFrom: { from: null, to: "new" } } as const;
        return forge(lifeIn("closed"), draft("ticket.deleted", changes));
      },
      "ticket.deleted breaks its condition",
    ],
    [
      "postpones from a state it was not in",
      () => {
        const postponement = { from: null, to: { from: "new", fromStage: null, until: null } } as const;
        const changes = { ...status("answered", "postponed"), postponement };
        return forge(lifeIn("answered"), draft("ticket.postponed", changes));
      },
      "ticket.postponed breaks its condition",
    ],
    [
      "wakes to another state than it remembers",
      () => {
        const life = lifeIn("answered").do("postpone", { untilReply: true });
        const postponement = { from: life.ticket.postponement, to: null };
        return forge(life, draft("ticket.woken", { ...status("postponed", "resolved"), postponement }));
      },
      "ticket.woken does not lead to resolved",
    ],
    [
      "receives a customer's message after merging",
      () => forge(lifeIn("open").do("merge", { into: 77 }), draft("message.received")),
      "message.received after merging",
    ],
    [
      "dates a reply otherwise than it happened",
      () => {
        const life = lifeIn("answered");
        const lastPublicReplyAt = { from: life.ticket.lastPublicReplyAt, to: noon };
        return forge(life, draft("message.sent", { lastPublicReplyAt }));
      },
      "lastPublicReplyAt is not the instant of the event",
    ],
    [
      "lets a clock run in a ticket whose conversation goes on elsewhere",
      () => {
        const life = lifeIn("open");
        return forge(life, draft("ticket.merged", { mergedInto: { from: null, to: 77 } }));
      },
      "a clock runs in a merged ticket",
    ],
    [
      "lets a clock run where the customer has the turn",
      () => {
        const life = lifeIn("open");
        const changes = status("open", "answered");
        return forge(life, draft("ticket.answered", changes));
      },
      "a clock runs in answered",
    ],
  ];

  it.each(forgeries)("that %s is found at that step", (_what, forged, detail) => {
    const events = forged();
    const found = verify(events);
    expect(found).toEqual({ ok: false, seq: events.length, problem: "illegal-step", detail });
  });

  it("that leaves the ticket in a state that cannot be is found at the end of the act", () => {
    const life = lifeIn("resolved");
    const resolvedAt = { from: life.ticket.resolvedAt, to: null };
    const events = forge(life, draft("ticket.answered", { ...status("resolved", "answered") }));
    expect(verify(events)).toMatchObject({ ok: false, problem: "unsound", seq: events.length });
    const repaired = forge(life, draft("ticket.answered", { ...status("resolved", "answered"), resolvedAt }));
    expect(verify(repaired)).toEqual({ ok: true });
  });

  it("that does not begin with a ticket's creation is found", () => {
    const meta = { ticketId: 42, at: noon, actor: ann, cause: byHand, act: "1" };
    const events = seal([draft("note.added")], null, meta, sha256);
    expect(verify(events)).toMatchObject({ seq: 1, problem: "illegal-step" });
  });

  it("that runs back in time is found", () => {
    const life = lifeIn("open");
    const drafts = [draft("note.added")];
    const meta = { ticketId: 42, at: noon - 1, actor: bo, cause: byHand, act: "late" };
    const late = seal(drafts, { ...life.ticket, updatedAt: noon - 1 }, meta, sha256);
    expect(verify([...life.events, ...late])).toMatchObject({
      problem: "time-runs-back",
      seq: life.events.length + 1,
    });
  });

  it("that continues another ticket is found", () => {
    const life = lifeIn("open");
    const meta = { ticketId: 43, at: life.now, actor: bo, cause: byHand, act: "other" };
    const other = seal([draft("note.added")], life.ticket, meta, sha256);
    expect(verify([...life.events, ...other])).toMatchObject({ problem: "other-ticket" });
  });

  it.each<[string, Partial<Record<keyof DraftEvent, unknown>>]>([
    ["an unknown type", { type: "ticket.vanished" }],
    ["no changes at all", { changes: null }],
    ["a change that is none", { changes: { tags: null } }],
    ["no data", { type: "undone", data: null }],
  ])("that holds %s is malformed there, and does not stop the verification", (_what, odd) => {
    const forged = forge(lifeIn("open"), { ...draft("note.added"), ...odd } as DraftEvent);
    expect(verify(forged)).toMatchObject({ ok: false, seq: forged.length, problem: "malformed" });
  });

  it("that holds what JSON cannot say is malformed there", () => {
    const { events } = lifeIn("open");
    const odd = events.with(2, { ...events[2]!, data: { n: Number.NaN } });
    expect(verify(odd)).toMatchObject({ ok: false, seq: 3, problem: "malformed" });
  });

  it("of nothing at all proves nothing", () => {
    expect(verify([])).toEqual({
      ok: false,
      seq: 0,
      problem: "no-events",
      detail: "a ticket begins with an event",
    });
  });
});

describe("a step judged by itself", () => {
  it("has nowhere to wake to when nothing is remembered", () => {
    const { ticket, events } = lifeIn("postponed").do("wake", {});
    const event = events.find((each) => each.type === "ticket.woken")!;
    const before = { ...ticket, status: "postponed", postponement: null } as const;
    expect(stepProblem({ before, event, after: ticket })).toBe("ticket.woken does not lead to open");
  });
});

describe("an undo in a history", () => {
  const undone = (life: Life, changes: Changes, data: DraftEvent["data"]) =>
    verify(forge(life, draft("undone", changes, data)));
  const tagged = () => lifeIn("open").do("tag", { add: ["red"] });

  it("is proven against the act it names", () => {
    const life = tagged();
    const { act, seq } = life.lastAct[0]!;
    const tags = { from: ["red"], to: [] };
    expect(undone(life, { tags }, { act, seqs: [seq] })).toEqual({ ok: true });
    expect(undone(life, { tags }, { act, seqs: [seq - 1] })).toMatchObject({
      detail: "it names other events than its act's",
    });
    expect(undone(life, { tags: { from: ["red"], to: ["blue"] } }, { act, seqs: [seq] })).toMatchObject({
      detail: "it is not the inverse of its act",
    });
    expect(undone(life, {}, { act: "never", seqs: [] })).toEqual({ ok: true });
  });

  it("never takes back what cannot be taken back", () => {
    const life = new Life();
    const act = life.lastAct[0]!.act;
    const seqs = life.events.map((event) => event.seq);
    expect(undone(life, {}, { act, seqs })).toMatchObject({
      detail: "it takes back what cannot be taken back",
    });
  });

  it("never takes the ticket out of our sight past a customer's message", () => {
    const life = lifeIn("open").do("spam", {});
    life.undoLast();
    const act = life.lastAct;
    life.receive();
    const inverse = Object.fromEntries(
      Object.entries(act[0]!.changes).map(([field, { from, to }]) => [field, { from: to, to: from }]),
    );
    expect(undone(life, inverse, { act: act[0]!.act, seqs: act.map((event) => event.seq) })).toMatchObject({
      detail: "it passes over a customer's message",
    });
  });

  it("never settles a ticket whose approval is open", () => {
    const life = lifeIn("closed").do("reject", {}, { actor: ann });
    const act = life.lastAct;
    life.wait(hour).do("ask-approval", { approval: "finance" });
    const inverse: Changes = Object.fromEntries(
      act
        .flatMap((event) => Object.entries(event.changes))
        .map(([field, { from, to }]) => [field, { from: to, to: from }]),
    );
    const seqs = act.map((event) => event.seq);
    expect(undone(life, inverse, { act: act[0]!.act, seqs })).toMatchObject({
      detail: "it settles without an approval",
    });
  });

  it("may bring an older date back", () => {
    const life = lifeIn("resolved").wait(day).do("reopen", {});
    life.undoLast();
    expect(verify(life.events)).toEqual({ ok: true });
    expect(fold(life.events)!.resolvedAt).toBe(noon + hour);
  });
});

describe("an erased history", () => {
  const life = lifeIn("purged");
  const last = life.events.at(-1)!;
  const erased = life.events.slice(0, -1).map(erase);

  it("is whole with its last event alone", () => {
    expect(verifyHistory([...erased, last], life.ticket, sha256)).toEqual({ ok: true });
    expect(verifyHistory([...erased, last], null, sha256)).toEqual({ ok: true });
  });

  it("is refused in part, without its last event, or when the ticket was not purged", () => {
    const refused = { ok: false, seq: 1, problem: "illegal-step" };
    const [first, ...others] = life.events;
    expect(verifyHistory([erase(first!), ...others], null, sha256)).toMatchObject(refused);
    expect(verifyHistory([...erased, erase(last)], null, sha256)).toMatchObject(refused);
    const { events } = lifeIn("open");
    const blotted = [...events.slice(0, -1).map(erase), events.at(-1)!];
    expect(verifyHistory(blotted, null, sha256)).toMatchObject(refused);
  });
});
