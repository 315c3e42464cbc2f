import { describe, expect, it } from "vitest";
import { lifeIn, stateOf } from "../../../../test/life.ts";

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

describe("merging", () => {
  it("leaves a pointer on the source, and the record in both histories", () => {
    const source = lifeIn("open").do("merge", { into: 77 });
    const target = lifeIn("answered").do("merge", { from: 42 + 1 });
    expect(source.ticket).toMatchObject({ mergedInto: 77, status: "open" });
    expect(source.lastAct).toMatchObject([{ type: "ticket.merged", data: { into: 77 } }]);
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
    const before = stateOf(source.ticket);
    source.do("merge", { into: 77 }).do("unmerge", {});
    expect(stateOf(source.ticket)).toEqual(before);
    expect(source.lastAct).toMatchObject([{ type: "ticket.unmerged", data: { into: 77 } }]);
    const target = lifeIn("open").do("unmerge", { from: 43 });
    expect(target.lastAct).toMatchObject([{ type: "ticket.unmerged", changes: {}, data: { from: 43 } }]);
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
