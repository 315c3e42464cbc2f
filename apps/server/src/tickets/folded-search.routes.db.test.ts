import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { foldForSearch } from "@kvit/i18n";
import type { TicketView } from "@kvit/contract/tickets";
import { createTestApp, type Browser, type TestApp } from "../../test/app.ts";
import { createTestDatabase, type TestDatabase } from "../../test/database.ts";
import { everyFeature } from "../../test/every-feature.ts";

let database: TestDatabase;
let desk: TestApp;
let owner: Browser;

const people = [
  ["Žiga Kos", "Pošiljka iz Łodzi"],
  ["Øystein Ås", "Ærlig talt"],
  ["Anna Łącka", "Faktura z Łódź"],
] as const;

beforeAll(async () => {
  database = await createTestDatabase();
  desk = await createTestApp(database.db, { features: everyFeature });
  owner = await desk.signedIn(await desk.addAgent({ email: "petra@primer.test", role: "owner" }));
  for (const [index, [name, subject]] of people.entries())
    for (const state of ["active", "closed"]) {
      const requester = { email: `person${index}@customer.test`, name };
      const made = await owner.post("/api/v1/tickets", {
        subject: `${subject} ${state}`,
        text: "x",
        requester,
      });
      const { number } = made.json<TicketView>();
      if (state === "closed") await close(number);
    }
});
afterAll(async () => {
  await desk.close();
  await database.drop();
});

async function close(number: number): Promise<void> {
  for (const verb of ["resolve", "close"]) {
    const answer = await owner.post(`/api/v1/tickets/${number}/${verb}`, { reason: "Done." });
    expect(answer.statusCode, answer.body).toBe(200);
  }
}

async function found(query: string): Promise<readonly string[]> {
  const answer = await owner.get(`/api/v1/tickets?sort=created&${query}`);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<{ items: readonly TicketView[] }>().items.map(({ subject }) => subject);
}

describe("the search for tickets", () => {
  it.each([
    ["ziga", "Pošiljka iz Łodzi"],
    ["ŽIGA", "Pošiljka iz Łodzi"],
    ["oystein", "Ærlig talt"],
    ["Øystein", "Ærlig talt"],
    ["aerlig as", "Ærlig talt"],
    ["lodz faktura", "Faktura z Łódź"],
    ["ŁÓDŹ anna", "Faktura z Łódź"],
    ["person0@Customer", "Pošiljka iz Łodzi"],
  ])("finds by %j the same in memory and in the database", async (words, subject) => {
    const q = `q=${encodeURIComponent(words)}`;
    expect(await found(`status=active&${q}`)).toEqual([`${subject} active`]);
    expect(await found(q)).toEqual([`${subject} active`, `${subject} closed`]);
  });

  it.each(["lodz ziga kos nowhere", "100%", "_iga", "l\\dz"])("finds nothing by %j", async (words) => {
    expect(await found(`q=${encodeURIComponent(words)}`)).toEqual([]);
  });

  it("finds contacts by the same rule", async () => {
    const answer = await owner.get(`/api/v1/contacts?q=${encodeURIComponent("oYSTEIN as")}`);
    expect(answer.json<{ items: readonly { name: string }[] }>().items.map(({ name }) => name)).toEqual([
      "Øystein Ås",
    ]);
  });
});

it("the database folds as the app does", async () => {
  const texts = [
    "Žluťoučký kůň ŁÓDŹ łódź Ærø ærø Straße STRASSE ẞ Đorđe Åse œuvre ŒUVRE Þór þór ðĐ ı İ",
    "שָׁלוֹם עולם مُحَمَّد Ελλάς ΟΔΟΣ",
    "Zürich A\u0308 e\u0301 \u1e9e ﬁ ½ 😀 密碼 हिन्दी",
  ];
  for (const text of texts) {
    const { rows } = await database.pool.query<{ folded: string }>("select folded($1) as folded", [text]);
    expect(rows[0]?.folded).toBe(foldForSearch(text));
  }
});
