import { describe, expect, it } from "vitest";
import { ann, day, Life, lifeIn, sha256, timer } from "../../test/life.ts";
import {
  allowedIn,
  commandNames,
  decide,
  outcome,
  possibleCommands,
  statuses,
  whoseTurn,
  verifyHistory,
  type Command,
  type CommandInputs,
  type CommandName,
  type Decision,
  type Status,
  type Ticket,
} from "./index.ts";
import { readTable } from "./lifecycle.ts";

const columns = ["new", "open", "answered", "postponed", "resolved", "closed", "spam", "deleted"] as const;
type Cells = readonly [string, string, string, string, string, string, string, string];
type Row = { readonly event: string; readonly command: Command; readonly cells: Cells };

const message = { messageId: 900, digest: sha256("900") };
const send = { ...message, holdUntil: null };
const no = "–";

/** The table of the specification, written down once more: what happens, and the state after it. */
const rows: readonly Row[] = [
  {
    event: "customer message",
    command: { name: "receive", input: message },
    cells: ["new", "open", "open", "open", "open", "open", "spam", "deleted"],
  },
  {
    event: "automatic reply",
    command: { name: "receive-automatic", input: { ...message, kind: "auto-reply" } },
    cells: ["new", "open", "answered", "postponed", "resolved", "closed", "spam", "deleted"],
  },
  {
    event: "bounce",
    command: { name: "receive-automatic", input: { ...message, kind: "bounce" } },
    cells: ["new", "open", "answered", "postponed", "resolved", "closed", "spam", "deleted"],
  },
  {
    event: "agent public reply",
    command: { name: "reply", input: { ...send, then: "keep" } },
    cells: ["answered", "answered", "answered", "answered", "resolved", no, no, no],
  },
  {
    event: "agent public reply that asks for answered",
    command: { name: "reply", input: { ...send, then: "answered" } },
    cells: ["answered", "answered", "answered", "answered", "answered", no, no, no],
  },
  {
    event: "reply and resolve",
    command: { name: "reply", input: { ...send, then: "resolved" } },
    cells: ["resolved", "resolved", "resolved", "resolved", "resolved", no, no, no],
  },
  {
    event: "internal note",
    command: { name: "note", input: message },
    cells: ["new", "open", "answered", "postponed", "resolved", "closed", "spam", "deleted"],
  },
  {
    event: "postpone until a time",
    command: { name: "postpone", input: { until: lifeIn("postponed").now + 9 * day } },
    cells: ["postponed", "postponed", "postponed", "postponed", "postponed", no, no, no],
  },
  {
    event: "postpone until reply",
    command: { name: "postpone", input: { untilReply: true } },
    cells: ["postponed", "postponed", "postponed", "postponed", "postponed", no, no, no],
  },
  {
    event: "wake",
    command: { name: "wake", input: {} },
    cells: [no, no, no, "open", no, no, no, no],
  },
  {
    event: "resolve",
    command: { name: "resolve", input: {} },
    cells: ["resolved", "resolved", "resolved", "resolved", "no-op", no, no, no],
  },
  {
    event: "confirm",
    command: { name: "confirm", input: {} },
    cells: [no, no, no, no, "closed", "no-op", no, no],
  },
  {
    event: "close",
    command: { name: "close", input: { reason: "no-answer" } },
    cells: [no, no, no, no, "closed", "no-op", no, no],
  },
  {
    event: "solved, no answer needed",
    command: { name: "solved", input: {} },
    cells: ["closed", "closed", "closed", "closed", "closed", "no-op", no, no],
  },
  {
    event: "reject",
    command: { name: "reject", input: {} },
    cells: [no, no, no, no, "open", "open", no, no],
  },
  {
    event: "reopen",
    command: { name: "reopen", input: {} },
    cells: [no, no, "open", "open", "open", "open", no, no],
  },
  {
    event: "spam",
    command: { name: "spam", input: {} },
    cells: ["spam", "spam", "spam", "spam", "spam", "spam", "no-op", no],
  },
  {
    event: "not spam",
    command: { name: "not-spam", input: {} },
    cells: [no, no, no, no, no, no, "open", no],
  },
  {
    event: "delete",
    command: { name: "delete", input: {} },
    cells: ["deleted", "deleted", "deleted", "deleted", "deleted", "deleted", "deleted", "no-op"],
  },
  {
    event: "restore",
    command: { name: "restore", input: {} },
    cells: [no, no, no, no, no, no, no, "open"],
  },
  {
    event: "purge",
    command: { name: "purge", input: { number: 1042 } },
    cells: [no, no, no, no, no, no, "purged", "purged"],
  },
];

const cases = rows.flatMap(({ event, command, cells }) =>
  columns.map((status, index) => ({ event, command, status, cell: cells[index]! })),
);

/** What became of it, in the words of the table. A refusal that names nothing possible is none of these. */
function toldBy(decision: Decision, after: Ticket): string {
  if (!decision.ok) return decision.possible.length > 0 ? no : "refused without a way out";
  return decision.events.length === 0 ? "no-op" : after.status;
}

