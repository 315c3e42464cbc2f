import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CompanyView, ContactView } from "@kvit/contract/people";
import { createTestApp, type Browser, type TestApp } from "../../test/app.ts";
import { createTestDatabase, type TestDatabase } from "../../test/database.ts";
import { findOrCreateContact } from "./index.ts";

let database: TestDatabase;
let desk: TestApp;
let asAgent: Browser;

beforeAll(async () => {
  database = await createTestDatabase();
  desk = await createTestApp(database.db);
  asAgent = await desk.signedIn(await desk.addAgent({ email: "agent@primer.test", role: "agent" }));
});
afterAll(async () => {
  await desk.close();
  await database.drop();
});

const create = async (body: object) => (await asAgent.post("/api/v1/contacts", body)).json<ContactView>();
const find = async (address: string, name: string) =>
  database.db
    .transaction()
    .execute(async (tx) => findOrCreateContact(tx, 1, { address, name, language: "sl" }));

describe("the contact of an address", () => {
  it("is one person however the address is spelt", async () => {
    const first = await find("Ana.Kovac@Customer.test", "Ana Kovač");
    expect(first.created).toBe(true);
    expect(await find(" ana.kovac@customer.TEST", "Somebody")).toEqual({
      contactId: first.contactId,
      created: false,
    });
    expect((await asAgent.get(`/api/v1/contacts/${first.contactId}`)).json()).toMatchObject({
      name: "Ana Kovač",
      emails: ["Ana.Kovac@Customer.test"],
      language: "sl",
      verified: false,
    });
  });

  it("T18: keeps the name that is known, whatever a later mail says", async () => {
    const { contactId } = await find("bor@customer.test", "Bor");
    await asAgent.patch(`/api/v1/contacts/${contactId}`, { name: "Bor Kralj", language: "it" });
    await database.db
      .updateTable("contact")
      .set({ verified_at: "2026-11-22T11:00:00Z" })
      .where("id", "=", contactId)
      .execute();
    await find("BOR@customer.test", "Your bank");
    expect((await asAgent.get(`/api/v1/contacts/${contactId}`)).json()).toMatchObject({
      name: "Bor Kralj",
      language: "it",
      verified: true,
    });
  });

  it("T18: a mail in an agent's name changes no agent", async () => {
    await find("agent@primer.test", "The real boss");
    expect((await asAgent.get("/api/app/me")).json()).toMatchObject({
      agent: { name: "agent", email: "agent@primer.test" },
    });
  });

  it("is made once by many at the same moment", async () => {
    const found = await Promise.all(
      Array.from({ length: 12 }, async () => find("race@customer.test", "Race")),
    );
    expect(new Set(found.map(({ contactId }) => contactId)).size).toBe(1);
    expect(found.filter(({ created }) => created)).toHaveLength(1);
    const { rows } = await database.pool.query("select 1 from contact where name = 'Race'");
    expect(rows).toHaveLength(1);
  });

  it("keeps a name that no column could hold in a form that can be kept", async () => {
    const { contactId } = await find("odd@customer.test", `\u0000${"x".repeat(300)}\ud800`);
    expect((await asAgent.get(`/api/v1/contacts/${contactId}`)).json<ContactView>().name).toBe(
      "x".repeat(200),
    );
  });
});

