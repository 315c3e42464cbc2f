import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { bulkRun, undone, type BulkRun, type Undone } from "@kvit/contract/acts";
import { createTestDatabase, type TestDatabase } from "../../../test/database.ts";
import { createTicket, fakeClock, second } from "../../../test/factories.ts";
import { createMailDesk, principal, type MailDesk } from "../../../test/mail-desk.ts";
import { createUnderstander } from "../../channels/email/understand/index.ts";
import type { Principal } from "../../platform/http/principal.ts";
import { verifyOneTicket } from "../../verify/index.ts";
import { selectStack } from "../acts/acts.queries.ts";
import { undoAcross } from "../acts/undo-across.ts";
import { executeCommand } from "../execute-command.ts";
import { inTransaction } from "../unit-of-work.ts";
import { performVerb } from "../verbs.ts";
import { beginRun } from "./begin-bulk.ts";
import { createBulkRunner } from "./bulk-runner.ts";
import { findRun } from "./bulk-runs.queries.ts";
import { viewOf } from "./bulk-view.ts";
import { endOf, workOnRun, type BulkDeps } from "./work-on-run.ts";

describe("a bulk act", () => {
  const clock = fakeClock();
  const understander = createUnderstander({ workers: 1 });
  let database: TestDatabase;
  let desk: MailDesk;
  let deps: BulkDeps;
  let owner: Principal;

  beforeEach(async () => {
    database = await createTestDatabase({ poolSize: 6 });
    desk = await createMailDesk(database.db, { clock, understander, start: false });
    deps = { ...desk.work, mail: desk.channel.mail };
    owner = principal(desk.desk);
  });
  afterEach(async () => {
    await desk.close();
    await database.drop();
  });

  /** Tickets of Ana, answered, so that resolving asks her. */
  async function answered(count: number): Promise<number[]> {
    const numbers: number[] = [];
    for (let index = 0; index < count; index += 1) {
      const { ticket } = await createTicket(desk.work, desk.desk);
      await desk.reply(ticket.number, "Try again now.");
      numbers.push(ticket.number);
    }
    await database.db.deleteFrom("outbox").execute();
    clock.advance(60 * second);
    return numbers;
  }

  async function begin(
    numbers: readonly number[],
    {
      verb = "resolve",
      body = {},
      caller = owner,
    }: { verb?: string; body?: object; caller?: Principal } = {},
  ): Promise<BulkRun> {
    return inTransaction(desk.work, async ({ tx, now }) => {
      const asked = { verb, body: { ...body }, numbers, undoOf: null, at: now };
      const id = await beginRun(tx, caller, asked);
      const run = await findRun(tx, { accountId: 1, id });
      if (run === null) throw new Error("The run is not there.");
      return viewOf(tx, run);
    });
  }

  const runner = () =>
    createBulkRunner({
      ...deps,
      hub: { tellRun: ({ run }) => void bulkRun.parse(run) },
      onError: (error) => {
        throw error;
      },
    });
  const finish = async (): Promise<void> => runner().work();
  const stateOf = async ({ id }: BulkRun): Promise<BulkRun> => {
    const run = await findRun(database.db, { accountId: 1, id });
    if (run === null) throw new Error("The run is gone.");
    return viewOf(database.db, run);
  };
  const undo = async (act: string, caller = owner): Promise<Undone> => {
    clock.advance(second);
    return undone.parse(
      await inTransaction(desk.work, async (work) => undoAcross(work, deps, { caller, id: act })),
    );
  };
  /** All that a row says, without what counts and seals its history. */
  async function rows(): Promise<unknown> {
    const tickets = await database.db
      .selectFrom("ticket")
      .selectAll()
      .select(sql`null`.as("updated_at"))
      .select(sql`null`.as("version"))
      .select(sql`null`.as("last_hash"))
      .orderBy("id")
      .execute();
    const active = await database.db
      .selectFrom("ticket_active")
      .selectAll()
      .select(sql`null`.as("updated_at"))
      .orderBy("id")
      .execute();
    return { tickets, active };
  }
  const statuses = async (): Promise<Record<string, number>> => {
    const found = await database.db.selectFrom("ticket").select("status").execute();
    return Object.fromEntries(
      [...Map.groupBy(found, ({ status }) => status)].map(([status, of]) => [status, of.length]),
    );
  };
  const mails = async () => {
    const found = await database.db.selectFrom("outbox").select(["state", "due_at"]).execute();
    return found.map(({ state, due_at: due }) => ({ state, inSeconds: (due - clock.now()) / second }));
  };
  const prove = async (numbers: readonly number[]): Promise<void> => {
    for (const number of numbers) expect((await verifyOneTicket(database.db, number))?.problems).toEqual([]);
  };

  it("does each ticket under one act, and asks the customers ten seconds after its end", async () => {
    const numbers = await answered(45);
    const run = await begin(numbers);
    const { db } = database;
    await workOnRun(deps, { accountId: 1, id: run.id }, 20);
    expect(await stateOf(run)).toMatchObject({ passed: 20, done: 20, state: "running" });
    clock.advance(600 * second);
    expect((await mails()).every(({ inSeconds }) => inSeconds > 3600)).toBe(true);
    await finish();
    expect(await stateOf(run)).toMatchObject({ passed: 45, done: 45, refused: 0, state: "done" });
    expect(await statuses()).toEqual({ resolved: 45 });
    expect(await mails()).toEqual(Array.from({ length: 45 }, () => ({ state: "held", inSeconds: 10 })));
    const acts = await db
      .selectFrom("ticket_event")
      .select("act")
      .distinct()
      .where("type", "=", "ticket.resolved")
      .execute();
    expect(acts).toEqual([{ act: run.act }]);
    await prove(numbers);
  });

  it("lists what refuses with the reason, leaves it as it is, and does the rest", async () => {
    const numbers = await answered(5);
    const [gone = 0, settled = 0] = numbers;
    for (const [number, verb] of [
      [gone, "delete"],
      [settled, "spam"],
    ] as const)
      await inTransaction(desk.work, async (work) =>
        performVerb(work, deps.mail, verb, { caller: owner, number, body: {} }),
      );
    const run = await begin([...numbers, 999_999]);
    await finish();
    const ended = await stateOf(run);
    expect(ended).toMatchObject({ done: 3, refused: 3, state: "done" });
    expect(ended.refusals.map(({ number, reason }) => [number, reason])).toEqual([
      [gone, "restore-first"],
      [settled, "not-spam-first"],
      [999_999, "not-found"],
    ]);
    expect(await statuses()).toEqual({ deleted: 1, spam: 1, resolved: 3 });
    await prove(numbers);
  });

  it("T61: asks the rights for each ticket, as they are when its turn comes", async () => {
    const [mine = 0, theirs = 0] = await answered(2);
    await inTransaction(desk.work, async (work) =>
      performVerb(work, deps.mail, "transfer", {
        caller: owner,
        number: theirs,
        body: { department: "Sales" },
      }),
    );
    const caller = { ...owner, agent: desk.desk.agent };
    const run = await begin([mine, theirs], { verb: "prioritise", body: { priority: "high" }, caller });
    await finish();
    expect((await stateOf(run)).refusals).toMatchObject([{ number: theirs, reason: "not-found" }]);
    const again = await begin([mine], { verb: "prioritise", body: { priority: "low" }, caller });
    await database.db.deleteFrom("department_member").where("agent_id", "=", caller.agent.id).execute();
    await finish();
    expect((await stateOf(again)).refusals).toMatchObject([{ number: mine, reason: "not-found" }]);
    const last = await begin([mine], { verb: "prioritise", body: { priority: "low" }, caller });
    await database.db
      .updateTable("agent")
      .set({ deactivated_at: "2026-11-22T12:00:00Z" })
      .where("id", "=", caller.agent.id)
      .execute();
    await finish();
    expect(await stateOf(last)).toMatchObject({ state: "stopped", passed: 0 });
  });

  it("F48: cut off in the middle of a bit leaves nothing half done, and goes on where it was", async () => {
    const numbers = await answered(30);
    const run = await begin(numbers);
    await workOnRun(deps, { accountId: 1, id: run.id }, 10);
    let calls = 0;
    const dying: BulkDeps = {
      ...deps,
      mail: {
        ...deps.mail,
        solved: async (...given) => {
          calls += 1;
          if (calls === 7) throw new Error("The process dies here.");
          await deps.mail.solved(...given);
        },
      },
    };
    await expect(workOnRun(dying, { accountId: 1, id: run.id }, 10)).rejects.toThrow("dies here");
    expect(await statuses()).toEqual({ resolved: 10, answered: 20 });
    expect(await stateOf(run)).toMatchObject({ passed: 10, done: 10 });
    await finish();
    expect(await stateOf(run)).toMatchObject({ done: 30, refused: 0, state: "done" });
    expect(await mails()).toHaveLength(30);
    await prove(numbers);
  });

  it("two runners at once do each ticket once", async () => {
    const numbers = await answered(60);
    const run = await begin(numbers);
    await Promise.all([finish(), finish(), finish()]);
    await finish();
    expect(await stateOf(run)).toMatchObject({ done: 60, refused: 0, passed: 60 });
    const events = await database.db
      .selectFrom("ticket_event")
      .select("ticket_id")
      .where("type", "=", "ticket.resolved")
      .execute();
    expect(new Set(events.map((event) => event.ticket_id)).size).toBe(60);
    expect(events).toHaveLength(60);
  });

  it("a ticket that faults each time is passed over, and holds up no other", async () => {
    const numbers = await answered(3);
    const run = await begin(numbers);
    const faults: unknown[] = [];
    const solved: BulkDeps["mail"]["solved"] = async (work, mail) => {
      if (mail.stored.ticket.number === numbers[1]) throw new Error("This one is broken.");
      await deps.mail.solved(work, mail);
    };
    const broken = createBulkRunner({
      ...deps,
      mail: { ...deps.mail, solved },
      hub: { tellRun: () => undefined },
      onError: (error) => void faults.push(error),
    });
    for (let round = 0; round < 5; round += 1) await broken.work();
    expect(await stateOf(run)).toMatchObject({ state: "done", done: 2, refused: 1 });
    expect((await stateOf(run)).refusals).toMatchObject([{ number: numbers[1], reason: "internal" }]);
    expect(faults.length).toBeGreaterThan(0);
  });

  it("is taken back exactly by one undo, with its mails, and done again by the undo of that", async () => {
    const numbers = await answered(70);
    const before = await rows();
    const run = await begin(numbers);
    await finish();
    const resolved = await rows();
    clock.advance(5 * second);
    const back = await undo(run.act);
    expect(back.bulk).toMatchObject({ verb: "undo", undoOf: run.act, total: 70 });
    clock.advance(600 * second);
    await finish();
    expect(await rows()).toEqual(before);
    expect((await mails()).map(({ state }) => state)).toEqual(Array.from({ length: 70 }, () => "cancelled"));
    await undo(back.act);
    await finish();
    expect(await rows()).toEqual(resolved);
    expect(await mails()).toEqual(Array.from({ length: 70 }, () => ({ state: "held", inSeconds: 10 })));
    const [newest] = await selectStack(database.db, { accountId: 1, agentId: owner.agent.id, limit: 1 });
    const third = await undo(newest?.id ?? "");
    await finish();
    expect(await rows()).toEqual(before);
    expect((await mails()).every(({ state }) => state === "cancelled")).toBe(true);
    const stack = await selectStack(database.db, { accountId: 1, agentId: owner.agent.id, limit: 9 });
    expect(stack.map(({ id, undoneBy }) => [id, undoneBy])).toEqual([
      [third.act, null],
      [newest?.id, third.act],
      [back.act, null],
      [run.act, back.act],
    ]);
    await prove(numbers);
  });

  it("leaves what was changed since as it is, and says what came in between", async () => {
    const numbers = await answered(3);
    const [assigned = 0, wrote = 0, plain = 0] = numbers;
    const run = await begin(numbers);
    await finish();
    clock.advance(60 * second);
    await inTransaction(desk.work, async (work) =>
      performVerb(work, deps.mail, "reopen", { caller: owner, number: assigned, body: {} }),
    );
    await inTransaction(desk.work, async (work) =>
      executeCommand(work, {
        accountId: 1,
        target: { number: wrote },
        name: "receive",
        input: { messageId: 1, digest: "" },
        by: { actor: { kind: "customer", id: 1 }, cause: { kind: "hand" } },
      }),
    );
    const { bulk } = await undo(run.act);
    await finish();
    if (bulk === null) throw new Error("The undo is no run.");
    const ended = await stateOf(bulk);
    expect(ended).toMatchObject({ done: 1, refused: 2 });
    expect(ended.refusals).toMatchObject([
      { number: assigned, reason: "changed-since", since: { type: "ticket.reopened", actor: "owner" } },
      { number: wrote, reason: "changed-since", since: { type: "message.received" } },
    ]);
    const standing = await database.db.selectFrom("ticket").select(["number", "status"]).execute();
    expect(standing).toEqual(
      expect.arrayContaining([
        { number: assigned, status: "open" },
        { number: wrote, status: "open" },
        { number: plain, status: "answered" },
      ]),
    );
    await prove([assigned, plain]);
  });

  it("stops where it is: the rest stays, and an undo takes back what was done", async () => {
    const numbers = await answered(30);
    const before = await rows();
    const run = await begin(numbers);
    await workOnRun(deps, { accountId: 1, id: run.id }, 20);
    await inTransaction(desk.work, async (work) => {
      const found = await findRun(work.tx, { accountId: 1, id: run.id }, true);
      if (found !== null) await endOf(work, deps.mail, found, "stopped");
    });
    await finish();
    expect(await statuses()).toEqual({ resolved: 20, answered: 10 });
    expect((await mails()).every(({ inSeconds }) => inSeconds === 10)).toBe(true);
    const { bulk } = await undo(run.act);
    expect(bulk?.total).toBe(20);
    await finish();
    expect(await rows()).toEqual(before);
  });

  it("under way, an undo stops it first", async () => {
    const numbers = await answered(30);
    const before = await rows();
    const run = await begin(numbers);
    await workOnRun(deps, { accountId: 1, id: run.id }, 20);
    await undo(run.act);
    await finish();
    expect(await stateOf(run)).toMatchObject({ state: "stopped", done: 20 });
    expect(await rows()).toEqual(before);
  });

  it("is on its agent's stack, and nobody else's", async () => {
    const numbers = await answered(2);
    const run = await begin(numbers, { verb: "assign", body: { agent: "marta@primer.test" } });
    const stack = await selectStack(database.db, { accountId: 1, agentId: owner.agent.id, limit: 5 });
    expect(stack).toMatchObject([
      { id: run.act, verb: "assign", numbers, detail: { agent: "marta@primer.test" }, undoneBy: null },
    ]);
    await finish();
    await expect(undo(run.act, { ...owner, agent: desk.desk.lead })).rejects.toMatchObject({
      code: "not-found",
    });
    await undo(run.act);
    await expect(undo(run.act)).rejects.toMatchObject({ details: { reason: "undone" } });
  });

  it("cannot be taken back after a day", async () => {
    const run = await begin(await answered(1));
    await finish();
    clock.advance(86_401 * second);
    await expect(undo(run.act)).rejects.toMatchObject({ details: { reason: "too-late" } });
  });
});
