import { describe, expect, it } from "vitest";
import { ann, day, hour, Life, lifeIn, sha256, stateOf } from "../../../test/life.ts";
import type { TicketEvent } from "../index.ts";

const undoOf = (events: readonly TicketEvent[], messagesStillHeld = true) => ({
  act: events[0]!.act,
  events,
  messagesStillHeld,
});

describe("undo", () => {
  it("is one event that names its act and turns every field back", () => {
    const life = lifeIn("open");
    const before = stateOf(life.ticket);
    life.do("resolve", {});
    const act = life.lastAct;
    expect(life.undoLast()).toMatchObject({ ok: true });
    expect(life.lastAct).toMatchObject([
      {
        type: "undone",
        data: { act: act[0]!.act, seqs: act.map((event) => event.seq), messageIds: [] },
        changes: { status: { from: "resolved", to: "open" }, nextResponse: { from: null } },
      },
    ]);
    expect(stateOf(life.ticket)).toEqual(before);
    expect(life.ticket.version).toBe(act.at(-1)!.seq + 1);
  });

  it("of an undo does the act again", () => {
    const life = lifeIn("open").do("tag", { add: ["red"] });
    life.undoLast();
    life.undoLast();
    expect(life.ticket.tags).toEqual(["red"]);
    life.undoLast();
    expect(life.ticket.tags).toEqual([]);
  });

  it("takes back an earlier act as long as its fields are as it left them", () => {
    const life = lifeIn("open").do("tag", { add: ["red"] });
    const tagged = life.lastAct;
    life.do("prioritise", { priority: "high" });
    expect(life.decide("undo", undoOf(tagged))).toMatchObject({ ok: true });
    life.do("tag", { add: ["blue"] });
    expect(life.decide("undo", undoOf(tagged))).toMatchObject({ ok: false, reason: "changed-since" });
    life.do("tag", { remove: ["blue"] });
    expect(life.decide("undo", undoOf(tagged))).toMatchObject({ ok: true });
  });

  it("cannot be done twice", () => {
    const life = lifeIn("open").do("tag", { add: ["red"] });
    const tagged = life.lastAct;
    life.do("undo", undoOf(tagged));
    expect(life.decide("undo", undoOf(tagged))).toMatchObject({ reason: "changed-since" });
  });

  it("puts no ticket behind another again whose customer has written since", () => {
    const life = lifeIn("answered").do("merge", { into: 77 }).do("spam", {}).do("unmerge", {});
    const unmerged = life.lastAct;
    expect(life.decide("undo", undoOf(unmerged))).toMatchObject({ ok: true });
    life.do("receive", { messageId: 900, digest: "d" });
    expect(life.decide("undo", undoOf(unmerged))).toMatchObject({ ok: false, reason: "changed-since" });
    life.do("not-spam", {});
    expect(life.ticket.status).toBe("open");
  });

  it("of an act of several commands takes all of them back", () => {
    const life = lifeIn("open");
    const before = stateOf(life.ticket);
    life
      .do("tag", { add: ["red"] })
      .do("tag", { add: ["blue"] })
      .do("prioritise", { priority: "low" });
    const macro = life.events.slice(-3).map((event) => ({ ...event, act: "macro" }));
    life.do("undo", undoOf(macro));
    expect(stateOf(life.ticket)).toEqual(before);
  });

  it("takes back only events of the act it names", () => {
    const life = lifeIn("open").do("tag", { add: ["red"] });
    const tagged = life.lastAct;
    life.do("prioritise", { priority: "low" });
    life.do("undo", { ...undoOf(tagged), events: life.events });
    expect(life.ticket).toMatchObject({ tags: [], priority: "low" });
  });

  it("of a reply is offered only while the message can still be kept from leaving", () => {
    const life = lifeIn("open");
    const before = stateOf(life.ticket);
    life.reply();
    expect(life.undoLast(false)).toMatchObject({ ok: false, reason: "already-sent" });
    life.undoLast(true);
    expect(stateOf(life.ticket)).toEqual(before);
    expect(life.lastAct[0]!.data["messageIds"]).toHaveLength(1);
    expect(life.undoLast(false)).toMatchObject({ ok: false, reason: "already-sent" });
    life.undoLast(true);
    expect(life.ticket.status).toBe("answered");
  });

  it("does not take back a ticket's creation, what was received, or a purge", () => {
    const refused = { ok: false, reason: "cannot-be-undone" };
    const fresh = new Life();
    expect(fresh.undoLast()).toMatchObject(refused);
    expect(lifeIn("answered").receive().undoLast()).toMatchObject(refused);
    const automatic = lifeIn("open").do("receive-automatic", {
      messageId: 9,
      digest: sha256("away"),
      kind: "auto-reply",
    });
    expect(automatic.undoLast()).toMatchObject(refused);
    expect(lifeIn("purged").undoLast()).toMatchObject({ reason: "purged" });
  });

  it("has nothing to do where nothing was changed", () => {
    const life = lifeIn("open").do("note", { messageId: 9, digest: sha256("psst") });
    expect(life.undoLast()).toMatchObject({ ok: false, reason: "nothing-to-undo" });
    expect(life.decide("undo", { act: "never", events: [], messagesStillHeld: true })).toMatchObject({
      reason: "nothing-to-undo",
    });
    const back = lifeIn("open")
      .do("tag", { add: ["red"] })
      .do("tag", { remove: ["red"] });
    const both = back.events.slice(-2).map((event) => ({ ...event, act: "macro" }));
    expect(back.decide("undo", undoOf(both))).toMatchObject({ reason: "nothing-to-undo" });
  });

  it("does not do an act again past a message that came meanwhile", () => {
    for (const act of [() => lifeIn("open").reply(), () => lifeIn("open").do("spam", {})]) {
      const life = act();
      life.undoLast();
      const undone = life.lastAct;
      expect(life.decide("undo", undoOf(undone))).toMatchObject({ ok: true });
      life.receive();
      expect(life.decide("undo", undoOf(undone))).toMatchObject({ ok: false, reason: "changed-since" });
    }
  });

  it("does not review again what came after the review", () => {
    const life = lifeIn("new").do("spam", {}).receive().do("review", {});
    life.undoLast();
    const undone = life.lastAct;
    expect(life.decide("undo", undoOf(undone))).toMatchObject({ ok: true });
    life.receive();
    expect(life.decide("undo", undoOf(undone))).toMatchObject({ ok: false, reason: "changed-since" });
  });

  it("does not unsay a review once the ticket has gone on as reviewed", () => {
    const life = lifeIn("answered").do("spam", {}).receive().do("review", {});
    const reviewed = life.lastAct;
    expect(life.decide("undo", undoOf(reviewed))).toMatchObject({ ok: true });
    life.do("not-spam", {});
    expect(life.ticket.status).toBe("answered");
    expect(life.decide("undo", undoOf(reviewed))).toMatchObject({ ok: false, reason: "changed-since" });
  });

  it("passes over what is no field and over an undo that names no messages", () => {
    const life = lifeIn("open").do("tag", { add: ["red"] });
    const [tagged] = life.lastAct;
    const changes = { ...tagged!.changes, colour: { from: null, to: "red" } };
    const odd = { ...tagged!, type: "undone", data: {}, changes } as const;
    expect(life.decide("undo", undoOf([odd], false))).toMatchObject({
      ok: true,
      events: [{ changes: { tags: { from: ["red"], to: [] } }, data: { messageIds: [] } }],
    });
  });

  it("does not take a ticket out of spam past a message that came meanwhile", () => {
    const life = lifeIn("answered").do("spam", {});
    const spammed = life.lastAct;
    life.receive();
    expect(life.decide("undo", undoOf(spammed))).toMatchObject({ ok: false, reason: "changed-since" });
    expect(life.do("not-spam", {}).ticket.status).toBe("open");
  });

  it("gives the clock back as if it had never stopped", () => {
    const life = lifeIn("open");
    const { nextResponse } = life.ticket;
    life.do("postpone", { untilReply: true }).wait(day);
    life.undoLast();
    expect(life.ticket.nextResponse).toEqual(nextResponse);
  });

  it("takes a closing by the customer back like any other", () => {
    const life = lifeIn("resolved").wait(hour);
    const before = stateOf(life.ticket);
    life.do("confirm", {}, { actor: ann });
    life.undoLast();
    expect(stateOf(life.ticket)).toEqual(before);
  });
});
