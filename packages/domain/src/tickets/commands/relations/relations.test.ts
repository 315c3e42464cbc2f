import { describe, expect, it } from "vitest";
import { day, hour, lifeIn, machine, sha256, stateOf } from "../../../../test/life.ts";
import { isClockRunning } from "../../history/soundness.ts";
import {
  chosenLinkKinds,
  currentClock,
  elapsedMicros,
  intervalsOf,
  oppositeLink,
  seal,
  turnSums,
  verifyHistory,
  type Ticket,
} from "../../index.ts";

/** The state with the time its clock has counted, not how that came about. */
function withElapsed(ticket: Ticket, at: number) {
  const { nextResponse, ...rest } = stateOf(ticket);
  return { ...rest, counted: nextResponse === null ? null : elapsedMicros(nextResponse, at) };
}

const related = { kind: "related", ticketId: 9 } as const;

describe("links", () => {
  it("are set once and taken away once", () => {
    const life = lifeIn("open").do("link", related).do("link", { kind: "parent", ticketId: 9 });
    expect(life.ticket.links).toEqual([related, { kind: "parent", ticketId: 9 }]);
    expect(life.decide("link", related)).toEqual({ ok: true, events: [] });
    life.do("unlink", related);
    expect(life.ticket.links).toEqual([{ kind: "parent", ticketId: 9 }]);
    expect(life.decide("unlink", related)).toMatchObject({ ok: false, reason: "not-linked" });
  });

  it("do not lead from a ticket to itself, nor does a merge or a split", () => {
    const life = lifeIn("open");
    const itself = life.ticket.id;
    const refused = { ok: false, reason: "same-ticket" };
    expect(life.decide("link", { kind: "related", ticketId: itself })).toMatchObject(refused);
    expect(life.decide("merge", { into: itself })).toMatchObject(refused);
    expect(life.decide("split", { to: itself, messageIds: [1] })).toMatchObject(refused);
  });
});

describe("the two sides of a link", () => {
  it("name each other", () => {
    for (const kind of chosenLinkKinds) expect(oppositeLink(oppositeLink(kind))).toBe(kind);
    expect([oppositeLink("parent"), oppositeLink("caused-by"), oppositeLink("follow-up-of")]).toEqual([
      "child",
      "cause-of",
      "followed-up-by",
    ]);
  });
});

