import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { problem } from "@kvit/contract/wire";
import { event, message, ticket, verbs, type TicketView } from "@kvit/contract/tickets";
import { createTestApp, type AddedAgent, type Browser, type TestApp } from "../../test/app.ts";
import { createTestDatabase, type TestDatabase } from "../../test/database.ts";
import { everyFeature } from "../../test/every-feature.ts";
import { second } from "../../test/factories.ts";

let database: TestDatabase;
let desk: TestApp;
let owner: Browser;
let marta: Browser;
let martaAccount: AddedAgent;
let sales: Browser;

beforeAll(async () => {
  database = await createTestDatabase({ poolSize: 8 });
  desk = await createTestApp(database.db, { features: everyFeature });
  const { id: support } = await database.db.selectFrom("department").select("id").executeTakeFirstOrThrow();
  const { id: other } = await database.db
    .insertInto("department")
    .values({ account_id: 1, name: "Sales" })
    .returning("id")
    .executeTakeFirstOrThrow();
  owner = await desk.signedIn(await desk.addAgent({ email: "petra@primer.test", role: "owner" }));
  martaAccount = await desk.addAgent({ email: "marta@primer.test", role: "agent", departmentId: support });
  marta = await desk.signedIn(martaAccount);
  sales = await desk.signedIn(
    await desk.addAgent({ email: "jan@primer.test", role: "agent", departmentId: other }),
  );
});
afterAll(async () => {
  await desk.close();
  await database.drop();
});

const request = (changes: object = {}) => ({
  subject: "Refund",
  text: "Still no money.",
  requester: { email: "ana@customer.test", name: "Ana" },
  ...changes,
});

async function create(changes: object = {}): Promise<TicketView> {
  desk.clock.advance(second);
  const answer = await owner.post("/api/v1/tickets", request(changes));
  expect(answer.statusCode, answer.body).toBe(201);
  return ticket.parse(answer.json());
}

async function act(browser: Browser, number: number, verb: string, body: object = {}) {
  desk.clock.advance(second);
  return browser.post(`/api/v1/tickets/${number}/${verb}`, body);
}

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
      request({ status: "closed", version: 9, createdAt: "2020-01-01T00:00:00Z" }),
    );
    expect(answer.statusCode).toBe(400);
    expect(problem.parse(answer.json()).detail).toMatch(/status|version|createdAt/);
  });

  it("T46: refuses NUL and half characters with words, not with a fault", async () => {
    for (const subject of ["a\u0000b", "a\ud800b"]) {
      const answer = await owner.post("/api/v1/tickets", request({ subject }));
      expect(answer.statusCode).toBe(400);
    }
  });

  it("T112: makes one ticket of one Idempotency-Key, also when both come at once", async () => {
    const send = async () =>
      owner.send("POST", "/api/v1/tickets", {
        body: request({ subject: "Once" }),
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
    await owner.send("POST", "/api/v1/tickets", { body: request({ subject: "First" }), headers });
    const answer = await owner.send("POST", "/api/v1/tickets", {
      body: request({ subject: "Second" }),
      headers,
    });
    expect(problem.parse(answer.json()).code).toBe("idempotency-conflict");
  });

  it("frees the key of a request that failed", async () => {
    const headers = { "idempotency-key": "k-3" };
    const failed = await owner.send("POST", "/api/v1/tickets", {
      body: request({ department: "Nowhere" }),
      headers,
    });
    expect(failed.statusCode).toBe(400);
    const answer = await owner.send("POST", "/api/v1/tickets", {
      body: request({ department: "Nowhere" }),
      headers,
    });
    expect(problem.parse(answer.json()).detail).toContain("Nowhere");
  });
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
      problem.parse((await owner.post("/api/v1/tickets", request({ subject: "\u202E\n" }))).json()).detail,
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
      ["/api/v1/tickets", request(both)],
      [`/api/v1/tickets/${number}/reply`, both],
      [`/api/v1/tickets/${number}/note`, both],
    ] as const) {
      const answer = await owner.post(path, body);
      expect([path, answer.statusCode]).toEqual([path, 400]);
      expect(problem.parse(answer.json()).detail).toBe("Send text or html, not both.");
    }
  });
});