describe("the table of the life cycle", () => {
  it.each(cases)("$event in $status → $cell", ({ command, status, cell }) => {
    const life = lifeIn(status);
    expect(life.ticket.status).toBe(status);
    const before = life.ticket;
    const decision = life.try(command.name, command.input);
    expect(toldBy(decision, life.ticket)).toBe(cell);
    expect(decision.ok && decision.events.length > 0 ? null : life.ticket).toEqual(
      cell === no || cell === "no-op" ? before : null,
    );
    expect(verifyHistory(life.events, life.ticket, sha256)).toEqual({ ok: true });
  });

  const remembered = [
    ["new", () => new Life()],
    ["open", () => lifeIn("open")],
    ["answered", () => lifeIn("answered")],
    ["resolved", () => lifeIn("resolved")],
  ] as const;
  it.each(remembered)("postponed from %s wakes to it, all fields as they were", (status, begin) => {
    const life = begin().do("stage", { stage: "waiting" });
    const { firstResponse: _f, nextResponse: _n, ...before } = life.ticket;
    life.do("postpone", { untilReply: true }).do("wake", {});
    const { firstResponse: _g, nextResponse: _o, ...after } = life.ticket;
    expect(after).toEqual({
      ...before,
      resumedAt: whoseTurn(status) === "customer" ? after.updatedAt : null,
      updatedAt: after.updatedAt,
      version: after.version,
      lastHash: after.lastHash,
    });
    expect(after.status).toBe(status);
  });

  it.each(["new", "open", "answered", "postponed", "resolved", "closed"] as const)(
    "spam and then deleted from %s: restore gives spam, not-spam gives it back",
    (status) => {
      const life = lifeIn(status);
      const before = life.ticket;
      life.do("spam", {}).do("delete", {});
      expect(life.ticket.status).toBe("deleted");
      life.do("restore", {});
      expect(life.ticket.status).toBe("spam");
      life.do("not-spam", {});
      expect(life.ticket).toMatchObject({
        status,
        postponement: before.postponement,
        spammedFrom: null,
        deletedFrom: null,
      });
    },
  );

  it("counts a reopening by the customer's message, by reject and by reopen, each from resolved and closed", () => {
    for (const status of ["resolved", "closed"] as const) {
      expect(lifeIn(status).receive().ticket.reopenCount).toBe(1);
      expect(lifeIn(status).do("reject", {}, { actor: ann }).ticket.reopenCount).toBe(1);
      expect(lifeIn(status).do("reopen", {}).ticket.reopenCount).toBe(1);
    }
    expect(lifeIn("answered").do("reopen", {}).ticket.reopenCount).toBe(0);
    expect(lifeIn("postponed").do("reopen", {}).ticket.reopenCount).toBe(0);
  });

  it("refuses a customer's message and rejection once the reopen window is over, and not a microsecond before", () => {
    for (const [name, input] of [
      ["receive", message],
      ["reject", {}],
    ] as const) {
      const life = lifeIn("closed");
      life.now = life.ticket.closedAt! + 14 * day;
      expect(life.decide(name, input, { actor: ann })).toMatchObject({ ok: true });
      life.wait(1);
      expect(life.decide(name, input, { actor: ann })).toMatchObject({
        ok: false,
        reason: "reopen-window-over",
      });
      expect(life.decide("reopen", {})).toMatchObject({ ok: true });
    }
  });

  it("wakes by timer at the time that was set, not before, and never from waiting for a reply", () => {
    const life = lifeIn("open");
    const until = life.now + day;
    life.do("postpone", { until }).wait(day - 1);
    expect(life.decide("wake", {}, { cause: timer })).toMatchObject({ ok: false, reason: "not-due" });
    life.wait(1);
    expect(life.decide("wake", {}, { cause: timer })).toMatchObject({ ok: true });
    life.do("postpone", { untilReply: true }).wait(999 * day);
    expect(life.decide("wake", {}, { cause: timer })).toMatchObject({ ok: false, reason: "not-due" });
    expect(life.decide("wake", {})).toMatchObject({ ok: true });
  });

  it("refuses everything on a purged ticket, and offers nothing", () => {
    const { ticket, now } = lifeIn("purged");
    const anything = { number: 1 } as CommandInputs[CommandName];
    const context = { now, actor: ann, cause: timer, reopenWindowDays: 14 };
    for (const name of commandNames) {
      expect(decide(ticket, { name, input: anything }, context)).toEqual({
        ok: false,
        reason: "purged",
        possible: [],
        names: [],
      });
    }
    expect(possibleCommands(ticket)).toEqual([]);
  });

  it("has a cell for every command in every state that is not purged", () => {
    for (const command of commandNames) {
      for (const status of columns) {
        expect(outcome(command, status), `${command} in ${status}`).not.toEqual({
          kind: "refused",
          reason: "purged",
        });
      }
      expect(outcome(command, "purged")).toEqual({ kind: "refused", reason: "purged" });
    }
  });

  it("says in which states a command does something", () => {
    expect(allowedIn("wake")).toEqual(["postponed"]);
    expect(allowedIn("confirm")).toEqual(["resolved"]);
    expect(allowedIn("note")).toEqual(statuses.filter((status: Status) => status !== "purged"));
  });

  it("offers what the state allows, without the verbs of the post office and without what has nothing to work on", () => {
    const { ticket } = lifeIn("closed");
    expect(possibleCommands(ticket)).toContain("reopen");
    expect(possibleCommands(ticket)).not.toContain("confirm");
    expect(possibleCommands(ticket)).not.toContain("receive");
    expect(possibleCommands(ticket)).not.toContain("give-approval");
    const asked = lifeIn("open").do("ask-approval", { approval: "finance" });
    expect(possibleCommands(asked.ticket)).toContain("give-approval");
    expect(possibleCommands(asked.ticket)).not.toContain("unlink");
    const linked = lifeIn("open").do("link", { kind: "related", ticketId: 9 });
    expect(possibleCommands(linked.ticket)).toContain("unlink");
  });

  it("does not start with a table that names an unknown state", () => {
    expect(() => readTable("          new\nreceive  opened")).toThrow("opened");
    expect(readTable("").size).toBe(0);
  });
});
