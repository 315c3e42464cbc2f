import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verifyHistory, type CommandInput, type CommandName } from "@kvit/domain/tickets";
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
import { AppError } from "../platform/app-error.ts";
import { sha256Hex } from "../platform/digest.ts";
import { executeCommand, type By, type Executed } from "./execute-command.ts";
import { insertMessage } from "./messages.queries.ts";
import { findTicket, readEvents } from "./tickets.queries.ts";
import { inTransaction, type WorkDeps } from "./unit-of-work.ts";
import { noMail } from "../../test/no-mail.ts";
import { fireTimers, type TimerDeps } from "../timers/index.ts";

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

const byOwner = (): By => ({
  actor: { kind: "agent", id: desk.owner.id },
  cause: { kind: "hand" },
  agent: desk.owner,
});

async function run<Name extends CommandName>(
  id: number,
  name: Name,
  input: CommandInput<Name>,
  by: By = byOwner(),
): Promise<Executed> {
  clock.advance(second);
  return inTransaction(deps, async (work) =>
    executeCommand(work, { accountId: 1, target: { id }, name, input, by }),
  );
}

async function prove(id: number): Promise<void> {
  const stored = await findTicket(database.db, 1, { id });
  const events = await readEvents(database.db, 1, id);
  expect(verifyHistory(events, stored?.ticket ?? null, sha256Hex)).toEqual({ ok: true });
}

