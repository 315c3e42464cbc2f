import { afterAll, beforeAll, expect, it } from "vitest";
import type { DepartmentDetail } from "@kvit/contract/people";
import { createTestApp, type AddedAgent, type Browser, type TestApp } from "../../test/app.ts";
import { createTestDatabase, type TestDatabase } from "../../test/database.ts";
import { createTicket, workDeps } from "../../test/factories.ts";

let database: TestDatabase;
let desk: TestApp;
let asAdmin: Browser;
let agent: AddedAgent;
let count = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  desk = await createTestApp(database.db);
  asAdmin = await desk.signedIn(await desk.addAgent({ email: "admin@primer.test", role: "admin" }));
  agent = await desk.addAgent({ email: "agent@primer.test", role: "agent" });
});
afterAll(async () => {
  await desk.close();
  await database.drop();
});

async function newDepartment(): Promise<DepartmentDetail> {
  count += 1;
  const answer = await asAdmin.post("/api/v1/departments", {
    name: `Sales ${count}`,
    language: "sl",
    timeZone: "Europe/Ljubljana",
  });
  expect(answer.statusCode).toBe(201);
  return answer.json<DepartmentDetail>();
}

it("is made, read and changed", async () => {
  const made = await newDepartment();
  expect(made).toMatchObject({ language: "sl", timeZone: "Europe/Ljubljana", retired: false, members: [] });
  await asAdmin.patch(`/api/v1/departments/${made.id}`, { language: "it" });
  expect((await asAdmin.get(`/api/v1/departments/${made.id}`)).json()).toEqual({ ...made, language: "it" });
});

it("has a name of its own, however it is capitalised", async () => {
  const made = await newDepartment();
  expect((await asAdmin.post("/api/v1/departments", { name: made.name.toUpperCase() })).statusCode).toBe(409);
  const other = await newDepartment();
  expect((await asAdmin.patch(`/api/v1/departments/${other.id}`, { name: made.name })).statusCode).toBe(409);
});

it("is made once for the same Idempotency-Key", async () => {
  count += 1;
  const ask = async () =>
    asAdmin.send("POST", "/api/v1/departments", {
      body: { name: `Once ${count}` },
      headers: { "idempotency-key": "k1" },
    });
  const [first, again] = [await ask(), await ask()];
  expect(again.json()).toEqual(first.json());
});

it("gets leads, deputies and members together", async () => {
  const { id } = await newDepartment();
  const members = [{ agentId: agent.id, lead: true, deputy: false }];
  expect((await asAdmin.put(`/api/v1/departments/${id}/members`, { members })).json()).toMatchObject({
    members,
  });
  for (const wrong of [
    [{ agentId: 99_999 }],
    [{ agentId: agent.id }, { agentId: agent.id }],
    [{ agentId: agent.id, role: "owner" }],
  ])
    expect((await asAdmin.put(`/api/v1/departments/${id}/members`, { members: wrong })).statusCode).toBe(400);
  expect((await asAdmin.get(`/api/v1/departments/${id}`)).json()).toMatchObject({ members });
});

it("is retired once nothing hangs on it, and its name is free again", async () => {
  const { id, name } = await newDepartment();
  expect((await asAdmin.delete(`/api/v1/departments/${id}`)).statusCode).toBe(204);
  expect((await asAdmin.get(`/api/v1/departments/${id}`)).json()).toMatchObject({ retired: true });
  expect((await asAdmin.post("/api/v1/departments", { name })).statusCode).toBe(201);
});

it("stays while tickets or mailboxes need it", async () => {
  expect((await asAdmin.delete("/api/v1/departments/1")).json()).toMatchObject({ code: "in-use" });
  const { id } = await newDepartment();
  const who = { id: agent.id, role: "agent", memberships: [] } as const;
  await createTicket(workDeps(database.db), {
    departmentId: id,
    otherDepartmentId: 1,
    owner: who,
    agent: who,
    lead: who,
    stranger: who,
  });
  expect((await asAdmin.delete(`/api/v1/departments/${id}`)).json()).toMatchObject({
    code: "in-use",
    detail: "It still has 1 tickets at work. Transfer them first.",
  });
});

it("T57: an absent one is 404 for every verb", async () => {
  for (const answer of [
    await asAdmin.get("/api/v1/departments/99999"),
    await asAdmin.patch("/api/v1/departments/99999", { language: "it" }),
    await asAdmin.put("/api/v1/departments/99999/members", { members: [] }),
    await asAdmin.delete("/api/v1/departments/99999"),
  ])
    expect(answer.statusCode).toBe(404);
});
