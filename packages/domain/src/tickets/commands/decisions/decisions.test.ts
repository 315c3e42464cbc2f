import { describe, expect, it } from "vitest";
import { ann, hour, Life, lifeIn, machine, sha256, timer } from "../../../../test/life.ts";
import { maxEscalations } from "./escalate.ts";

const finance = { approval: "finance" };

describe("escalating", () => {
  it("counts, keeps its reason, and ends at the limit", () => {
    const life = lifeIn("open");
    for (let count = 1; count <= maxEscalations; count += 1) {
      life.do("escalate", { reason: "still burning" }, { actor: ann });
      expect(life.ticket.escalations).toBe(count);
    }
    expect(life.lastAct).toMatchObject([{ type: "ticket.escalated", data: { reason: "still burning" } }]);
    expect(life.decide("escalate", { reason: "again" })).toMatchObject({ reason: "escalation-limit" });
  });
});

describe("consulting", () => {
  it("asks with a due time that is still to come", () => {
    const life = lifeIn("open");
    const question = { digest: sha256("How?"), dueAt: life.now + hour };
    expect(life.do("consult", question).lastAct).toMatchObject([
      { type: "ticket.consulted", data: question },
    ]);
    expect(life.decide("consult", { ...question, dueAt: life.now })).toMatchObject({
      reason: "time-is-past",
    });
  });
});

describe("approvals", () => {
  const send = { messageId: 5, digest: sha256("done"), holdUntil: null };

  it("once asked hold every path to resolved and closed", () => {
    const refused = { ok: false, reason: "approval-open" };
    const open = lifeIn("open").do("ask-approval", finance);
    expect(open.decide("resolve", {})).toMatchObject(refused);
    expect(open.decide("resolve", {}, { actor: { kind: "rule", id: 1 } })).toMatchObject(refused);
    expect(open.decide("reply", { ...send, then: "resolved" })).toMatchObject(refused);
    expect(open.decide("solved", {}, { actor: ann })).toMatchObject(refused);
    const answered = lifeIn("answered").do("ask-approval", finance);
    expect(answered.decide("resolve", {}, { actor: machine, cause: timer })).toMatchObject(refused);
    const resolved = lifeIn("resolved").do("ask-approval", finance);
    expect(resolved.decide("confirm", {}, { actor: ann })).toMatchObject(refused);
    expect(resolved.decide("close", { reason: "no-answer" }, { actor: machine, cause: timer })).toMatchObject(
      refused,
    );
  });

  it("hold undo and redo too", () => {
    const reopened = lifeIn("closed").do("reopen", {});
    const act = reopened.lastAct;
    reopened.do("ask-approval", finance);
    expect(reopened.decide("undo", { act: act[0]!.act, events: act, messagesStillHeld: true })).toMatchObject(
      { ok: false, reason: "approval-open" },
    );

    const resolved = lifeIn("answered").do("resolve", {});
    resolved.undoLast();
    const undone = resolved.lastAct;
    resolved.do("ask-approval", finance);
    expect(
      resolved.decide("undo", { act: undone[0]!.act, events: undone, messagesStillHeld: true }),
    ).toMatchObject({ ok: false, reason: "approval-open" });
  });

  it("do not hold what only brings a resolved ticket back from the trash", () => {
    const life = lifeIn("resolved").do("ask-approval", finance).do("delete", {}).do("restore", {});
    expect(life.ticket.status).toBe("resolved");
    expect(life.undoLast()).toMatchObject({ ok: true });
    expect(life.undoLast()).toMatchObject({ ok: true });
  });

  it("let an agent go on answering, also on a resolved ticket that stays resolved", () => {
    const life = lifeIn("resolved").do("ask-approval", finance);
    expect(life.decide("reply", { ...send, then: "keep" })).toMatchObject({ ok: true });
    expect(life.decide("reply", { ...send, then: "answered" })).toMatchObject({ ok: true });
  });

  it("given let go, one by one", () => {
    const life = lifeIn("open").do("ask-approval", finance).do("ask-approval", { approval: "legal" });
    expect(life.decide("ask-approval", finance)).toEqual({ ok: true, events: [] });
    expect(life.do("give-approval", finance).ticket.openApprovals).toEqual(["legal"]);
    expect(life.decide("resolve", {})).toMatchObject({ reason: "approval-open" });
    life.do("give-approval", { approval: "legal" }).do("resolve", {});
    expect(life.ticket.status).toBe("resolved");
  });

  it("refused bring the ticket back with their reason", () => {
    const no = { ...finance, reason: "too dear" };
    const resolved = lifeIn("resolved").do("ask-approval", finance).do("refuse-approval", no);
    expect(resolved.ticket).toMatchObject({ status: "open", reopenCount: 1, openApprovals: [] });
    expect(resolved.lastAct[1]).toMatchObject({ type: "ticket.reopened", data: { reason: "too dear" } });
    const answered = lifeIn("answered").do("ask-approval", finance).do("refuse-approval", no);
    expect(answered.ticket).toMatchObject({ status: "open", reopenCount: 0 });
    const fresh = new Life().do("ask-approval", finance).do("refuse-approval", no);
    expect(fresh.ticket.status).toBe("new");
    expect(fresh.lastAct.map((event) => event.type)).toEqual(["ticket.approval_refused"]);
  });

  it("nobody asked for cannot be given or refused", () => {
    const life = lifeIn("open");
    expect(life.decide("give-approval", finance)).toMatchObject({ reason: "approval-unknown" });
    expect(life.decide("refuse-approval", { ...finance, reason: "no" })).toMatchObject({
      reason: "approval-unknown",
    });
  });
});
