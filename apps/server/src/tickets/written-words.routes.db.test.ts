import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { problem } from "@kvit/contract/wire";
import type { Browser, TestApp } from "../../test/app.ts";
import { createTestDatabase, type TestDatabase } from "../../test/database.ts";
import { createTicketDesk, ticketRequest, type TicketDesk } from "../../test/ticket-desk.ts";

let database: TestDatabase;
let desk: TestApp;
let owner: Browser;
let create: TicketDesk["create"];

beforeAll(async () => {
  database = await createTestDatabase();
  ({ desk, owner, create } = await createTicketDesk(database.db));
});
afterAll(async () => {
  await desk.close();
  await database.drop();
});

describe("what people write", () => {
  const turned = "Invoice \u202Egnp.exe\u2066";

  it("stands on one line and turns nothing around it, where it is a subject or a name", async () => {
    const made = await create({
      subject: `${turned}\r\nBcc: all@victims.test\u0007`,
      requester: { email: "tab@customer.test", name: "Tab\tAna\nKos\u202E\u0085" },
    });
    expect(made).toMatchObject({
      subject: "Invoice gnp.exe Bcc: all@victims.test",
      requester: { name: "Tab Ana Kos" },
    });
    const { items } = (await owner.get(`/api/v1/tickets/${made.number}/messages`)).json<{
      items: { author: { name: string } }[];
    }>();
    expect(items[0]?.author.name).toBe("Tab Ana Kos");
    const contact = `/api/v1/contacts/${made.requester.id}`;
    const renamed = await owner.patch(contact, { name: "Ana\u202E\nNovak" });
    expect(renamed.json()).toMatchObject({ name: "Ana Novak" });
    expect(
      problem.parse((await owner.post("/api/v1/tickets", ticketRequest({ subject: "\u202E\n" }))).json())
        .detail,
    ).toBe("subject: Give the ticket a subject.");
  });

  it("turns nothing in the first words that a list shows, and stays as it was in the message", async () => {
    const { number, preview } = await create({ text: turned });
    expect(preview).toBe("Invoice gnp.exe");
    const { items } = (await owner.get(`/api/v1/tickets/${number}/messages`)).json<{
      items: { text: string }[];
    }>();
    expect(items[0]?.text).toBe(turned);
  });

  it("comes as text or as HTML, not as both", async () => {
    const { number } = await create();
    const both = { text: "One thing.", html: "<p>Another.</p>" };
    for (const [path, body] of [
      ["/api/v1/tickets", ticketRequest(both)],
      [`/api/v1/tickets/${number}/reply`, both],
      [`/api/v1/tickets/${number}/note`, both],
    ] as const) {
      const answer = await owner.post(path, body);
      expect([path, answer.statusCode]).toEqual([path, 400]);
      expect(problem.parse(answer.json()).detail).toBe("Send text or html, not both.");
    }
  });

  it("T52: line breaks in a subject do not become headers", async () => {
    const { number } = await create({ subject: "Hello\r\nBcc: all@victims.test" });
    const stored = await database.db
      .selectFrom("ticket")
      .select("subject")
      .where("number", "=", number)
      .executeTakeFirstOrThrow();
    expect(stored.subject).not.toMatch(/[\r\n]/);
  });

  it("T40: markup in names and texts stays text", async () => {
    const { number } = await create({
      text: undefined,
      html: "<img src=x onerror=alert(1)><script>alert(2)</script><p onclick=alert(3)>hi <a href='javascript:alert(4)'>link</a></p>",
    });
    const [first] = (await owner.get(`/api/v1/tickets/${number}/messages`)).json<{
      items: { html: string }[];
    }>().items;
    expect(first?.html).not.toMatch(/script|onerror|onclick|javascript:|<img/i);
  });
});
