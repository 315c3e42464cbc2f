import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../test/database.ts";
import { whileAway } from "../../../test/database-away.ts";
import { freePort } from "../../../test/dovecot.ts";
import { createFakeRelay, type FakeRelay } from "../../../test/fake-relay.ts";
import { createMailDesk, mail, sendRaw, until, type MailDesk } from "../../../test/mail-desk.ts";
import { postfixMissing, startPostfix, type Postfix } from "../../../test/postfix.ts";

const missing = postfixMissing();
if (missing !== null) console.log(`Skipped: ${missing}, so no mail goes through it.`);

describe.skipIf(missing !== null)("through a real Postfix", () => {
  let database: TestDatabase;
  let away: FakeRelay;
  let postfix: Postfix;
  let desk: MailDesk;
  beforeAll(async () => {
    database = await createTestDatabase();
    const smtpPort = await freePort();
    away = await createFakeRelay();
    away.onRecipient = () => ({ code: 550, words: "5.1.1 There is nobody of that name" });
    postfix = await startPostfix({ deskPort: smtpPort, awayPort: Number(new URL(away.url).port) });
    desk = await createMailDesk(database.db, {
      smtpUrl: `smtp://127.0.0.1:${postfix.port}`,
      doors: { host: "127.0.0.1", smtpPort, lmtpPort: null },
    });
  }, 120_000);
  afterAll(async () => {
    await desk.close();
    await postfix.remove();
    await away.close();
    await database.drop();
  });

  const tickets = async () => database.db.selectFrom("ticket").selectAll().orderBy("id").execute();
  const ledger = async () => database.db.selectFrom("intake").selectAll().orderBy("id").execute();
  const byPostfix = async (raw: string, from = "ann@customer.test") => sendRaw(postfix.port, raw, { from });
  const state = async (kind: string) =>
    (
      await database.db
        .selectFrom("outbox")
        .select("state")
        .where("kind", "=", kind)
        .orderBy("id", "desc")
        .executeTakeFirst()
    )?.state;

  it("brings a mail in, the receipt and the answer to Ann's mailbox, and her answer back to the ticket", async () => {
    await byPostfix(mail({ id: "postfix@customer.test", subject: "Tiskalnik gori" }));
    await until(async () => (await tickets()).length === 1, "there is a ticket");
    await until(async () => (await postfix.mailbox("ann")).length === 1, "Ann has the receipt");
    const [ticket] = await tickets();
    await desk.reply(ticket?.number ?? 0, "Izvlecite vtič.");
    await until(async () => (await postfix.mailbox("ann")).length === 2, "Ann has the answer");
    const answer = (await postfix.mailbox("ann")).find(
      (raw) => /^In-Reply-To: <postfix@customer\.test>/m.test(raw) && /Re: Tiskalnik/.test(raw),
    );
    const [, replyTo = ""] = /^Reply-To: (\S+)/m.exec(answer ?? "") ?? [];
    const [, messageId = ""] = /^Message-ID: <([^>]+)>/im.exec(answer ?? "") ?? [];
    expect(replyTo).toMatch(/^support\+t/);
    expect(answer).toMatch(/^Return-Path: <support\+t/m);
    await sendRaw(
      postfix.port,
      mail({ to: replyTo, headers: [`In-Reply-To: <${messageId}>`], text: "Hvala, gori naprej." }),
      {
        from: "ann@customer.test",
        to: [replyTo],
      },
    );
    await until(async () => (await tickets())[0]?.status === "open", "the ticket is open again");
    expect(await tickets()).toHaveLength(1);
  }, 60_000);

  it("F20: keeps the mail while the database is away, and brings it once when it is back", async () => {
    const before = (await ledger()).length;
    await whileAway(database, async () => {
      await byPostfix(mail({ id: "kept@customer.test", subject: "kept" }));
      await until(async () => (await postfix.queued()) === 1, "Postfix keeps the mail");
      await new Promise((resolve) => setTimeout(resolve, 500));
      expect(await postfix.queued()).toBe(1);
    });
    await until(
      async () => {
        await postfix.flush();
        return (await postfix.queued()) === 0;
      },
      "Postfix has got rid of it",
      30_000,
    );
    await desk.settled();
    const added = (await ledger()).slice(before);
    expect(added.filter((row) => row.state === "message")).toHaveLength(1);
    expect(added.every((row) => row.state === "message" || row.reason === "duplicate")).toBe(true);
  }, 60_000);

  it("says in words that an address does not exist when Postfix refuses it", async () => {
    await byPostfix(
      mail({ from: "Gone <gone@customer.test>", subject: "From nobody" }),
      "gone@customer.test",
    );
    await until(
      async () => (await tickets()).some((row) => row.subject === "From nobody"),
      "there is a ticket",
    );
    const ticket = (await tickets()).find((row) => row.subject === "From nobody");
    await desk.reply(ticket?.number ?? 0, "Hello?");
    await until(async () => (await state("reply")) === "failed", "the answer has failed");
    const row = await database.db
      .selectFrom("outbox")
      .selectAll()
      .where("kind", "=", "reply")
      .where("state", "=", "failed")
      .executeTakeFirst();
    expect(row?.last_error).toMatch(/^Not delivered: the address gone@customer\.test does not exist/);
  }, 60_000);

  it("T27: attaches Postfix's own report to the answer that could not be delivered", async () => {
    await byPostfix(mail({ from: "Far <far@away.test>", subject: "From far" }), "far@away.test");
    await until(async () => (await tickets()).some((row) => row.subject === "From far"), "there is a ticket");
    const before = (await tickets()).length;
    const ticket = (await tickets()).find((row) => row.subject === "From far");
    await desk.reply(ticket?.number ?? 0, "Can you hear me?");
    await until(async () => (await state("reply")) === "bounced", "the answer has come back", 30_000);
    expect((await tickets()).length).toBe(before);
    const report = await database.db
      .selectFrom("message")
      .selectAll()
      .where("ticket_id", "=", ticket?.id ?? 0)
      .where("kind", "=", "automatic")
      .executeTakeFirst();
    expect(report).toMatchObject({
      threaded_by: "bounce",
      text: expect.stringContaining("550 5.1.1 There is nobody"),
    });
  }, 60_000);
});
