import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../test/database.ts";
import { createMailDesk, mail, until, type MailDesk } from "../../../test/mail-desk.ts";

describe("a mail's way through the desk", () => {
  let database: TestDatabase;
  let desk: MailDesk;
  beforeAll(async () => {
    database = await createTestDatabase();
    desk = await createMailDesk(database.db);
  });
  afterAll(async () => {
    await desk.close();
    await database.drop();
  });

  it("becomes a ticket, is answered, and the answer to that comes back to the same ticket", async () => {
    await desk.hand(mail({ text: "It burns.", id: "first@customer.test" }));
    await desk.settled();
    const [line] = await database.db.selectFrom("intake").selectAll().execute();
    expect(line).toMatchObject({
      state: "message",
      reason: "new-ticket",
      door: "smtp",
      mail_id: "first@customer.test",
    });
    const ticket = await database.db.selectFrom("ticket").selectAll().executeTakeFirstOrThrow();
    expect(ticket).toMatchObject({ status: "new", subject: "Printer is on fire", channel: "email" });

    await desk.reply(ticket.number, "Pull the plug.");
    await until(async () => (await outbox(database, "reply"))?.state === "sent", "the reply is sent");
    const reply = await outbox(database, "reply");
    expect(reply?.recipients).toEqual(["ann@customer.test"]);
    expect(reply?.sandboxed).toBe(true);

    await desk.hand(
      mail({
        subject: `Re: ${ticket.subject}`,
        text: "It is out now.",
        headers: [`In-Reply-To: <${reply?.mail_id}>`],
      }),
    );
    await desk.settled();
    const after = await database.db.selectFrom("ticket").selectAll().execute();
    expect(after).toHaveLength(1);
    expect(after[0]?.status).toBe("open");
    const messages = await database.db.selectFrom("message").selectAll().orderBy("id").execute();
    expect(messages.map((message) => [message.kind, message.threaded_by, message.verified])).toEqual([
      ["customer", null, true],
      ["agent", null, true],
      ["customer", "message-id", true],
    ]);
  });
});

async function outbox(database: TestDatabase, kind: string) {
  return database.db.selectFrom("outbox").selectAll().where("kind", "=", kind).executeTakeFirst();
}
