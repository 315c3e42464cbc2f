import { afterAll, beforeAll, expect, it } from "vitest";
import type { ApiKeyView, CreatedApiKey } from "@kvit/contract/settings";
import { createTestApp, type Browser, type TestApp } from "../../test/app.ts";
import { createTestDatabase, type TestDatabase } from "../../test/database.ts";
import { createApiKey } from "./index.ts";

let database: TestDatabase;
let desk: TestApp;
let asAdmin: Browser;

beforeAll(async () => {
  database = await createTestDatabase();
  desk = await createTestApp(database.db);
  asAdmin = await desk.signedIn(await desk.addAgent({ email: "admin@primer.test", role: "admin" }));
});
afterAll(async () => {
  await desk.close();
  await database.drop();
});

const create = async (body: object) => (await asAdmin.post("/api/v1/api-keys", body)).json<CreatedApiKey>();
const byKey = (key: string): Browser => desk.browser({ headers: { authorization: `Bearer ${key}` } });

it("is shown once and acts as the agent who made it", async () => {
  const made = await create({ name: "Shop" });
  expect(made.key).toMatch(/^kvit_[\w-]{43}$/);
  expect(made).toMatchObject({ agent: "admin@primer.test", scope: "write", prefix: made.key.slice(0, 12) });
  expect((await byKey(made.key).get("/api/app/me")).json()).toMatchObject({
    agent: { email: "admin@primer.test" },
  });
  const listed = (await asAdmin.get("/api/v1/api-keys")).body;
  expect(listed).toContain(made.prefix);
  expect(listed).not.toContain(made.key);
});

it("T67: is stored as a digest only", async () => {
  const { key } = await create({ name: "Digest" });
  const { rows } = await database.pool.query<{ dump: string }>(
    "select string_agg(k::text, ' ') as dump from api_key k",
  );
  expect(rows[0]?.dump).not.toContain(key);
  expect(rows[0]?.dump).not.toContain(Buffer.from(key).toString("hex"));
});

it("T67: one that may only read changes nothing", async () => {
  const { key } = await create({ name: "Reader", scope: "read" });
  expect((await byKey(key).get("/api/v1/contacts")).statusCode).toBe(200);
  const refused = await byKey(key).post("/api/v1/contacts", { email: "x@customer.test" });
  expect(refused.json()).toMatchObject({ status: 403, code: "read-only-key" });
});

it("opens nothing from its revocation on, and the list says so", async () => {
  const { key, id } = await create({ name: "Old" });
  const browser = byKey(key);
  expect((await browser.get("/api/app/me")).statusCode).toBe(200);
  expect((await asAdmin.delete(`/api/v1/api-keys/${id}`)).statusCode).toBe(204);
  expect((await browser.get("/api/app/me")).statusCode).toBe(401);
  expect((await asAdmin.delete(`/api/v1/api-keys/${id}`)).statusCode).toBe(204);
  expect((await asAdmin.delete("/api/v1/api-keys/99999")).statusCode).toBe(404);
  const { items } = (await asAdmin.get("/api/v1/api-keys")).json<{ items: ApiKeyView[] }>();
  expect(items.find((item) => item.id === id)).toMatchObject({
    revoked: true,
    lastUsedAt: "2026-11-22T12:00:00.000000Z",
  });
});

it("is called unknown or revoked when it is, and asked for when there is none", async () => {
  const { key, id } = await create({ name: "Gone" });
  await asAdmin.delete(`/api/v1/api-keys/${id}`);
  const answers = await Promise.all(
    [key, `kvit_${"x".repeat(43)}`, "something else"].map(async (each) =>
      byKey(each).get("/api/v1/contacts"),
    ),
  );
  for (const answer of answers)
    expect(answer.json()).toMatchObject({
      status: 401,
      code: "not-signed-in",
      detail: "This API key is not known, or was revoked. Make a new one in the settings.",
    });
  const without = await desk.browser().get("/api/v1/contacts");
  expect(without.json<{ detail: string }>().detail).toContain("Send `Authorization: Bearer <key>`.");
});

it("neither makes keys nor touches what guards the account", async () => {
  const { key } = await create({ name: "Thief" });
  const thief = byKey(key);
  expect((await thief.post("/api/v1/api-keys", { name: "Spare" })).statusCode).toBe(403);
  expect((await thief.get("/api/auth/sessions")).statusCode).toBe(403);
  expect((await thief.delete("/api/auth/sessions")).statusCode).toBe(403);
  expect((await thief.post("/api/auth/password", { current: "x", next: "long enough now" })).statusCode).toBe(
    403,
  );
  expect((await thief.post("/api/auth/two-factor/enable", { password: "x" })).statusCode).toBe(403);
});

it("needs no proof of origin, since no browser adds it by itself", async () => {
  const { key } = await create({ name: "Page" });
  const answer = await byKey(key).send("POST", "/api/v1/contacts", {
    body: { email: "from-elsewhere@customer.test" },
    headers: { origin: "https://shop.test" },
  });
  expect(answer.statusCode).toBe(201);
});

it("is made on the command line for an active agent only", async () => {
  const made = await createApiKey(desk, { name: "Terminal", scope: "write", asEmail: "ADMIN@primer.test" });
  expect((await byKey(made.key).get("/api/app/me")).statusCode).toBe(200);
  await expect(
    createApiKey(desk, { name: "x", scope: "write", asEmail: "nobody@primer.test" }),
  ).rejects.toThrow("There is no active agent with the address nobody@primer.test.");
});
