import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CommandInput, CommandName, TicketEvent } from "@kvit/domain/tickets";
import { createTestDatabase, type TestDatabase } from "../../test/database.ts";
import {
  createDesk,
  createTicket,
  day,
  fakeClock,
  second,
  workDeps,
  type Desk,
} from "../../test/factories.ts";
import { noMail } from "../../test/no-mail.ts";
import { AppError } from "../platform/app-error.ts";
import { fireTimers } from "../timers/index.ts";
import { verifyOneTicket } from "../verify/index.ts";
import { executeCommand, type By, type Executed } from "./execute-command.ts";
import { insertMessage } from "./messages.queries.ts";
import { findTicket, readEvents } from "./tickets.queries.ts";
import { inTransaction, type WorkDeps } from "./unit-of-work.ts";

/** Each race is run so often, both ways round. */
const times = 12;

let database: TestDatabase;
let desk: Desk;
const clock = fakeClock();
let deps: WorkDeps;

beforeAll(async () => {
  database = await createTestDatabase({ poolSize: 8 });
  desk = await createDesk(database.db);
  deps = workDeps(database.db, clock);
});
afterAll(async () => database.drop());

type Runner = () => Promise<Executed>;

const owner = (): By => ({ actor: { kind: "agent", id: desk.owner.id }, cause: { kind: "hand" } });
const run =
  <Name extends CommandName>(id: number, name: Name, input: CommandInput<Name>, by: By = owner()): Runner =>
  async () =>
    inTransaction(deps, async (work) =>
      executeCommand(work, { accountId: 1, target: { id }, name, input, by }),
    );

/** Somebody writes: the customer, or an agent who answers. */
const write =
  (id: number, kind: "customer" | "agent"): Runner =>
  async () => {
    const stored = await findTicket(database.db, 1, { id });
    const requesterId = stored?.ticket.requesterId ?? null;
    const by: By =
      kind === "agent" ? owner() : { actor: { kind: "customer", id: requesterId }, cause: { kind: "hand" } };
    return inTransaction(deps, async (work) => {
      const written = async () =>
        insertMessage(work.tx, {
          accountId: 1,
          ticketId: id,
          kind,
          channel: "api",
          at: work.now,
          author: { actor: by.actor, name: "Somebody", address: null },
          language: "en",
          text: "Word.",
        });
      const request = { accountId: 1, target: { id }, by };
      return kind === "agent"
        ? executeCommand(work, {
            ...request,
            name: "reply",
            input: async () => ({ ...(await written()), then: "keep", holdUntil: null }),
          })
        : executeCommand(work, { ...request, name: "receive", input: written });
    });
  };

/** Both at once; a refusal is an answer, anything else is a fault. */
async function race(...runners: readonly Runner[]): Promise<readonly string[]> {
  clock.advance(second);
  const answers = await Promise.allSettled(runners.map(async (each) => each()));
  return answers.map((answer) => {
    if (answer.status === "fulfilled") return "done";
    if (answer.reason instanceof AppError && answer.reason.code === "refused")
      return answer.reason.details.reason ?? "refused";
    throw answer.reason;
  });
}

async function seen(id: number) {
  const stored = await findTicket(database.db, 1, { id });
  if (stored === null) throw new Error("The ticket is gone.");
  const events = await readEvents(database.db, 1, id);
  const { number } = stored.ticket;
  expect((await verifyOneTicket(database.db, number))?.problems).toEqual([]);
  return { ticket: stored.ticket, events, types: events.map(({ type }) => type) };
}

const count = (events: readonly TicketEvent[], type: string): number =>
  events.filter((event) => event.type === type).length;
const fresh = async (): Promise<number> => (await createTicket(deps, desk)).ticket.id;
const each = async (one: (turn: number) => Promise<void>): Promise<void> => {
  for (let turn = 0; turn < times; turn += 1) await one(turn);
};

describe("two connections at once", () => {
  it("resolve and the customer's reply: the message is never behind a resolution that did not know of it", async () => {
    await each(async (turn) => {
      const id = await fresh();
      const both = [run(id, "resolve", {}), write(id, "customer")];
      expect(await race(...(turn % 2 === 0 ? both : both.toReversed()))).toEqual(["done", "done"]);
      const { ticket, types } = await seen(id);
      const after = types.lastIndexOf("message.received") > types.indexOf("ticket.resolved");
      // a message that came after is heard; one that came before was there to be seen by who resolved
      expect(ticket.status).toBe(after ? "open" : "resolved");
    });
  });

  it("wake and the customer's reply: it wakes once, and the message opens it", async () => {
    await each(async (turn) => {
      const id = await fresh();
      await write(id, "agent")();
      await run(id, "postpone", { until: clock.now() + day })();
      clock.advance(day + second);
      const woken = async () => fireTimers({ ...deps, mail: noMail });
      await Promise.all(
        turn % 2 === 0 ? [woken(), write(id, "customer")()] : [write(id, "customer")(), woken()],
      );
      const { ticket, events } = await seen(id);
      expect(ticket.status).toBe("open");
      expect(count(events, "ticket.woken")).toBeLessThanOrEqual(1);
    });
  });

  it("reply and reply: both are there, in one order, and the clock is met once", async () => {
    await each(async () => {
      const id = await fresh();
      expect(await race(write(id, "agent"), write(id, "agent"))).toEqual(["done", "done"]);
      const { events, ticket } = await seen(id);
      expect(count(events, "message.sent")).toBe(2);
      expect(count(events, "sla.met")).toBe(1);
      expect(ticket.status).toBe("answered");
    });
  });

  it("undo and the customer's reply: a message is never taken out of sight by an undo", async () => {
    await each(async (turn) => {
      const id = await fresh();
      await run(id, "resolve", {})();
      await run(id, "reopen", {})();
      const events = await readEvents(database.db, 1, id);
      const act = events.at(-1)?.act ?? "";
      const undo = run(id, "undo", {
        act,
        events: events.filter((event) => event.act === act),
        messagesStillHeld: true,
      });
      const both = [undo, write(id, "customer")];
      await race(...(turn % 2 === 0 ? both : both.toReversed()));
      const { ticket } = await seen(id);
      expect(ticket.status).toBe("open");
      expect(ticket.oldestUnansweredAt).not.toBeNull();
    });
  });

  it("close and reject: one of them is what holds, and the other is refused or decided anew", async () => {
    await each(async () => {
      const id = await fresh();
      await run(id, "resolve", {})();
      const answers = await race(run(id, "close", { reason: "duplicate" }), run(id, "reject", {}));
      const { ticket } = await seen(id);
      expect(ticket.status).toBe("open");
      expect(answers[1]).toBe("done");
      expect(["done", "not-resolved"]).toContain(answers[0]);
    });
  });

  it("two deadlines fired by three pollers at once do one thing each", async () => {
    const ids = await Promise.all(Array.from({ length: times }, fresh));
    for (const id of ids) await write(id, "agent")();
    for (const id of ids.slice(0, times / 2)) await run(id, "postpone", { until: clock.now() + day })();
    clock.advance(3 * day + second);
    const poll = async () => fireTimers({ ...deps, mail: noMail });
    await Promise.all([poll(), poll(), poll()]);
    for (const [index, id] of ids.entries()) {
      const { events } = await seen(id);
      const type = index < times / 2 ? "ticket.woken" : "ticket.attempted";
      expect(count(events, type)).toBe(1);
    }
  });
});
