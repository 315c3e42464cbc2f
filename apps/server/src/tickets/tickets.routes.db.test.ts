import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { problem } from "@kvit/contract/wire";
import { event, message, ticket, verbs, type TicketView } from "@kvit/contract/tickets";
import type { AddedAgent, Browser, TestApp } from "../../test/app.ts";
import { createTestDatabase, type TestDatabase } from "../../test/database.ts";
import { bodyFor, createTicketDesk, ticketRequest, type TicketDesk } from "../../test/ticket-desk.ts";

let database: TestDatabase;
let desk: TestApp;
let owner: Browser;
let marta: Browser;
let martaAccount: AddedAgent;
let create: TicketDesk["create"];
let act: TicketDesk["act"];

beforeAll(async () => {
  database = await createTestDatabase({ poolSize: 8 });
  ({ desk, owner, marta, martaAccount, create, act } = await createTicketDesk(database.db));
});
afterAll(async () => {
  await desk.close();
  await database.drop();
});

describe("POST /api/v1/tickets", () => {
  it("creates a ticket for a customer and answers it", async () => {
    const made = await create({ priority: "high", tags: [" Refund ", "vip"] });
    expect(made).toMatchObject({
      status: "new",
      priority: "high",
      tags: ["refund", "vip"],
      requester: { email: "ana@customer.test", name: "Ana" },
      channel: "api",
    });
  });

  it("T63: refuses what is not to be set from outside, naming it", async () => {
    const answer = await owner.post(
      "/api/v1/tickets",
      ticketRequest({ status: "closed", version: 9, createdAt: "2020-01-01T00:00:00Z" }),
    );
    expect(answer.statusCode).toBe(400);
    expect(problem.parse(answer.json()).detail).toMatch(/status|version|createdAt/);
  });

  it("T46: refuses NUL and half characters with words, not with a fault", async () => {
    for (const subject of ["a\u0000b", "a\ud800b"]) {
      const answer = await owner.post("/api/v1/tickets", ticketRequest({ subject }));
      expect(answer.statusCode).toBe(400);
    }
  });

  it("T112: makes one ticket of one Idempotency-Key, also when both come at once", async () => {
    const send = async () =>
      owner.send("POST", "/api/v1/tickets", {
        body: ticketRequest({ subject: "Once" }),
        headers: { "idempotency-key": "k-1" },
      });
    const both = await Promise.all([send(), send()]);
    const again = await send();
    const numbers = [...both, again]
      .filter((answer) => answer.statusCode === 201)
      .map((answer) => ticket.parse(answer.json()).number);
    expect(new Set(numbers).size).toBe(1);
    expect(again.statusCode).toBe(201);
    expect(both.every((answer) => [201, 409].includes(answer.statusCode))).toBe(true);
    const made = await database.db.selectFrom("ticket").select("id").where("subject", "=", "Once").execute();
    expect(made).toHaveLength(1);
  });

  it("refuses a key that was used for something else", async () => {
    const headers = { "idempotency-key": "k-2" };
    await owner.send("POST", "/api/v1/tickets", { body: ticketRequest({ subject: "First" }), headers });
    const answer = await owner.send("POST", "/api/v1/tickets", {
      body: ticketRequest({ subject: "Second" }),
      headers,
    });
    expect(problem.parse(answer.json()).code).toBe("idempotency-conflict");
  });

  it("frees the key of a request that failed", async () => {
    const headers = { "idempotency-key": "k-3" };
    const failed = await owner.send("POST", "/api/v1/tickets", {
      body: ticketRequest({ department: "Nowhere" }),
      headers,
    });
    expect(failed.statusCode).toBe(400);
    const answer = await owner.send("POST", "/api/v1/tickets", {
      body: ticketRequest({ department: "Nowhere" }),
      headers,
    });
    expect(problem.parse(answer.json()).detail).toContain("Nowhere");
  });
});

