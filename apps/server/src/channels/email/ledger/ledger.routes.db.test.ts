import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LedgerEntry, LedgerSums, SandboxMail } from "@kvit/contract/mail";
import { createTestDatabase, type TestDatabase } from "../../../../test/database.ts";
import { createMailDesk, mail, principal, until, type MailDesk } from "../../../../test/mail-desk.ts";
import { watchAnswers } from "../../../../test/watch-answers.ts";
import { createHttpApp } from "../../../platform/http/app.ts";
import type { Principal } from "../../../platform/http/principal.ts";
import { createLog } from "../../../platform/telemetry/log.ts";

describe("the mail ledger over HTTP", () => {
  let database: TestDatabase;
  let desk: MailDesk;
  let app: FastifyInstance;
  let caller: Principal | null = null;
  beforeAll(async () => {
    database = await createTestDatabase();
    desk = await createMailDesk(database.db, { floodPerMinute: 3 });
    app = await createHttpApp({
      log: createLog("silent"),
      publicUrl: "http://desk.test",
      trustProxy: [],
      authenticate: async () => caller,
      maxBodyBytes: 1_000_000,
    });
    watchAnswers(app);
    await app.register(desk.channel.routes);
    caller = principal(desk.desk);
    await desk.hand(mail({ id: "one@customer.test", subject: "Žaba" }));
    await desk.hand(mail({ id: "two@customer.test" }));
    await desk.settled();
    await desk.hand(mail({ from: "support@desk.test", id: "loop@desk.test" }), { from: "support@desk.test" });
    for (let index = 0; index < 5; index += 1) await desk.hand(mail({ from: "bomber@customer.test" }));
    const twice = mail({ id: "twice@customer.test", from: "bob@other.test" });
    await desk.hand(twice);
    await desk.hand(twice);
    await desk.settled();
  });
  afterAll(async () => {
    await app.close();
    await desk.close();
    await database.drop();
  });

  async function get<Body>(url: string): Promise<Body> {
    const answer = await app.inject({ url, headers: { cookie: "session=x" } });
    expect(answer.statusCode, answer.body).toBe(200);
    return answer.json<Body>();
  }
  const post = async (url: string) => app.inject({ method: "POST", url, headers: { cookie: "session=x" } });
  const list = async (query = "") =>
    get<{ items: LedgerEntry[]; next: string | null }>(`/api/v1/mail${query}`);

  it("lists every mail, newest first, page by page", async () => {
    const all = await list();
    expect(all.items).toHaveLength(10);
    expect(all.next).toBeNull();
    const first = await list("?limit=4");
    const second = await list(`?limit=4&cursor=${first.next}`);
    const third = await list(`?limit=4&cursor=${second.next}`);
    expect([...first.items, ...second.items, ...third.items]).toEqual(all.items);
    expect(third.next).toBeNull();
  });

  it("finds by state, door and words", async () => {
    expect((await list("?state=suspended")).items.map((entry) => entry.reason)).toEqual([
      "flood",
      "flood",
      "own-address",
    ]);
    expect((await list("?door=imap")).items).toEqual([]);
    expect((await list(`?q=${encodeURIComponent("žaba")}`)).items.map((entry) => entry.messageId)).toEqual([
      "one@customer.test",
    ]);
  });

  it("sums by door what came and what became of it, and the parts add up", async () => {
    const { doors } = await get<LedgerSums>("/api/v1/mail/sums");
    expect(doors.map((row) => row.door)).toEqual(["smtp", "lmtp", "imap", "pipe"]);
    for (const row of doors)
      expect(row.pending + row.message + row.suspended + row.ignored + row.failed).toBe(row.received);
    expect(doors[0]).toMatchObject({ received: 10, message: 6, suspended: 3, ignored: 1 });
  });

  it("hands out the mail as it came, as a download that cannot act", async () => {
    const [entry] = (await list("?q=one@customer.test")).items;
    const answer = await app.inject({
      url: `/api/v1/mail/${entry?.id}/raw`,
      headers: { cookie: "session=x" },
    });
    expect(answer.headers).toMatchObject({
      "content-type": "text/plain; charset=us-ascii",
      "content-disposition": `attachment; filename="mail-${entry?.id}.eml"`,
      "x-content-type-options": "nosniff",
    });
    expect(answer.body).toMatch(/^From: Ann/);
    expect(answer.rawPayload.length).toBe(entry?.size);
  });

  it("runs a held back mail again, and then it is a ticket", async () => {
    const [held] = (await list("?state=suspended&q=support@desk.test")).items;
    const answer = await post(`/api/v1/mail/${held?.id}/rerun`);
    expect(answer.json()).toMatchObject({ state: "pending", detail: "Run again by Marta Kos." });
    await desk.settled();
    const after = await get<LedgerEntry>(`/api/v1/mail/${held?.id}`);
    expect(after).toMatchObject({ state: "message", ticket: expect.any(Number) });
  });

  it("runs a duplicate again without doubling the message", async () => {
    const [repeat] = (await list("?state=ignored")).items;
    const messages = async () => (await database.db.selectFrom("message").select("id").execute()).length;
    const before = await messages();
    await post(`/api/v1/mail/${repeat?.id}/rerun`);
    await desk.settled();
    expect(await get<LedgerEntry>(`/api/v1/mail/${repeat?.id}`)).toMatchObject({
      state: "ignored",
      reason: "duplicate",
    });
    expect(await messages()).toBe(before);
  });

  it("neither runs a message again nor ignores it", async () => {
    const [entry] = (await list("?state=message")).items;
    expect((await post(`/api/v1/mail/${entry?.id}/rerun`)).statusCode).toBe(409);
    expect((await post(`/api/v1/mail/${entry?.id}/ignore`)).statusCode).toBe(409);
    expect((await post("/api/v1/mail/999999/rerun")).statusCode).toBe(404);
  });

  it("sets a held back mail aside with the name of who did it", async () => {
    const [held] = (await list("?state=suspended")).items;
    expect((await post(`/api/v1/mail/${held?.id}/ignore`)).json()).toMatchObject({
      state: "ignored",
      reason: "by-hand",
      detail: "Set aside by Marta Kos.",
    });
  });

  it("shows the sandbox as recipients would see it, and secrets to the owner alone", async () => {
    await database.db.transaction().execute(async (tx) =>
      desk.channel.post.reset(tx, {
        accountId: 1,
        to: "owner@primer.test",
        name: "Owner",
        language: "sl",
        deskName: "Primer",
        link: "http://desk.test/reset/SECRET",
        expiresAt: Date.now() * 1000 + 3_600_000_000,
      }),
    );
    const sandbox = async () => (await get<{ items: SandboxMail[] }>("/api/app/sandbox")).items;
    await until(
      async () => (await sandbox()).some((each) => each.kind === "reset"),
      "the reset is in the sandbox",
    );
    const receipt = (await sandbox()).find((each) => each.kind === "receipt");
    expect(receipt).toMatchObject({
      from: "Primer <support@desk.test>",
      state: "sent",
      ticket: expect.any(Number),
    });
    expect(receipt?.headers).toContainEqual({ name: "Auto-Submitted", value: "auto-replied" });
    expect(await get<SandboxMail>(`/api/app/sandbox/${receipt?.id}`)).toEqual(receipt);
    const reset = (await sandbox()).find((each) => each.kind === "reset");
    expect(reset?.html).toContain("SECRET");
    caller = { ...principal(desk.desk), agent: { ...desk.desk.owner, role: "admin" } };
    expect((await sandbox()).some((each) => each.kind === "reset")).toBe(false);
    expect(
      (await app.inject({ url: `/api/app/sandbox/${reset?.id}`, headers: { cookie: "x=1" } })).statusCode,
    ).toBe(404);
    caller = principal(desk.desk);
  });

  it("is closed to those who may not read it", async () => {
    caller = { ...principal(desk.desk), agent: desk.desk.agent };
    for (const url of ["/api/v1/mail", "/api/v1/mail/sums", "/api/v1/mail/1/raw", "/api/app/sandbox"])
      expect((await app.inject({ url, headers: { cookie: "session=x" } })).statusCode).toBe(403);
    caller = null;
    expect((await app.inject({ url: "/api/v1/mail" })).statusCode).toBe(401);
    caller = principal(desk.desk);
  });
});
