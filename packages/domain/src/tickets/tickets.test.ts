import { describe, expect, it } from "vitest";
import { ann, bo, day, hour, Life, lifeIn, minute, noon, sha256 } from "../../test/life.ts";
import { canonicalJson } from "../kernel/index.ts";
import {
  asOf,
  commandNames,
  commands,
  customerStatus,
  definitions,
  fold,
  genesisHash,
  hashOf,
  intervalsOf,
  isActive,
  isSettled,
  isWaiting,
  nextInterval,
  refusalReasons,
  statuses,
  turnSums,
  verifyHistory,
  whoseTurn,
} from "./index.ts";
import { isReopenWindowOver } from "./drafting/reopen-window.ts";

describe("opening a ticket", () => {
  it("by a customer's message: new, received, and the clock of the first response runs", () => {
    const { events, ticket } = new Life({ tags: ["B", "a", "b"], priority: "high", subject: "  Hi\u0000 " });
    expect(events.map((event) => event.type)).toEqual(["ticket.created", "message.received", "sla.started"]);
    expect(events[0]!.data).toEqual({ number: 1042, channel: "email", onBehalf: false });
    expect(ticket).toMatchObject({
      status: "new",
      subject: "Hi",
      tags: ["a", "b"],
      priority: "high",
      createdAt: noon,
      oldestUnansweredAt: noon,
      needsReview: false,
      version: 3,
    });
  });

  it("by an agent for a customer who called says so", () => {
    const { events } = new Life({ channel: "phone" }, { actor: bo });
    expect(events[0]).toMatchObject({ actor: bo, data: { channel: "phone", onBehalf: true } });
  });

  it("without a message still waits for the first response", () => {
    const { events, ticket } = new Life({ message: null });
    expect(events.map((event) => event.type)).toEqual(["ticket.created", "sla.started"]);
    expect(ticket).toMatchObject({ oldestUnansweredAt: null, firstResponse: { startedAt: noon } });
  });

  it("by writing first ourselves makes it the customer's turn, with no clock to meet", () => {
    const message = {
      kind: "sent",
      messageId: 4,
      digest: sha256("Hello"),
      holdUntil: noon + minute,
    } as const;
    const { events, ticket } = new Life({ message }, { actor: bo });
    expect(events.map((event) => event.type)).toEqual(["ticket.created", "message.sent", "ticket.answered"]);
    expect(ticket).toMatchObject({ status: "answered", firstResponse: null, responseEpisodes: 0 });
  });

  it("takes assignee, stage, fields, links and a flag along", () => {
    const { ticket } = new Life({
      assigneeId: 7,
      stage: "triage",
      fields: { room: "B12" },
      links: [{ kind: "follow-up-of", ticketId: 9 }],
      message: { kind: "received", messageId: 1, digest: sha256(""), flagged: true },
    });
    expect(ticket).toMatchObject({
      assigneeId: 7,
      stage: "triage",
      fields: { room: "B12" },
      links: [{ kind: "follow-up-of", ticketId: 9 }],
      needsReview: true,
    });
  });
});

describe("a history", () => {
  it("is numbered without a gap and tied by SHA-256 over RFC 8785 without the event's own hash", () => {
    const { events } = lifeIn("closed");
    expect(events.map((event) => event.seq)).toEqual(events.map((_event, index) => index + 1));
    expect(events.map((event) => event.prevHash)).toEqual([
      genesisHash,
      ...events.slice(0, -1).map((event) => event.hash),
    ]);
    const { hash, ...rest } = events.at(-1)!;
    expect(hash).toBe(sha256(canonicalJson(rest)));
    expect(hash).toBe(hashOf(rest, sha256));
  });

  it("hashes the same event to the same value for ever", () => {
    expect(new Life().ticket.lastHash).toBe(
      "b0d714faaa5a8488a8270d8f2b45d5c71e88691e3419e9405b0b453778ba4b21",
    );
  });

  it("shows the ticket as it stood at any instant", () => {
    const { events } = lifeIn("open");
    expect(asOf(events, noon - 1)).toBeNull();
    expect(asOf(events, noon)!.status).toBe("new");
    expect(asOf(events, noon + hour)!.status).toBe("answered");
    expect(asOf(events, noon + 2 * hour - 1)!.status).toBe("answered");
    expect(asOf(events, noon + 2 * hour)!.status).toBe("open");
  });

  it("never has two acts at one instant, nor one before the other, also when the clock stands or runs back", () => {
    const life = lifeIn("open");
    const { updatedAt } = life.ticket;
    life.now -= day;
    life.do("tag", { add: ["a"] });
    life.now -= day;
    life.do("solved", {});
    expect(life.events.slice(-4).map((event) => event.at - updatedAt)).toEqual([1, 2, 2, 2]);
    expect(life.ticket.resolvedAt).toBe(updatedAt + 2);
  });

  it("of nothing is no ticket", () => {
    expect(fold([])).toBeNull();
  });

  it("passes over a change of something that is no field", () => {
    const [created] = new Life().events;
    const odd = { ...created!, changes: { ...created!.changes, colour: { from: null, to: "red" } } };
    expect(fold([odd])).toEqual(fold([created!]));
  });
});

