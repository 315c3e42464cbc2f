import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { AgentView } from "@kvit/contract/people";
import { createApiKey } from "../api-keys/index.ts";
import { createTestApp, password, type AddedAgent, type Browser, type TestApp } from "../../test/app.ts";
import { createTestDatabase, type TestDatabase } from "../../test/database.ts";

let database: TestDatabase;
let desk: TestApp;
let owner: AddedAgent;
let admin: AddedAgent;
let agent: AddedAgent;
let asOwner: Browser;
let asAdmin: Browser;
let asAgent: Browser;
let sales: number;

beforeAll(async () => {
  database = await createTestDatabase();
  desk = await createTestApp(database.db);
});
beforeEach(async () => {
  await database.pool.query(
    "truncate agent, agent_sign_in, agent_session, department_member, api_key, setting_audit, password_reset, agent_backup_code, sign_in_challenge, invitation, message, ticket cascade",
  );
  owner = await desk.addAgent({ email: "owner@primer.test", role: "owner" });
  admin = await desk.addAgent({ email: "admin@primer.test", role: "admin" });
  agent = await desk.addAgent({ email: "agent@primer.test", role: "agent", departmentId: 1 });
  [asOwner, asAdmin, asAgent] = [
    await desk.signedIn(owner),
    await desk.signedIn(admin),
    await desk.signedIn(agent),
  ];
  const made = await asOwner.post("/api/v1/departments", { name: `Sales ${owner.id}` });
  sales = made.json<{ id: number }>().id;
});
afterAll(async () => {
  await desk.close();
  await database.drop();
});

describe("agents", () => {
  it("are listed for everybody who works here, with role and departments", async () => {
    const { items, next } = (await asAgent.get("/api/v1/agents")).json<{ items: AgentView[]; next: null }>();
    expect(next).toBeNull();
    expect(items.map(({ email, role, active }) => [email, role, active])).toEqual([
      ["owner@primer.test", "owner", true],
      ["admin@primer.test", "admin", true],
      ["agent@primer.test", "agent", true],
    ]);
    expect(items[2]?.departments).toEqual([{ departmentId: 1, lead: false, deputy: false }]);
  });

  it("T57: an absent one is 404, also by an id that fits no column", async () => {
    expect((await asAgent.get("/api/v1/agents/999999")).statusCode).toBe(404);
    for (const id of ["0", "-1", "99999999999", "1;drop", "1e3x", "%00"])
      expect([400, 404]).toContain((await asAgent.get(`/api/v1/agents/${id}`)).statusCode);
  });

  it("get name, address, role and departments from an admin", async () => {
    const departments = [{ departmentId: sales, lead: true }];
    const answer = await asAdmin.patch(`/api/v1/agents/${agent.id}`, {
      name: "Ana Novak",
      email: "ana@primer.test",
      departments,
    });
    expect(answer.json()).toMatchObject({
      name: "Ana Novak",
      email: "ana@primer.test",
      departments: [{ departmentId: sales, lead: true, deputy: false }],
    });
    expect((await asAgent.get("/api/app/me")).json()).toMatchObject({
      agent: { name: "Ana Novak" },
      rights: { "ticket.resolve": "department" },
    });
  });

  it.each([
    [{ departments: [{ departmentId: 99_999 }] }, 400],
    [{ departments: [{ departmentId: 1 }, { departmentId: 1 }] }, 400],
    [{ email: "ADMIN@primer.test" }, 409],
    [{ role: "root" }, 400],
    [{ id: 7 }, 400],
    [{ createdAt: "2020-01-01T00:00:00Z" }, 400],
    [{ active: false }, 400],
  ])("T63: %j is refused with %i and changes nothing", async (patch, status) => {
    const before = (await asAdmin.get(`/api/v1/agents/${agent.id}`)).json<AgentView>();
    expect((await asAdmin.patch(`/api/v1/agents/${agent.id}`, patch)).statusCode).toBe(status);
    expect((await asAdmin.get(`/api/v1/agents/${agent.id}`)).json()).toEqual(before);
  });

  it("are not changed by agents, not even themselves", async () => {
    expect((await asAgent.patch(`/api/v1/agents/${agent.id}`, { role: "admin" })).statusCode).toBe(403);
    expect((await asAgent.post(`/api/v1/agents/${admin.id}/deactivate`)).statusCode).toBe(403);
  });
});

describe("owners", () => {
  it.each([
    ["PATCH", "", { role: "agent" }],
    ["PATCH", "", { email: "mine@evil.test" }],
    ["PATCH", "", { name: "Nobody" }],
    ["POST", "/deactivate", {}],
  ] as const)("are not touched by an admin: %s%s %j", async (method, path, body) => {
    const answer = await asAdmin.send(method, `/api/v1/agents/${owner.id}${path}`, { body });
    expect(answer.statusCode).toBe(403);
    expect((await asOwner.get("/api/app/me")).json()).toMatchObject({
      agent: { role: "owner", email: "owner@primer.test" },
    });
  });

  it("are made by owners only", async () => {
    expect((await asAdmin.patch(`/api/v1/agents/${admin.id}`, { role: "owner" })).statusCode).toBe(403);
    expect((await asAdmin.patch(`/api/v1/agents/${agent.id}`, { role: "owner" })).statusCode).toBe(403);
    expect((await asOwner.patch(`/api/v1/agents/${admin.id}`, { role: "owner" })).statusCode).toBe(200);
  });

  it("never leave the desk without one, also when two step down at the same moment", async () => {
    expect((await asOwner.patch(`/api/v1/agents/${owner.id}`, { role: "admin" })).json()).toMatchObject({
      code: "in-use",
    });
    await asOwner.patch(`/api/v1/agents/${admin.id}`, { role: "owner" });
    const asSecond = await desk.signedIn(admin);
    const answers = await Promise.all([
      asOwner.patch(`/api/v1/agents/${owner.id}`, { role: "admin" }),
      asSecond.patch(`/api/v1/agents/${admin.id}`, { role: "admin" }),
    ]);
    expect(answers.map((answer) => answer.statusCode).toSorted((a, b) => a - b)).toEqual([200, 409]);
  });
});