describe("contacts", () => {
  it("are made, read and changed field by field", async () => {
    const made = await create({ email: "Cene@customer.test", name: "Cene", notes: "Calls on Mondays" });
    expect(made).toMatchObject({
      emails: ["Cene@customer.test"],
      company: null,
      notes: "Calls on Mondays",
      timeZone: null,
    });
    const changed = await asAgent.patch(`/api/v1/contacts/${made.id}`, { timeZone: "Europe/Rome" });
    expect(changed.json()).toEqual({ ...made, timeZone: "Europe/Rome" });
    expect((await asAgent.patch(`/api/v1/contacts/${made.id}`, {})).json()).toEqual(changed.json());
  });

  it("cannot be made twice for one address", async () => {
    await create({ email: "twice@customer.test" });
    expect((await asAgent.post("/api/v1/contacts", { email: "TWICE@customer.test" })).statusCode).toBe(409);
  });

  it.each([
    { verified: true },
    { verifiedAt: "2020-01-01T00:00:00Z" },
    { id: 1 },
    { createdAt: "2020-01-01T00:00:00Z" },
    { emails: ["x@y.test"] },
  ])("T63: %j cannot be slipped in", async (slipped) => {
    const { id } = await create({
      email: `slip${JSON.stringify(slipped).length}.${Object.keys(slipped)[0]}@customer.test`,
    });
    expect((await asAgent.patch(`/api/v1/contacts/${id}`, slipped)).statusCode).toBe(400);
    expect(
      (await asAgent.post("/api/v1/contacts", { email: "slip@customer.test", ...slipped })).statusCode,
    ).toBe(400);
  });

  it("are found by part of a name or address, page by page", async () => {
    for (let each = 0; each < 5; each += 1)
      await create({ email: `find${each}@needle.test`, name: `Žiga ${each}` });
    const seen: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const page: { items: ContactView[]; next: string | null } = (
        await asAgent.get(`/api/v1/contacts?q=NEEDLE&limit=2${cursor === "" ? "" : `&cursor=${cursor}`}`)
      ).json();
      seen.push(...page.items.map(({ emails }) => emails[0] ?? ""));
      cursor = page.next;
    }
    expect(seen).toEqual([4, 3, 2, 1, 0].map((each) => `find${each}@needle.test`));
    const byName = (await asAgent.get(`/api/v1/contacts?q=${encodeURIComponent("ŽIGA 3")}`)).json<{
      items: ContactView[];
    }>();
    expect(byName.items.map(({ name }) => name)).toEqual(["Žiga 3"]);
  });

  it.each(["%", "_", "\\", "'", '";--'])("T99: %j in a search is an ordinary letter", async (q) => {
    const answer = await asAgent.get(`/api/v1/contacts?q=${encodeURIComponent(q)}`);
    expect(answer.json()).toEqual({ items: [], next: null });
  });

  it("T61: say nothing of anybody's tickets", async () => {
    const made = await create({ email: "quiet@customer.test" });
    expect(Object.keys(made).toSorted()).toEqual([
      "company",
      "createdAt",
      "emails",
      "id",
      "language",
      "name",
      "notes",
      "timeZone",
      "verified",
    ]);
  });

  it("T57: an absent one is 404", async () => {
    expect((await asAgent.get("/api/v1/contacts/999999")).statusCode).toBe(404);
    expect((await asAgent.patch("/api/v1/contacts/999999", { name: "X" })).statusCode).toBe(404);
  });
});

describe("companies", () => {
  it("take contacts and are known by one domain", async () => {
    const company = (
      await asAgent.post("/api/v1/companies", { name: "Acme", domain: "acme.test" })
    ).json<CompanyView>();
    const made = await create({ email: "wile@acme.test", companyId: company.id });
    expect(made.company).toEqual({ id: company.id, name: "Acme" });
    const members = (await asAgent.get(`/api/v1/contacts?company=${company.id}`)).json<{
      items: ContactView[];
    }>();
    expect(members.items.map(({ id }) => id)).toEqual([made.id]);
    expect((await asAgent.post("/api/v1/companies", { name: "Other", domain: "ACME.test" })).statusCode).toBe(
      409,
    );
    expect((await asAgent.patch(`/api/v1/companies/${company.id}`, { notes: "Anvils" })).json()).toEqual({
      ...company,
      notes: "Anvils",
    });
    expect(
      (await asAgent.post("/api/v1/contacts", { email: "x@acme.test", companyId: 99_999 })).statusCode,
    ).toBe(400);
    expect((await asAgent.get("/api/v1/companies/99999")).statusCode).toBe(404);
  });

  it("are listed page by page", async () => {
    for (let each = 0; each < 3; each += 1) await asAgent.post("/api/v1/companies", { name: `Page ${each}` });
    const first = (await asAgent.get("/api/v1/companies?limit=2")).json<{
      items: CompanyView[];
      next: string;
    }>();
    const rest = (await asAgent.get(`/api/v1/companies?cursor=${first.next}`)).json<{
      items: CompanyView[];
      next: null;
    }>();
    expect([...first.items, ...rest.items].map(({ name }) => name)).toEqual([
      "Acme",
      "Page 0",
      "Page 1",
      "Page 2",
    ]);
    expect(rest.next).toBeNull();
  });
});