describe("intervals", () => {
  it("begin with status, stage, department, assignee and priority, and with nothing else", () => {
    const life = new Life();
    const changes = [
      () => life.do("assign", { agentId: 7 }),
      () => life.do("prioritise", { priority: "low" }),
      () => life.do("stage", { stage: "triage" }),
      () => life.do("transfer", { departmentId: 9, assignTo: 7 }),
      () => life.reply(),
    ];
    for (const change of changes) {
      const before = life.ticket;
      life.wait(hour);
      change();
      expect(nextInterval(before, life.ticket)).toMatchObject({ from: life.now, to: null });
    }
    const before = life.ticket;
    life.do("tag", { add: ["red"] });
    expect(nextInterval(before, life.ticket)).toBeNull();
    expect(intervalsOf(life.events)).toHaveLength(6);
  });

  it("leave no trace of what an act passed through", () => {
    const life = lifeIn("open").do("solved", {}, { actor: ann });
    expect(intervalsOf(life.events).map((interval) => interval.status)).toEqual([
      "new",
      "answered",
      "open",
      "closed",
    ]);
  });

  it("add up to any instant, also one in the past", () => {
    const { events } = lifeIn("closed");
    const intervals = intervalsOf(events);
    expect(turnSums(intervals, noon)).toEqual({ ours: 0, customer: 0, date: 0, nobody: 0 });
    expect(turnSums(intervals, noon + 90 * minute)).toMatchObject({ ours: hour, customer: 30 * minute });
    expect(turnSums(intervals, noon + day)).toMatchObject({ ours: hour, customer: hour, nobody: 22 * hour });
  });
});

describe("states", () => {
  it("say whose turn it is, and where work may still be", () => {
    expect(Object.fromEntries(statuses.map((status) => [status, whoseTurn(status)]))).toEqual({
      new: "ours",
      open: "ours",
      answered: "customer",
      postponed: "date",
      resolved: "customer",
      closed: "nobody",
      spam: "nobody",
      deleted: "nobody",
      purged: "nobody",
    });
    expect(statuses.filter(isActive)).toEqual(["new", "open", "answered", "postponed", "resolved"]);
    expect(statuses.filter(isWaiting)).toEqual(["new", "open"]);
    expect(statuses.filter(isSettled)).toEqual(["resolved", "closed"]);
  });

  it("are told to customers in their own words, and hidden where it is not theirs to know", () => {
    expect(Object.fromEntries(statuses.map((status) => [status, customerStatus({ status })]))).toEqual({
      new: "received",
      open: "working",
      answered: "answered",
      postponed: "working",
      resolved: "is-it-solved",
      closed: "closed",
      spam: "not-found",
      deleted: "not-found",
      purged: "not-found",
    });
  });

  it("have no reopen window but closed", () => {
    const context = {
      now: noon + 99 * day,
      actor: ann,
      cause: { kind: "hand" } as const,
      reopenWindowDays: 14,
    };
    const { ticket } = lifeIn("closed");
    expect(isReopenWindowOver(ticket, context)).toBe(true);
    expect(isReopenWindowOver({ ...ticket, status: "spam" }, context)).toBe(false);
    expect(isReopenWindowOver({ ...ticket, closedAt: null }, context)).toBe(false);
  });
});

describe("the list of commands", () => {
  it("files each under its own name, once", () => {
    expect(Object.keys(definitions)).toEqual(commands.map((command) => command.name));
    expect(new Set(commandNames).size).toBe(commandNames.length);
  });

  it("offers an undo of exactly those that change what can be changed back", () => {
    expect(commands.filter((command) => !command.undoable).map((command) => command.name)).toEqual([
      "receive",
      "receive-automatic",
      "note",
      "change-delivery",
      "attempt",
      "remind",
      "purge",
      "nudge",
      "consult",
    ]);
  });

  it("names reasons in kebab-case, each once", () => {
    expect(refusalReasons.filter((reason) => !/^[a-z]+(-[a-z]+)*$/.test(reason))).toEqual([]);
    expect(new Set(refusalReasons).size).toBe(refusalReasons.length);
  });
});

describe("a ticket split off another", () => {
  const copied = (...from: readonly ("customer" | "agent")[]) =>
    new Life({
      message: {
        kind: "copied",
        messages: from.map((each, index) => ({
          from: each,
          messageId: index + 1,
          digest: sha256(String(index)),
          writtenAt: noon - (5 - index) * hour,
        })),
      },
    });

  it("owes its answer since the oldest message that nobody answered", () => {
    const life = copied("customer", "customer");
    expect(life.ticket).toMatchObject({ status: "new", oldestUnansweredAt: noon - 5 * hour });
    expect(life.ticket.firstResponse).not.toBeNull();
    expect(verifyHistory(life.events, life.ticket, sha256)).toEqual({ ok: true });
  });

  it("that was answered in part waits for the rest by the clock of a next answer", () => {
    const life = copied("customer", "agent", "customer");
    expect(life.ticket).toMatchObject({ oldestUnansweredAt: noon - 3 * hour, firstResponse: null });
    expect(life.ticket.nextResponse).not.toBeNull();
  });

  it("is answered when all of it was", () => {
    expect(copied("customer", "agent").ticket.status).toBe("answered");
  });
});