describe("T65: shutting somebody out", () => {
  it("ends sessions, API keys and reset links at once, and tells open connections", async () => {
    const { key } = await createApiKey(desk, { name: "Script", scope: "write", asEmail: agent.email });
    const byKey = desk.browser({ headers: { authorization: `Bearer ${key}` } });
    await desk.browser().post("/api/auth/reset/request", { email: agent.email });
    await desk.signIn.background.settled();
    const token = desk.resets.at(-1)?.link.split("/").at(-1);
    expect((await byKey.get("/api/app/me")).statusCode).toBe(200);
    const cut: number[] = [];
    const off = desk.signIn.principals.onChanged(({ agentId }) => void cut.push(agentId));
    const answer = await asAdmin.post(`/api/v1/agents/${agent.id}/deactivate`);
    off();
    expect(answer.json()).toMatchObject({ active: false });
    expect(cut).toContain(agent.id);
    expect((await asAgent.get("/api/app/me")).statusCode).toBe(401);
    expect((await byKey.get("/api/app/me")).statusCode).toBe(401);
    expect(
      (await desk.browser().post("/api/auth/reset", { token, password: "long enough now" })).statusCode,
    ).toBe(410);
    expect(
      (await desk.browser().post("/api/auth/sign-in", { email: agent.email, password })).statusCode,
    ).toBe(401);
  });

  it("can be taken back, but not for what was revoked", async () => {
    const { key } = await createApiKey(desk, { name: "Script", scope: "write", asEmail: agent.email });
    await asAdmin.post(`/api/v1/agents/${agent.id}/deactivate`);
    expect((await asAdmin.post(`/api/v1/agents/${agent.id}/activate`)).json()).toMatchObject({
      active: true,
    });
    expect((await asAgent.get("/api/app/me")).statusCode).toBe(401);
    expect(
      (await desk.browser({ headers: { authorization: `Bearer ${key}` } }).get("/api/app/me")).statusCode,
    ).toBe(401);
    expect(
      (await desk.browser().post("/api/auth/sign-in", { email: agent.email, password })).statusCode,
    ).toBe(200);
  });

  it("does not work on oneself", async () => {
    expect((await asAdmin.post(`/api/v1/agents/${admin.id}/deactivate`)).statusCode).toBe(403);
  });

  it("T73: another role ends the sessions of the old one, and keys act with the new rights", async () => {
    const { key } = await createApiKey(desk, { name: "Script", scope: "write", asEmail: admin.email });
    const byKey = desk.browser({ headers: { authorization: `Bearer ${key}` } });
    expect((await byKey.get("/api/v1/audit")).statusCode).toBe(200);
    await asOwner.patch(`/api/v1/agents/${admin.id}`, { role: "agent" });
    expect((await asAdmin.get("/api/app/me")).statusCode).toBe(401);
    expect((await byKey.get("/api/v1/audit")).statusCode).toBe(403);
  });

  it("another department reaches an open session at once", async () => {
    const before = desk.signIn.principals;
    const headers = { cookie: `kvit_session=${asAgent.cookies.get("kvit_session")}` };
    await asAdmin.put(`/api/v1/departments/${sales}/members`, {
      members: [{ agentId: agent.id, deputy: true }],
    });
    expect((await before.authenticate(headers))?.agent.memberships).toEqual([
      { departmentId: 1, lead: false },
      { departmentId: sales, lead: true },
    ]);
    await asAdmin.put("/api/v1/departments/1/members", { members: [] });
    expect((await before.authenticate(headers))?.agent.memberships).toEqual([
      { departmentId: sales, lead: true },
    ]);
  });
});

describe("oneself", () => {
  it("changes name, language, signature and single preferences", async () => {
    const patch = { name: "Marta", language: "sl", timeZone: "Europe/Ljubljana", signature: "Lep pozdrav" };
    await asAgent.patch("/api/app/me", { preferences: { theme: "dark" } });
    const answer = await asAgent.patch("/api/app/me", { ...patch, preferences: { holdSeconds: 20 } });
    expect(answer.json()).toMatchObject({
      agent: { name: "Marta", language: "sl", timeZone: "Europe/Ljubljana" },
      signature: "Lep pozdrav",
      preferences: { theme: "dark", holdSeconds: 20, density: "comfortable" },
      sandbox: true,
      twoFactor: false,
      desk: { name: "Primer" },
    });
  });

  it("sees the reach of each right", async () => {
    const rights = async (browser: Browser) =>
      (await browser.get("/api/app/me")).json<{ rights: Record<string, string> }>().rights;
    expect(await rights(asAgent)).toMatchObject({
      "ticket.reply": "own",
      "ticket.purge": "none",
      "contact.read": "all",
    });
    expect(await rights(asAdmin)).toMatchObject({ "ticket.reply": "all", "ticket.purge": "all" });
  });

  it.each([
    { timeZone: "Mars/Olympus" },
    { language: "de" },
    { name: " " },
    { preferences: { theme: "neon" } },
    { preferences: { admin: true } },
  ])("refuses %j", async (patch) => {
    expect((await asAgent.patch("/api/app/me", patch)).statusCode).toBe(400);
  });
});
