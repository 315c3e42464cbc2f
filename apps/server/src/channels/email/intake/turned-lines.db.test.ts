import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../../test/database.ts";
import { createMailDesk, mail, type MailDesk } from "../../../../test/mail-desk.ts";

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

const turning = /[\u202A-\u202E\u2066-\u2069]/;

it("shows no subject and no name of a mail that turns the reading direction, and keeps the mail as it came", async () => {
  await desk.hand(
    Buffer.from(mail({ from: '"Ann \u202Egro.knab" <ann@customer.test>', subject: "Paid \u2067fdp.exe" })),
  );
  await desk.settled();
  const { db } = database;
  const ticket = await db.selectFrom("ticket").select(["subject"]).executeTakeFirstOrThrow();
  const contact = await db.selectFrom("contact").select("name").executeTakeFirstOrThrow();
  const message = await db.selectFrom("message").select("author_name").executeTakeFirstOrThrow();
  const intake = await db.selectFrom("intake").select(["subject", "sha256"]).executeTakeFirstOrThrow();
  expect(ticket.subject).toBe("Paid fdp.exe");
  expect(contact.name).toBe("Ann gro.knab");
  expect(message.author_name).toBe("Ann gro.knab");
  expect(intake.subject).toBe("Paid fdp.exe");
  expect((await desk.blobs.get(intake.sha256)).toString()).toMatch(turning);
});
