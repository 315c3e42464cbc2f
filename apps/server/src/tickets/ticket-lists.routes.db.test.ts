import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { problem } from "@kvit/contract/wire";
import { ticket, verbs, type TicketView } from "@kvit/contract/tickets";
import type { Browser, TestApp } from "../../test/app.ts";
import { createTestDatabase, type TestDatabase } from "../../test/database.ts";
import { bodyFor, createTicketDesk, type TicketDesk } from "../../test/ticket-desk.ts";

let database: TestDatabase;
let desk: TestApp;
let owner: Browser;
let marta: Browser;
let sales: Browser;
let create: TicketDesk["create"];
let act: TicketDesk["act"];

beforeAll(async () => {
  database = await createTestDatabase();
  ({ desk, owner, marta, sales, create, act } = await createTicketDesk(database.db));
});
afterAll(async () => {
  await desk.close();
  await database.drop();
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
      ["POST", `/api/v1/tickets/${of}/question/send-now`],
    ] as const;
  for (const [index, [method, url]] of ways(number).entries()) {
    const body = method === "PUT" ? { kind: "note", body: "Mine." } : {};
    const ask = async (at: string) => sales.send(method, at, method === "GET" ? {} : { body });
    const [foreign, absent] = [await ask(url), await ask(ways(99_999_999)[index]?.[1] ?? "")];
    expect([url, foreign.statusCode]).toEqual([url, 404]);
    expect({ ...foreign.json<object>(), instance: "" }).toEqual({ ...absent.json<object>(), instance: "" });
  }
});
