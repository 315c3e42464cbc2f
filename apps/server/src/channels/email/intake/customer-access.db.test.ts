import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FastifyInstance } from "fastify";
import { pino } from "pino";
import { customerBrowser } from "../../../../test/customer-browser.ts";
import { createTestDatabase, type TestDatabase } from "../../../../test/database.ts";
import { createMailDesk, links, mail, type MailDesk } from "../../../../test/mail-desk.ts";
import { customerRoutes } from "../../../customers/index.ts";
import { createBackground } from "../../../sign-in/index.ts";
import { createHttpApp } from "../../../platform/http/app.ts";
import { outgoingContent } from "../outbox/outgoing-mail.ts";

let database: TestDatabase;
let desk: MailDesk;
let app: FastifyInstance;

beforeAll(async () => {
  database = await createTestDatabase();
  desk = await createMailDesk(database.db);
  const publicUrl = "http://desk.test";
  app = await createHttpApp({
    log: pino({ level: "silent" }),
    publicUrl,
    trustProxy: [],
    authenticate: async () => null,
    maxBodyBytes: 1_000_000,
  });
  await app.register(
    customerRoutes({
      ...desk.work,
      accountId: 1,
      blobs: desk.blobs,
      links,
      mails: {
        code: desk.channel.post.code,
        links: desk.channel.post.links,
        receipt: desk.channel.mail.receipt,
      },
      background: createBackground((error) => {
        throw error;
      }),
      publicUrl,
      refresh: async () => undefined,
    }),
  );
});
afterAll(async () => {
  await app.close();
  await desk.close();
  await database.drop();
});

const canary = "VERIFY-CODE-8842";
/** What the receipt to this address says, and where its link leads. */
async function receiptTo(address: string) {
  const rows = await database.db.selectFrom("outbox").selectAll().where("kind", "=", "receipt").execute();
  const receipt = rows.find((row) => row.recipients.includes(address));
  const content = receipt === undefined ? null : outgoingContent.parse(receipt.content);
  return { receipt, path: /http:\/\/desk\.test(\/r\/[\w.-]+)/.exec(content?.text ?? "")?.[1] ?? "" };
}

describe("T9: a verification mail of another service that arrives at the desk", () => {
  it("from an address behind which nobody reads is told to nobody", async () => {
    await desk.hand(mail({ from: "SaaS <no-reply@saas.test>", subject: canary, text: canary }), {
      from: "no-reply@saas.test",
    });
    await desk.settled();
    expect(await database.db.selectFrom("ticket").selectAll().execute()).toHaveLength(1);
    expect(await database.db.selectFrom("outbox").selectAll().execute()).toEqual([]);
  });

  it("is in no word of the receipt, and on no page before the address is proven by what was mailed to it", async () => {
    await desk.hand(mail({ from: "SaaS <verify@saas.test>", subject: canary, text: canary }), {
      from: "verify@saas.test",
    });
    await desk.settled();
    const { receipt, path } = await receiptTo("verify@saas.test");
    expect(path).not.toBe("");
    expect(JSON.stringify(receipt)).not.toContain(canary);
    const browser = customerBrowser(app, "192.0.2.9");
    expect(await browser.get(path)).toMatchObject({
      statusCode: 200,
      body: expect.not.stringContaining(canary),
    });
    const wrong = await browser.post(`${path}?do=enter`, { code: "000000" });
    expect(wrong.body).not.toContain(canary);
    await browser.post(`${path}?do=code`);
    const codes = await database.db.selectFrom("outbox").selectAll().where("kind", "=", "code").execute();
    expect(codes.map((row) => row.recipients)).toEqual([["verify@saas.test"]]);
    const code = /\b\d{6}\b/.exec(outgoingContent.parse(codes[0]?.content).text)?.[0] ?? "";
    expect((await customerBrowser(app, "192.0.2.10").post(`${path}?do=enter`, { code })).body).not.toContain(
      canary,
    );
    expect((await browser.post(`${path}?do=enter`, { code })).statusCode).toBe(303);
    expect((await browser.get(path)).body).toContain(canary);
  });
});