describe("a command", () => {
  it("writes row, events, interval and queue in step", async () => {
    const { ticket } = await createTicket(deps, desk);
    await run(ticket.id, "assign", { agentId: desk.agent.id });
    await run(ticket.id, "prioritise", { priority: "high" });
    await run(ticket.id, "resolve", { reason: "done" });
    const active = await database.db
      .selectFrom("ticket_active")
      .selectAll()
      .where("id", "=", ticket.id)
      .executeTakeFirstOrThrow();
    expect(active).toMatchObject({ status: "resolved", assignee_id: desk.agent.id, priority: "high" });
    const intervals = await database.db
      .selectFrom("ticket_interval")
      .selectAll()
      .where("ticket_id", "=", ticket.id)
      .orderBy("from_seq")
      .execute();
    expect(intervals.map((row) => row.status)).toEqual(["new", "new", "new", "resolved"]);
    expect(intervals.slice(1).map((row) => row.from_at)).toEqual(
      intervals.slice(0, -1).map((row) => row.to_at),
    );
    await prove(ticket.id);
  });

  it("takes a closed ticket out of the queue and a reopened one back in", async () => {
    const { ticket } = await createTicket(deps, desk);
    await run(ticket.id, "resolve", {});
    await run(ticket.id, "close", { reason: "duplicate" });
    const active = database.db.selectFrom("ticket_active").selectAll().where("id", "=", ticket.id);
    expect(await active.execute()).toEqual([]);
    await run(ticket.id, "reopen", {});
    expect(await active.executeTakeFirst()).toMatchObject({ status: "open", assignee_id: desk.owner.id });
    await prove(ticket.id);
  });

  it("is refused with the reason and what is possible instead", async () => {
    const { ticket } = await createTicket(deps, desk);
    const refused = await run(ticket.id, "close", { reason: "duplicate" }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(AppError);
    expect((refused as AppError).details).toMatchObject({
      reason: "not-resolved",
      possible: expect.arrayContaining(["resolve", "assign"]),
    });
  });

  it("leaves nothing behind when it is refused after its message was written", async () => {
    const { ticket } = await createTicket(deps, desk);
    await run(ticket.id, "spam", {});
    const attempt = inTransaction(deps, async (work) =>
      executeCommand(work, {
        accountId: 1,
        target: { id: ticket.id },
        name: "reply",
        by: byOwner(),
        input: async () => {
          const written = await insertMessage(work.tx, {
            accountId: 1,
            ticketId: ticket.id,
            kind: "agent",
            channel: "email",
            at: work.now,
            author: { actor: byOwner().actor, name: "O", address: null },
            text: "lost?",
          });
          return { ...written, then: "answered", holdUntil: null };
        },
      }),
    );
    await expect(attempt).rejects.toMatchObject({ details: { reason: "not-spam-first" } });
    const messages = await database.db
      .selectFrom("message")
      .select("text")
      .where("ticket_id", "=", ticket.id)
      .execute();
    expect(messages.map((row) => row.text)).not.toContain("lost?");
  });

  it("same status is no event", async () => {
    const { ticket } = await createTicket(deps, desk);
    await run(ticket.id, "resolve", {});
    expect((await run(ticket.id, "resolve", {})).events).toEqual([]);
  });

  it("T61: hides tickets of other departments behind not-found", async () => {
    const { ticket } = await createTicket(deps, desk);
    const by: By = {
      actor: { kind: "agent", id: desk.stranger.id },
      cause: { kind: "hand" },
      agent: desk.stranger,
    };
    await expect(run(ticket.id, "note", { messageId: 1, digest: "x" }, by)).rejects.toMatchObject({
      code: "not-found",
    });
  });

  it("lets the lowest role resolve only its own tickets, and says so", async () => {
    const { ticket } = await createTicket(deps, desk);
    const by: By = {
      actor: { kind: "agent", id: desk.agent.id },
      cause: { kind: "hand" },
      agent: desk.agent,
    };
    await expect(run(ticket.id, "resolve", {}, by)).rejects.toMatchObject({
      code: "forbidden",
      details: { reason: "not-yours" },
    });
    await run(ticket.id, "assign", { agentId: desk.agent.id }, by);
    expect((await run(ticket.id, "resolve", {}, by)).ticket.status).toBe("resolved");
  });

  it("refuses what was decided on an older state", async () => {
    const { ticket } = await createTicket(deps, desk);
    await run(ticket.id, "resolve", {});
    const late = inTransaction(deps, async (work) =>
      executeCommand(work, {
        accountId: 1,
        target: { id: ticket.id },
        name: "postpone",
        input: { untilReply: true },
        by: byOwner(),
        expectedStatus: "new",
      }),
    );
    await expect(late).rejects.toMatchObject({ code: "status-changed" });
  });
});

describe("two at once", () => {
  it("F34: two commands on one ticket follow each other; no update is lost", async () => {
    const { ticket } = await createTicket(deps, desk);
    await Promise.all(
      Array.from({ length: 20 }, async (_, index) =>
        run(ticket.id, "tag", { add: [`t${index}`], remove: [] }),
      ),
    );
    const stored = await findTicket(database.db, 1, { id: ticket.id });
    expect(stored?.ticket.tags).toHaveLength(20);
    await prove(ticket.id);
  });

  it("two who confirm and reject: one wins, the other is refused or decided anew", async () => {
    const { ticket } = await createTicket(deps, desk);
    await run(ticket.id, "resolve", {});
    const customer: By = { actor: { kind: "customer", id: ticket.requesterId }, cause: { kind: "hand" } };
    const results = await Promise.allSettled([
      run(ticket.id, "confirm", {}, customer),
      run(ticket.id, "reject", {}, customer),
    ]);
    expect(results.some((result) => result.status === "fulfilled")).toBe(true);
    await prove(ticket.id);
  });

  it("trap 13: 16 writers get unique numbers", async () => {
    const opened = await Promise.all(
      Array.from({ length: 16 }, async () => {
        const numbers: number[] = [];
        for (let count = 0; count < 25; count += 1)
          numbers.push((await createTicket(deps, desk)).stored.ticket.number);
        return numbers;
      }),
    );
    const numbers = opened.flat();
    expect(new Set(numbers).size).toBe(400);
  });
});

describe("the wake timer", () => {
  let timers: TimerDeps;
  beforeAll(() => {
    timers = { ...deps, mail: noMail };
  });

  it("trap 2: wakes a postponed ticket once, through an event, to the state it had", async () => {
    const { ticket } = await createTicket(deps, desk);
    await run(ticket.id, "postpone", { until: clock.now() + day });
    expect(await fireTimers(timers)).toBe(0);
    clock.advance(day + second);
    expect(await fireTimers(timers)).toBe(1);
    expect(await fireTimers(timers)).toBe(0);
    const events = await readEvents(database.db, 1, ticket.id);
    expect(events.filter((event) => event.type === "ticket.woken")).toHaveLength(1);
    expect((await findTicket(database.db, 1, { id: ticket.id }))?.ticket.status).toBe("new");
    await prove(ticket.id);
  });

  it("two pollers at once wake each ticket once", async () => {
    const tickets = await Promise.all(Array.from({ length: 10 }, async () => createTicket(deps, desk)));
    for (const { ticket } of tickets) await run(ticket.id, "postpone", { until: clock.now() + day });
    clock.advance(2 * day);
    const woken = await Promise.all([fireTimers(timers), fireTimers(timers), fireTimers(timers)]);
    expect(woken.reduce((sum, count) => sum + count, 0)).toBe(10);
  });
});
