import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { activeStatuses, statuses } from "@kvit/domain/tickets";
import { languages, type Language } from "@kvit/i18n/language";
import { createTestApp, ownFeatures, type TestApp } from "../../test/app.ts";
import { createTestDatabase, type TestDatabase } from "../../test/database.ts";
import { createTicket, fakeClock, noon, workDeps } from "../../test/factories.ts";
import { createMailDesk, until, type MailDesk } from "../../test/mail-desk.ts";
import { noMail } from "../../test/no-mail.ts";
import { fireTimers } from "../timers/index.ts";
import { verifyAllTickets } from "../verify/index.ts";
import { addSamples, removeSamples, sampleRoutes } from "./index.ts";

const databases: TestDatabase[] = [];
async function newDatabase(): Promise<TestDatabase> {
  const database = await createTestDatabase();
  databases.push(database);
  return database;
}
afterAll(async () => {
  for (const database of databases) await database.drop();
});

const nobodyListens = async () => undefined;

describe("sample tickets", () => {
  let database: TestDatabase;
  let desk: MailDesk;
  let relay: SMTPServer;
  const relayed: string[] = [];

  const add = async (language: Language) =>
    addSamples(workDeps(database.db), { accountId: 1, language, agentId: desk.desk.owner.id });
  const remove = async () =>
    removeSamples({ db: database.db, clock: fakeClock(), onTicketsGone: nobodyListens }, { accountId: 1 });
  const tickets = async () =>
    database.db.selectFrom("ticket").selectAll().where("channel", "=", "sample").orderBy("id").execute();

  beforeAll(async () => {
    database = await newDatabase();
    relay = new SMTPServer({
      disabledCommands: ["STARTTLS", "AUTH"],
      onRcptTo: ({ address }, _session, callback) => {
        relayed.push(address);
        callback();
      },
      onData: (stream, _session, callback) => {
        stream.resume();
        stream.on("end", callback);
      },
    });
    const { promise, resolve } = Promise.withResolvers<number>();
    const listening = relay.listen(0, "127.0.0.1", () => {
      const address = listening.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
    desk = await createMailDesk(database.db, { smtpUrl: `smtp://127.0.0.1:${await promise}` });
  });
  afterAll(async () => {
    await desk.close();
    const { promise, resolve } = Promise.withResolvers<void>();
    relay.close(() => resolve());
    await promise;
  });

  it.each([...languages])(
    "show all eight states that can be seen, in %s, with histories that are whole",
    async (language) => {
      expect(await add(language)).toBe(12);
      const rows = await tickets();
      const seen = new Set(rows.map((row) => row.status));
      expect(statuses.filter((status) => !seen.has(status))).toEqual(["purged"]);
      expect(new Set(rows.map((row) => row.language))).toEqual(new Set([language]));
      expect(new Set(rows.map((row) => row.subject)).size).toBe(12);
      expect(rows.map((row) => row.created_at)).toEqual(
        rows.map((row) => row.created_at).sort((a, b) => a - b),
      );
      const verdict = await verifyAllTickets(database.db, { connection: database.connection });
      expect(verdict).toMatchObject({ tickets: 12, problems: [] });
      expect(await remove()).toBe(12);
    },
  );

  it("begin with the one that teaches: of our turn it has waited longest, and it names the keys", async () => {
    await add("en");
    const [first] = await database.db
      .selectFrom("ticket_active as a")
      .innerJoin("message as m", "m.ticket_id", "a.id")
      .select(["m.text", "a.status"])
      .where("a.status", "in", ["new", "open"])
      .orderBy("a.waiting_since")
      .orderBy("m.id")
      .limit(1)
      .execute();
    expect(first?.status).toBe("new");
    for (const key of [" r:", " e:", " z:", "Ctrl+K", "⌘K"]) expect(first?.text).toContain(key);
  });

  it("are made once only", async () => {
    expect(await add("sl")).toBe(0);
    expect(await tickets()).toHaveLength(12);
  });

  it("keep the postponed one asleep until a day to come", async () => {
    expect(await fireTimers({ ...workDeps(database.db), mail: noMail })).toBe(0);
    const wakes = database.db.selectFrom("sla_timer").select("due_at").where("kind", "=", "wake");
    const [timer] = await wakes.execute();
    expect(timer?.due_at).toBeGreaterThan(noon);
  });

  it("send nothing out of the house, with a relay set", async () => {
    const own = await createTicket(desk.work, desk.desk);
    await desk.reply(own.stored.ticket.number, "To a real customer");
    const samples = (await tickets()).filter((row) => activeStatuses.some((status) => status === row.status));
    for (const { number } of samples) await desk.reply(number, "To a sample", { resolve: true });
    await until(async () => {
      const waiting = await database.db
        .selectFrom("outbox")
        .select("id")
        .where("state", "!=", "sent")
        .execute();
      return waiting.length === 0;
    }, "every mail has come to its end");
    expect(relayed).toEqual(["ana@customer.test"]);
    const outbox = await database.db.selectFrom("outbox").select(["sandboxed", "ticket_id"]).execute();
    expect(outbox.filter((row) => row.ticket_id !== own.ticket.id).map((row) => row.sandboxed)).toEqual(
      samples.map(() => true),
    );
  });

  it("go without a trace, and leave own tickets and people as they are", async () => {
    const gone = new Set((await tickets()).map((row) => row.id));
    const [sample] = await tickets();
    await database.db
      .insertInto("draft")
      .values({
        account_id: 1,
        agent_id: desk.desk.owner.id,
        ticket_id: sample?.id ?? 0,
        kind: "note",
        body: "x",
      })
      .execute();
    const before = await database.db
      .selectFrom("ticket")
      .selectAll()
      .where("channel", "<>", "sample")
      .execute();
    expect(await remove()).toBe(12);
    for (const table of [
      "ticket_event",
      "ticket_interval",
      "message",
      "outbox",
      "draft",
      "sla_timer",
      "attachment",
    ] as const) {
      const rows = await database.db.selectFrom(table).select("ticket_id").execute();
      expect(rows.filter((row) => row.ticket_id !== null && gone.has(row.ticket_id))).toEqual([]);
    }
    const queue = await database.db.selectFrom("ticket_active").select("id").execute();
    expect(queue.filter(({ id }) => gone.has(id))).toEqual([]);
    expect(await database.db.selectFrom("ticket").selectAll().execute()).toEqual(before);
    const addresses = await database.db.selectFrom("contact_address").select("address_key").execute();
    expect(addresses).toEqual([{ address_key: "ana@customer.test" }]);
    const verdict = await verifyAllTickets(database.db, { connection: database.connection });
    expect(verdict).toMatchObject({ tickets: 1, problems: [] });
    expect(await remove()).toBe(0);
  });
});

describe("/api/v1/samples", () => {
  let app: TestApp;
  const gone: (readonly number[])[] = [];

  beforeAll(async () => {
    const database = await newDatabase();
    app = await createTestApp(database.db, {
      features: (parts) => [
        ...ownFeatures(parts),
        sampleRoutes({
          db: parts.db,
          clock: parts.clock,
          onTicketsGone: async (_account, ids) => void gone.push(ids),
        }),
      ],
    });
  });
  afterAll(async () => app.close());

  it("counts and removes them, tells memory, and writes it down", async () => {
    const owner = await app.addAgent({ email: "olga@primer.test", role: "owner" });
    await addSamples(workDeps(app.db), { accountId: 1, language: "pl", agentId: owner.id });
    const browser = await app.signedIn(owner);
    expect((await browser.get("/api/v1/samples")).json()).toEqual({ tickets: 12 });
    const removed = await browser.delete("/api/v1/samples");
    expect({ status: removed.statusCode, body: removed.json() }).toEqual({
      status: 200,
      body: { tickets: 0 },
    });
    expect(gone.map((ids) => ids.length)).toEqual([12]);
    const audit = await app.db.selectFrom("setting_audit").select(["subject", "action", "before"]).execute();
    expect(audit).toContainEqual({ subject: "samples", action: "removed", before: { tickets: 12 } });
  });

  it("lets only those remove them who may change settings", async () => {
    const agent = await app.addAgent({ email: "marta@primer.test", role: "agent" });
    expect((await (await app.signedIn(agent)).delete("/api/v1/samples")).statusCode).toBe(403);
  });
});