describe("merging", () => {
  it("leaves a pointer on the source, and the record in both histories", () => {
    const source = lifeIn("open").do("merge", { into: 77 });
    const target = lifeIn("answered").do("merge", { from: 42 + 1 });
    expect(source.ticket).toMatchObject({ mergedInto: 77, status: "open" });
    expect(source.lastAct).toMatchObject([
      { type: "sla.paused" },
      { type: "ticket.merged", data: { into: 77 } },
    ]);
    expect(target.ticket.mergedInto).toBeNull();
    expect(target.lastAct).toMatchObject([{ type: "ticket.merged", data: { from: 43 } }]);
  });

  it("once done cannot be done again elsewhere", () => {
    expect(lifeIn("open").do("merge", { into: 77 }).decide("merge", { into: 78 })).toMatchObject({
      reason: "merged",
    });
  });

  it("is taken back by unmerging, on both sides", () => {
    const source = lifeIn("open");
    const before = source.ticket;
    const merged = source.do("merge", { into: 77 }).now;
    source.do("unmerge", {});
    expect(withElapsed(source.ticket, source.now)).toEqual(withElapsed(before, merged));
    expect(source.lastAct).toMatchObject([
      { type: "ticket.unmerged", data: { into: 77 } },
      { type: "sla.resumed" },
    ]);
    const target = lifeIn("open").do("unmerge", { from: 43, messageIds: [9] });
    expect(target.lastAct).toMatchObject([
      { type: "ticket.unmerged", changes: {}, data: { from: 43, messageIds: [9] } },
    ]);
  });

  it("stops the clock, and gives the pause back exactly when it is taken back", () => {
    const source = lifeIn("open");
    const counted = elapsedMicros(currentClock(source.ticket)!.clock, source.now);
    source.do("merge", { into: 77 });
    expect(isClockRunning(source.ticket)).toBe(false);
    source.wait(5 * day).do("unmerge", {});
    expect(elapsedMicros(currentClock(source.ticket)!.clock, source.now)).toBe(counted);
    expect(isClockRunning(source.ticket)).toBe(true);
  });

  it("keeps the clock still through spam and trash until the ticket is unmerged in our queue", () => {
    const source = lifeIn("open").do("merge", { into: 77 });
    source.wait(hour).do("spam", {}).do("not-spam", {});
    expect(isClockRunning(source.ticket)).toBe(false);
    source.do("delete", {}).do("unmerge", {});
    expect(isClockRunning(source.ticket)).toBe(false);
    source.do("restore", {});
    expect(isClockRunning(source.ticket)).toBe(true);
    expect(verifyHistory(source.events, source.ticket, sha256)).toEqual({ ok: true });
  });

  it("counts a customer's silence anew once it is taken back, and leaves a wait for us as it was", () => {
    const silent = lifeIn("answered")
      .do("merge", { into: 77 })
      .wait(9 * day)
      .do("unmerge", {});
    expect(silent.ticket.resumedAt).toBe(silent.ticket.updatedAt);
    const waiting = lifeIn("open").do("merge", { into: 77 }).wait(day).do("unmerge", {});
    expect(waiting.ticket.resumedAt).toBeNull();
    expect(verifyHistory(silent.events, silent.ticket, sha256)).toEqual({ ok: true });
  });

  it("counts the time merged as nobody's", () => {
    const source = lifeIn("open").do("merge", { into: 77 }).wait(day);
    expect(turnSums(intervalsOf(source.events), source.ticket.updatedAt + day).nobody).toBe(day);
    source.do("unmerge", {});
    expect(
      intervalsOf(source.events)
        .map(({ status, merged }) => [status, merged])
        .slice(-3),
    ).toEqual([
      ["open", false],
      ["open", true],
      ["open", false],
    ]);
  });

  it("gives nobody's ticket to nobody by a machine", () => {
    const source = lifeIn("open").do("merge", { into: 77 });
    expect(source.decide("assign", { agentId: 8 }, { actor: machine })).toMatchObject({
      ok: false,
      reason: "needs-no-work",
    });
  });

  it.each([
    ["answered", "ticket.opened"],
    ["postponed", "ticket.opened"],
    ["resolved", "ticket.reopened"],
    ["closed", "ticket.reopened"],
  ] as const)("opens a target that is %s when the source owes an answer", (status, type) => {
    const target = lifeIn(status);
    const owedSince = target.now - 9 * day;
    target.do("merge", { from: 43, oldestUnansweredAt: owedSince });
    expect(target.ticket).toMatchObject({ status: "open", oldestUnansweredAt: owedSince });
    expect(target.lastAct.map((event) => event.type).slice(0, 2)).toEqual(["ticket.merged", type]);
    expect(verifyHistory(target.events, target.ticket, sha256)).toEqual({ ok: true });
    expect(target.undoLast()).toMatchObject({ ok: true });
    expect(stateOf(target.ticket)).toEqual(stateOf(lifeIn(status).ticket));
  });

  it.each(["new", "open"] as const)("keeps the older wait in a target that is %s", (status) => {
    const target = lifeIn(status);
    const since = target.ticket.oldestUnansweredAt!;
    target.do("merge", { from: 43, oldestUnansweredAt: since + hour });
    expect(target.ticket).toMatchObject({ status, oldestUnansweredAt: since });
    target.do("merge", { from: 44, oldestUnansweredAt: since - hour });
    expect(target.ticket).toMatchObject({ status, oldestUnansweredAt: since - hour });
  });

  it.each(["answered", "postponed", "resolved", "closed"] as const)(
    "leaves a target that is %s where it is when the source owes nothing",
    (status) => {
      const target = lifeIn(status).do("merge", { from: 43, oldestUnansweredAt: null });
      expect(target.ticket.status).toBe(status);
    },
  );

  it("goes neither out of nor into spam, trash, or what is merged itself", () => {
    for (const [status, reason] of [
      ["spam", "not-spam-first"],
      ["deleted", "restore-first"],
      ["purged", "purged"],
    ] as const) {
      expect(lifeIn(status).decide("merge", { into: 77 })).toMatchObject({ ok: false, reason });
      expect(lifeIn(status).decide("merge", { from: 43 })).toMatchObject({ ok: false, reason });
    }
    const merged = lifeIn("open").do("merge", { into: 77 });
    expect(merged.decide("merge", { from: 43 })).toMatchObject({ ok: false, reason: "merged" });
  });

  it("is undone on both tickets, on record also where nothing changed", () => {
    const target = lifeIn("open").do("merge", { from: 43 });
    const [merged] = target.lastAct;
    const input = { act: merged!.act, events: target.lastAct, messagesStillHeld: true };
    expect(target.decide("undo", input)).toMatchObject({ ok: false, reason: "nothing-to-undo" });
    target.do("undo", { ...input, spans: true });
    expect(target.lastAct).toMatchObject([{ type: "undone", changes: {}, data: { act: merged!.act } }]);
    expect(verifyHistory(target.events, target.ticket, sha256)).toEqual({ ok: true });
    expect(
      target.decide("undo", { act: "none", events: [], messagesStillHeld: true, spans: true }),
    ).toMatchObject({
      reason: "nothing-to-undo",
    });
  });

  it("leaves no wait younger than it was, in a history that verifies", () => {
    const target = lifeIn("open");
    target.do("merge", { from: 43, oldestUnansweredAt: target.ticket.oldestUnansweredAt! - day });
    const forged = target.events.map((event) => {
      const change = event.changes.oldestUnansweredAt;
      if (event.type !== "ticket.merged" || change === undefined) return event;
      return { ...event, changes: { oldestUnansweredAt: { from: change.from, to: change.from! + day } } };
    });
    const sealed = seal(
      forged.slice(-1),
      { ...target.ticket, version: forged.length - 1, lastHash: forged.at(-1)!.prevHash },
      {
        ticketId: 42,
        at: forged.at(-1)!.at,
        actor: machine,
        cause: { kind: "hand" },
        act: "forged",
      },
      sha256,
    );
    expect(verifyHistory([...forged.slice(0, -1), ...sealed], null, sha256)).toMatchObject({
      problem: "illegal-step",
      detail: "ticket.merged breaks its condition",
    });
  });

  it("has nothing to take back on a ticket that is not merged", () => {
    expect(lifeIn("open").decide("unmerge", {})).toMatchObject({ ok: false, reason: "not-merged" });
  });
});

describe("splitting", () => {
  it("links to the new ticket and names the messages that left", () => {
    const life = lifeIn("open").do("split", { to: 80, messageIds: [3, 4] });
    expect(life.ticket.links).toEqual([{ kind: "split-to", ticketId: 80 }]);
    expect(life.lastAct).toMatchObject([{ type: "ticket.split", data: { to: 80, messageIds: [3, 4] } }]);
  });
});
