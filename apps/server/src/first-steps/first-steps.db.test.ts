import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { FirstSteps } from "@kvit/contract/first-steps";
import { createTestApp, ownFeatures, type Browser, type TestApp } from "../../test/app.ts";
import { createTestDatabase, type TestDatabase } from "../../test/database.ts";
import { createTicket, fakeClock, workDeps, type Desk } from "../../test/factories.ts";
import { addSamples, removeSamples } from "../samples/index.ts";
import { executeCommand } from "../tickets/execute-command.ts";
import { insertMessage } from "../tickets/messages.queries.ts";
import { readEvents } from "../tickets/tickets.queries.ts";
import { inTransaction } from "../tickets/unit-of-work.ts";
import { firstStepRoutes } from "./index.ts";

let database: TestDatabase;
let desk: TestApp;
let owner: { readonly id: number; readonly email: string };
let asOwner: Browser;
let relay = false;

beforeAll(async () => {
  database = await createTestDatabase();
  desk = await createTestApp(database.db, {
    features: (parts) => [
      ...ownFeatures(parts),
      firstStepRoutes({ db: parts.db, hasRelay: async () => relay }),
    ],
  });
  owner = await desk.addAgent({ email: "petra@primer.test", role: "owner" });
  asOwner = await desk.signedIn(owner);
  await addSamples(workDeps(database.db), { accountId: 1, language: "en", agentId: owner.id });
});
afterAll(async () => {
  await desk?.close();
  await database?.drop();
});
beforeEach(() => {
  relay = false;
});

async function steps(): Promise<FirstSteps> {
  const answer = await asOwner.get("/api/app/first-steps");
  expect(answer.statusCode).toBe(200);
  return answer.json<FirstSteps>();
}

describe("the first steps", () => {
  it("are all ahead on a fresh desk, whatever the samples' own histories tell", async () => {
    const fresh = await steps();
    expect(fresh).toEqual({
      samples: 12,
      teacher: expect.any(Number),
      tried: { reply: false, resolve: false, undo: false },
      mailbox: { id: expect.any(Number), address: false, in: false, out: false, back: false },
      team: false,
      real: false,
    });
    const teacher = await database.db
      .selectFrom("ticket")
      .select(["status", "channel"])
      .where("number", "=", fresh.teacher ?? 0)
      .executeTakeFirstOrThrow();
    expect(teacher).toEqual({ status: "new", channel: "sample" });
  });

  it("tick replying with an answer to any ticket that was not taken back, and with no other mail", async () => {
    const write = async (kind: string, state: "cancelled" | "held" | "sent") => {
      const row = { account_id: 1, kind, state, mail_id: `${kind}-${state}@desk.test` };
      const words = { envelope_from: "", recipients: [], subject: "", content: "{}" };
      await database.db
        .insertInto("outbox")
        .values({ ...row, ...words })
        .execute();
      return (await steps()).tried.reply;
    };
    expect(await write("receipt", "sent")).toBe(false);
    expect(await write("solved", "held")).toBe(false);
    expect(await write("reply", "cancelled")).toBe(false);
    expect(await write("reply", "held")).toBe(true);
    await database.db.deleteFrom("outbox").execute();
  });

  it("tick replying, resolving and undoing on a sample", async () => {
    const { teacher } = await steps();
    const { id } = await database.db
      .selectFrom("ticket")
      .select("id")
      .where("number", "=", teacher ?? 0)
      .executeTakeFirstOrThrow();
    const work = workDeps(database.db, fakeClock());
    const actor = { kind: "agent", id: owner.id } as const;
    const common = { accountId: 1, target: { id }, by: { actor, cause: { kind: "hand" } } } as const;
    await inTransaction(work, async (unit) => {
      const written = await insertMessage(unit.tx, {
        accountId: 1,
        ticketId: id,
        kind: "agent",
        channel: "sample",
        at: unit.now,
        author: { actor, name: "Petra", address: owner.email },
        text: "Thank you.",
      });
      await executeCommand(unit, {
        ...common,
        name: "reply",
        input: { ...written, then: "answered", holdUntil: null },
      });
    });
    expect((await steps()).tried).toEqual({ reply: true, resolve: false, undo: false });
    await inTransaction(work, async (unit) =>
      executeCommand(unit, { ...common, name: "resolve", input: {} }),
    );
    expect((await steps()).tried).toEqual({ reply: true, resolve: true, undo: false });
    await inTransaction(work, async (unit) => {
      const events = await readEvents(unit.tx, 1, id);
      const act = events.findLast((event) => event.type === "ticket.resolved")?.act ?? "";
      await executeCommand(unit, {
        ...common,
        name: "undo",
        by: { actor, cause: { kind: "undo", act } },
        input: { act, events: events.filter((event) => event.act === act), messagesStillHeld: true },
      });
    });
    expect((await steps()).tried).toEqual({ reply: true, resolve: true, undo: true });
  });

  it("tick the parts of a mailbox one by one", async () => {
    await database.db.updateTable("mailbox").set({ address: "help@primer.test" }).execute();
    expect((await steps()).mailbox).toMatchObject({ address: true, in: false, out: false, back: false });
    relay = true;
    expect((await steps()).mailbox).toMatchObject({ out: true });
    await database.db
      .insertInto("intake")
      .values({ account_id: 1, door: "smtp", mailbox_id: 1, sha256: "0", size: 1, state: "message" })
      .execute();
    expect((await steps()).mailbox).toMatchObject({ in: true, back: false });
    await database.db
      .insertInto("setting")
      .values({
        account_id: 1,
        key: "round-trip 1",
        value: JSON.stringify({ mailId: "a", askedAt: 1, backAt: 2 }),
      })
      .execute();
    expect((await steps()).mailbox).toMatchObject({ back: true });
  });

  it("tick the team with an invitation", async () => {
    const invited = await asOwner.post("/api/v1/invitations", {
      emails: ["jan@primer.test"],
      role: "agent",
    });
    expect(invited.statusCode).toBeLessThan(300);
    expect((await steps()).team).toBe(true);
  });

  it("offer to remove the samples with the first real ticket, until they are gone", async () => {
    expect((await steps()).real).toBe(false);
    const { id: departmentId } = await database.db
      .selectFrom("department")
      .select("id")
      .executeTakeFirstOrThrow();
    await createTicket(workDeps(database.db), { departmentId } as Desk);
    expect(await steps()).toMatchObject({ real: true, samples: 12 });
    await removeSamples(
      { db: database.db, clock: fakeClock(), onTicketsGone: async () => undefined },
      { accountId: 1 },
    );
    expect(await steps()).toMatchObject({ samples: 0, teacher: null });
  });

  it("stay away once they were put away, on every device of that person", async () => {
    const before = (await asOwner.get("/api/app/me")).json<{ preferences: object }>();
    expect(before.preferences).toMatchObject({ checklistHidden: false });
    await asOwner.patch("/api/app/me", { preferences: { checklistHidden: true } });
    const elsewhere = await desk.signedIn(owner);
    expect((await elsewhere.get("/api/app/me")).json<{ preferences: object }>().preferences).toMatchObject({
      checklistHidden: true,
    });
  });

  it("are for those who set up the desk", async () => {
    const admin = await desk.signedIn(await desk.addAgent({ email: "admin@primer.test", role: "admin" }));
    expect((await admin.get("/api/app/first-steps")).statusCode).toBe(200);
    const agent = await desk.signedIn(await desk.addAgent({ email: "agent@primer.test", role: "agent" }));
    expect((await agent.get("/api/app/first-steps")).statusCode).toBe(403);
  });
});