describe("lists", () => {
  it("are empty for a requester who never wrote", async () => {
    await create();
    for (const requester of ["nobody@nowhere.test", "999999999"])
      for (const status of ["active", "active,closed"]) {
        const answer = await owner.get(`/api/v1/tickets?requester=${requester}&status=${status}`);
        expect([answer.statusCode, answer.json()]).toEqual([200, { items: [], next: null }]);
      }
  });

  it("pages by keyset, newest change first, without doubling", async () => {
    for (let count = 0; count < 5; count += 1) await create({ subject: `Page ${count}` });
    const seen: number[] = [];
    let cursor = "";
    do {
      const answer = await owner.get(
        `/api/v1/tickets?q=Page&limit=2${cursor === "" ? "" : `&cursor=${cursor}`}`,
      );
      const page = answer.json<{ items: TicketView[]; next: string | null }>();
      seen.push(...page.items.map((each) => ticket.parse(each).number));
      cursor = page.next ?? "";
    } while (cursor !== "");
    expect(seen).toHaveLength(5);
    expect(seen).toEqual([...seen].sort((a, b) => b - a));
  });

  it("T99: takes hostile filters as text", async () => {
    for (const q of ["'; drop table ticket; --", "%", "\\", "(", "*/"]) {
      const answer = await owner.get(`/api/v1/tickets?q=${encodeURIComponent(q)}&status=active,closed`);
      expect(answer.statusCode, q).toBe(200);
    }
    for (const query of [
      "sort=subject;drop",
      "limit=100000",
      "status=weird",
      "assignee=nobody@nowhere.test",
    ]) {
      expect((await owner.get(`/api/v1/tickets?${query}`)).statusCode, query).toBe(400);
    }
  });

  it("refuse a query parameter they do not know, naming it", async () => {
    const { number } = await create();
    for (const [path, name] of [
      ["/api/v1/tickets?assigne=me", "assigne"],
      ["/api/v1/tickets?limit=5&bogus=1", "bogus"],
      [`/api/v1/tickets/${number}?bogus=1`, "bogus"],
      [`/api/v1/tickets/${number}/events?sort=created`, "sort"],
      [`/api/v1/tickets/${number}/messages?sort=created`, "sort"],
      ["/api/v1/contacts?company=1&compny=1", "compny"],
      ["/api/v1/companies?q=x", "q"],
      ["/api/v1/mail?stat=failed", "stat"],
      ["/api/v1/audit?actor=1", "actor"],
      ["/api/v1/agents?role=owner", "role"],
    ] as const) {
      const answer = await owner.get(path);
      expect([path, answer.statusCode]).toEqual([path, 400]);
      expect(problem.parse(answer.json())).toMatchObject({
        detail: `There is no query parameter "${name}" here.`,
        errors: [{ path: name }],
      });
    }
  });

  it("T61: another department's ticket is not found, by any way in", async () => {
    const { number } = await create();
    for (const path of ["", "/events", "/messages"]) {
      const foreign = await sales.get(`/api/v1/tickets/${number}${path}`);
      const absent = await sales.get(`/api/v1/tickets/99999999${path}`);
      expect(foreign.statusCode).toBe(404);
      expect({ ...foreign.json<object>(), instance: "" }).toEqual({ ...absent.json<object>(), instance: "" });
    }
    const listed = (await sales.get("/api/v1/tickets?limit=200")).json<{ items: TicketView[] }>().items;
    expect(listed.map((each) => each.number)).not.toContain(number);
    for (const verb of Object.keys(verbs)) {
      const foreign = await act(sales, number, verb, bodyFor(verb, number));
      const absent = await act(sales, 99_999_999, verb, bodyFor(verb, 99_999_999));
      expect([403, 404], verb).toContain(foreign.statusCode);
      expect({ ...foreign.json<object>(), instance: "" }, verb).toEqual({
        ...absent.json<object>(),
        instance: "",
      });
    }
    expect((await owner.get(`/api/v1/tickets/${number}`)).json<TicketView>().version).toBe(3);
  });
});

it("T61: another department's ticket is in no search, no count and no part of the app", async () => {
  const { number } = await create({
    subject: "Xylophone",
    requester: { email: "xenia@customer.test", name: "Xenia" },
  });
  for (const query of ["q=Xylophone", "q=Xenia", "q=xenia@customer.test", `q=${number}`, "limit=200"]) {
    const found = async (browser: Browser) =>
      (await browser.get(`/api/v1/tickets?${query}`))
        .json<{ items?: TicketView[] }>()
        .items?.map((each) => each.number);
    const [seen, foreign] = [await found(marta), await found(sales)];
    expect([query, seen?.includes(number) ?? true]).toEqual([query, true]);
    expect([query, foreign?.includes(number) ?? false]).toEqual([query, false]);
  }
  const bootstrap = async (browser: Browser) =>
    (await browser.get("/api/app/bootstrap"))
      .json<{ tickets: TicketView[] }>()
      .tickets.map((each) => each.number);
  expect(await bootstrap(marta)).toContain(number);
  expect(await bootstrap(sales)).not.toContain(number);
  const messageId = (await marta.get(`/api/v1/tickets/${number}/messages`)).json<{
    items: { id: number }[];
  }>().items[0]?.id;
  const ways = (of: number) =>
    [
      ["GET", `/api/app/tickets/${of}`],
      ["GET", `/api/app/tickets/${of}/messages/${messageId}/pictures/0`],
      ["PUT", `/api/app/drafts/${of}`],
      ["POST", `/api/v1/tickets/${of}/messages/${messageId}/send-now`],
    ] as const;
  for (const [index, [method, url]] of ways(number).entries()) {
    const body = method === "PUT" ? { kind: "note", body: "Mine." } : {};
    const ask = async (at: string) => sales.send(method, at, method === "GET" ? {} : { body });
    const [foreign, absent] = [await ask(url), await ask(ways(99_999_999)[index]?.[1] ?? "")];
    expect([url, foreign.statusCode]).toEqual([url, 404]);
    expect({ ...foreign.json<object>(), instance: "" }).toEqual({ ...absent.json<object>(), instance: "" });
  }
});

/** A body the verb's schema takes. */
function bodyFor(verb: string, number: number): object {
  const bodies: Readonly<Record<string, object>> = {
    reply: { text: "Hello", hold: 0 },
    note: { text: "For us" },
    postpone: { untilReply: true },
    assign: { agent: "marta@primer.test" },
    transfer: { department: "Sales" },
    prioritise: { priority: "high" },
    tag: { add: ["x"] },
    stage: { stage: "waiting" },
    attempt: { channel: "phone", outcome: "no-answer", note: "rang twice" },
    purge: { number },
  };
  return bodies[verb] ?? {};
}

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