describe("verbs", () => {
  it("walk a ticket through its life and answer it as it now stands", async () => {
    const { number } = await create();
    const path: [string, object, string][] = [
      ["assign", { agent: "petra@primer.test" }, "new"],
      ["note", { text: "Asked the bank." }, "new"],
      ["reply", { text: "It is on its way." }, "answered"],
      ["postpone", { until: "2026-12-24T09:00:00Z" }, "postponed"],
      ["wake", {}, "answered"],
      ["resolve", { reason: "paid" }, "resolved"],
      ["reject", { text: "Not there yet" }, "open"],
      ["resolve", {}, "resolved"],
      ["confirm", {}, "closed"],
      ["reopen", { reason: "came back" }, "open"],
      ["resolve", {}, "resolved"],
      ["close", { reason: "duplicate" }, "closed"],
      ["spam", {}, "spam"],
      ["not-spam", {}, "closed"],
      ["delete", {}, "deleted"],
      ["restore", {}, "closed"],
    ];
    for (const [verb, body, status] of path) {
      const answer = await act(owner, number, verb, body);
      expect(answer.statusCode, `${verb}: ${answer.body}`).toBe(200);
      expect(ticket.parse(answer.json()).status, verb).toBe(status);
    }
    const events = (await owner.get(`/api/v1/tickets/${number}/events?limit=200`)).json<{
      items: unknown[];
    }>().items;
    expect(events.map((each) => event.parse(each).seq)).toEqual(events.map((_, index) => index + 1));
    const messages = (await owner.get(`/api/v1/tickets/${number}/messages`)).json<{ items: unknown[] }>()
      .items;
    expect(messages.map((each) => message.parse(each).kind)).toEqual(["customer", "note", "agent", "note"]);
  });

  it("take no body, an empty one, or JSON without content alike", async () => {
    const { number } = await create();
    const answer = await desk.app.inject({
      method: "POST",
      url: `/api/v1/tickets/${number}/spam`,
      headers: {
        cookie: [...owner.cookies].map(([name, value]) => `${name}=${value}`).join("; "),
        "content-type": "application/json",
      },
      payload: "",
    });
    expect(answer.statusCode, answer.body).toBe(200);
  });

  it("are refused as 409 with a code, words and what is possible", async () => {
    const { number } = await create();
    const answer = await act(owner, number, "confirm");
    expect(answer.statusCode).toBe(409);
    expect(problem.parse(answer.json())).toMatchObject({
      code: "not-resolved",
      possible: expect.arrayContaining(["resolve"]),
    });
    expect(answer.headers["content-type"]).toContain("application/problem+json");
  });

  it("are offered in a refusal only as far as the caller may send them", async () => {
    const { number } = await create();
    const refused = async (browser: Browser) =>
      problem.parse((await act(browser, number, "not-spam")).json()).possible ?? [];
    const [byOwner, byMarta] = [await refused(owner), await refused(marta)];
    expect(byOwner.filter((name) => !Object.hasOwn(verbs, name))).toEqual([]);
    expect(byOwner).toEqual(expect.arrayContaining(["reply", "note", "resolve", "transfer", "undo"]));
    for (const verb of byMarta) {
      const answer = await act(marta, number, verb, { ...bodyFor(verb, number), expectedVersion: 0 });
      expect([verb, problem.parse(answer.json()).code]).toEqual([verb, "status-changed"]);
    }
    expect(byMarta).toContain("note");
    expect(byMarta).not.toContain("resolve");
  });

  it.each(Object.keys(verbs))("%s is not carried out on a ticket that moved on", async (verb) => {
    const { number, version } = await create();
    for (const seen of [{ expectedVersion: version + 1 }, { expectedStatus: "postponed" }]) {
      const late = await act(owner, number, verb, { ...bodyFor(verb, number), ...seen });
      expect([late.statusCode, problem.parse(late.json()).code]).toEqual([409, "status-changed"]);
    }
    const now = (await owner.get(`/api/v1/tickets/${number}`)).json<TicketView>();
    expect(now.version).toBe(version);
  });

  it("A40: the lowest role may resolve only its own, and is told so", async () => {
    const { number } = await create();
    const refused = await act(marta, number, "resolve");
    expect(refused.statusCode).toBe(403);
    expect(problem.parse(refused.json()).code).toBe("not-yours");
    await act(marta, number, "assign", { agent: martaAccount.email });
    expect((await act(marta, number, "resolve")).statusCode).toBe(200);
  });

  it("undo takes back the caller's last act and leaves others' alone", async () => {
    const { number } = await create();
    await act(owner, number, "tag", { add: ["theirs"] });
    await act(marta, number, "prioritise", { priority: "urgent" });
    const undone = await act(marta, number, "undo");
    expect(ticket.parse(undone.json())).toMatchObject({ priority: "normal", tags: ["theirs"] });
    expect(problem.parse((await act(marta, number, "undo")).json()).code).toBe("nothing-to-undo");
  });

  it("undo takes back the act it names, which each answer tells, and nothing done since", async () => {
    const { number } = await create();
    const { headers } = await act(marta, number, "prioritise", { priority: "urgent" });
    await act(marta, number, "tag", { add: ["later"] });
    const undone = await act(marta, number, "undo", { act: headers["kvit-act"] });
    expect(ticket.parse(undone.json())).toMatchObject({ priority: "normal", tags: ["later"] });
  });

  it("A26: an undone reply gives its text back as a draft and leaves the thread", async () => {
    const { number } = await create();
    await act(owner, number, "reply", { html: "<p>Dear <strong>Ana</strong></p>" });
    const undone = await act(owner, number, "undo");
    expect(ticket.parse(undone.json()).status).toBe("new");
    const thread = (await owner.get(`/api/app/tickets/${number}`)).json<{
      drafts: { reply: string | null };
    }>();
    expect(thread.drafts.reply).toContain("<strong>Ana</strong>");
  });

  it("A30: a reply is stopped when somebody wrote since its writer looked", async () => {
    const { number } = await create();
    const before = (await owner.get(`/api/v1/tickets/${number}/messages`))
      .json<{ items: { id: number }[] }>()
      .items.at(-1)?.id;
    await act(marta, number, "reply", { text: "I have answered." });
    const stopped = await act(owner, number, "reply", { text: "Me too.", seenMessageId: before });
    expect(problem.parse(stopped.json()).code).toBe("newer-message");
    expect(
      (await act(owner, number, "reply", { text: "Me too.", seenMessageId: before, anyway: true }))
        .statusCode,
    ).toBe(200);
  });

  it("A39: purge asks for the number, takes every word and leaves a tombstone", async () => {
    const canary = "canary-7f3a";
    const { number } = await create({ subject: canary, text: `secret ${canary}`, tags: [canary] });
    await act(owner, number, "note", { text: `note ${canary}` });
    await act(owner, number, "delete");
    expect(problem.parse((await act(owner, number, "purge", { number: number + 1 })).json()).code).toBe(
      "confirmation-differs",
    );
    expect((await act(owner, number, "purge", { number })).statusCode).toBe(200);
    for (const table of ["ticket", "ticket_event", "message", "outbox", "draft"]) {
      const rows = await database.pool.query(`select row_to_json(t)::text as row from ${table} t`);
      expect(
        rows.rows.filter((each: { row: string }) => each.row.includes(canary)),
        table,
      ).toEqual([]);
    }
    expect(ticket.parse((await owner.get(`/api/v1/tickets/${number}`)).json())).toMatchObject({
      number,
      status: "purged",
      requester: { name: "", email: null },
    });
    for (const path of [`/api/v1/tickets/${number}`, `/api/app/tickets/${number}`])
      expect((await owner.get(path)).body).not.toMatch(/ana@customer|"Ana"/);
    expect((await act(marta, number, "purge", { number })).statusCode).not.toBe(200);
  });

  it("status-changed names what the ticket is now", async () => {
    const { number } = await create();
    await act(marta, number, "spam");
    const late = await act(owner, number, "resolve", { expectedStatus: "new" });
    expect(problem.parse(late.json())).toMatchObject({
      status: 409,
      code: "status-changed",
      detail: expect.stringContaining("spam"),
    });
  });
});

describe("the description of the API", () => {
  it("is OpenAPI 3.1 and names every verb with its body", async () => {
    const document = (await owner.get("/api/v1/openapi.json")).json<{
      openapi: string;
      paths: Record<string, { post?: { requestBody?: unknown } }>;
    }>();
    expect(document.openapi).toMatch(/^3\.1/);
    for (const verb of Object.keys(verbs))
      expect(document.paths[`/api/v1/tickets/{number}/${verb}`]?.post, verb).toBeDefined();
  });

  it("says that a ticket, a reply and a note need a text, HTML or a file", async () => {
    const { paths } = (await owner.get("/api/v1/openapi.json")).json<{
      paths: Record<string, { post?: { requestBody?: unknown } }>;
    }>();
    for (const path of ["", "/{number}/reply", "/{number}/note"])
      expect(paths[`/api/v1/tickets${path}`]?.post?.requestBody, path).toMatchObject({
        content: {
          "application/json": {
            schema: {
              anyOf: [{ required: ["text"] }, { required: ["html"] }, { required: ["attachments"] }],
            },
          },
        },
      });
  });
});
