import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { problem } from "@kvit/contract/wire";
import type { TicketView } from "@kvit/contract/tickets";
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

describe("a message that shows nothing", () => {
  const invisible = [
    {},
    { text: "" },
    { text: "  \n" },
    { text: "\u00a0\u200b\ufeff" },
    { html: "<p>&nbsp;<br></p>" },
    { html: "<script>alert(1)</script>" },
    { text: " ", attachments: [] },
  ];

  it.each(invisible)("is refused as none at all, as a reply, a note and a ticket: %j", async (body) => {
    const { number, version } = await create();
    const { text: _text, ...wordless } = ticketRequest(body);
    for (const [path, sent] of [
      [`/api/v1/tickets/${number}/reply`, body],
      [`/api/v1/tickets/${number}/note`, body],
      ["/api/v1/tickets", { ...wordless, ...body }],
    ] as const) {
      const answer = await owner.post(path, sent);
      expect([path, answer.statusCode]).toEqual([path, 400]);
      expect(problem.parse(answer.json()).detail).toBe("Write a text, or HTML, to send.");
    }
    expect((await owner.get(`/api/v1/tickets/${number}`)).json<TicketView>().version).toBe(version);
  });

  it("is taken with a file, and an empty text does not hide the HTML beside it", async () => {
    const { number } = await create();
    const { id } = await database.db
      .insertInto("attachment")
      .values({
        account_id: 1,
        sha256: "0".repeat(64),
        size: 1,
        filename: "a.txt",
        original_name: "a.txt",
        content_type: "text/plain",
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    expect(
      (await owner.post(`/api/v1/tickets/${number}/note`, { html: "", attachments: [id] })).statusCode,
    ).toBe(200);
    expect(
      (await owner.post(`/api/v1/tickets/${number}/note`, { text: "", html: "<p>Hello</p>" })).statusCode,
    ).toBe(200);
    const { items } = (await owner.get(`/api/v1/tickets/${number}/messages`)).json<{
      items: { text: string }[];
    }>();
    expect(items.map(({ text }) => text)).toEqual(["Still no money.", "", "Hello"]);
  });
});

describe("what cannot be taken", () => {
  it.each([
    ["postpone", { until: "2027-02-30T10:00:00Z" }, "until", "There is no such day."],
    [
      "postpone",
      { until: "9999-12-31T23:59:59Z" },
      "until",
      "That is too far away. Write a date-time before 2255-06-05.",
    ],
    [
      "postpone",
      { until: "2027-01-01T25:00:00Z" },
      "until",
      "There is no such day or time. Write a date-time such as 2026-11-22T13:10:00Z.",
    ],
    ["assign", { agent: "nobody@primer.test" }, "agent", "There is no agent nobody@primer.test."],
    ["transfer", { department: "Nowhere" }, "department", "There is no department Nowhere."],
  ])("is said in words, as a whole and by its field: %s %j", async (verb, body, path, words) => {
    const { number } = await create();
    const answer = await owner.post(`/api/v1/tickets/${number}/${verb}`, body);
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({ detail: words, errors: [{ path, message: words }] });
  });

  it("says how much may be sent, and names the field before what is wrong with it", async () => {
    const large = await owner.post("/api/v1/tickets", ticketRequest({ text: "x".repeat(1024 * 1024) }));
    expect(large.json()).toMatchObject({
      status: 413,
      detail: "This is larger than Kvit takes: 1 MB at most.",
    });
    const wrong = await owner.post("/api/v1/tickets", ticketRequest({ priority: "asap" }));
    expect(problem.parse(wrong.json()).detail).toBe("priority: Write one of: low, normal, high, urgent.");
    const department = await owner.post("/api/v1/tickets", ticketRequest({ department: "Nowhere" }));
    expect(problem.parse(department.json()).errors).toEqual([
      { path: "department", message: "There is no department Nowhere." },
    ]);
  });

  it("takes no number from the tickets that follow", async () => {
    const { number } = await create();
    const refused = await owner.post("/api/v1/tickets", ticketRequest({ attachments: [999_999] }));
    expect(refused.statusCode).toBe(400);
    expect((await create()).number).toBe(number + 1);
  });
});
