import { afterAll, beforeAll, expect, it } from "vitest";
import type { DepartmentDetail } from "@kvit/contract/people";
import { createTestApp, type AddedAgent, type Browser, type TestApp } from "../../test/app.ts";
import { createTestDatabase, type TestDatabase } from "../../test/database.ts";
import { readTerms } from "../lifecycle/index.ts";
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

const nine = 9 * 60;
const week = [
  ...Array.from({ length: 5 }, () => [
    { from: nine, to: 12 * 60 },
    { from: 13 * 60, to: 17 * 60 },
  ]),
  [],
  [],
];
const calendarOf = async (id: number) => (await readTerms(database.db, 1)).calendars.get(id);

it("works Monday to Friday from nine to five until it says otherwise", async () => {
  const { id } = await newDepartment();
  const office = [{ from: nine, to: 17 * 60 }];
  const plain = [office, office, office, office, office, [], []];
  expect((await asAdmin.get(`/api/v1/departments/${id}`)).json()).toMatchObject({
    week: plain,
    holidays: [],
  });
  expect(await calendarOf(id)).toEqual({ timeZone: "Europe/Ljubljana", week: plain, holidays: [] });
});

it("gets working hours and holidays, which count from the next question on", async () => {
  const { id } = await newDepartment();
  await calendarOf(id);
  const body = { week, holidays: ["2026-12-26", "2026-12-25", "2026-12-25"] };
  expect((await asAdmin.patch(`/api/v1/departments/${id}`, body)).json()).toMatchObject({
    week,
    holidays: ["2026-12-25", "2026-12-26"],
  });
  expect(await calendarOf(id)).toMatchObject({ week, holidays: ["2026-12-25", "2026-12-26"] });
  await asAdmin.patch(`/api/v1/departments/${id}`, { timeZone: "Europe/London" });
  expect(await calendarOf(id)).toMatchObject({ week, timeZone: "Europe/London" });
  const { items } = (await asAdmin.get(`/api/v1/audit?subject=department:${id}`)).json<{ items: object[] }>();
  expect(items[1]).toMatchObject({
    before: { holidays: [] },
    after: { week, holidays: ["2026-12-25", "2026-12-26"] },
  });
});

it.each([
  [{ week: week.slice(1) }, "week"],
  [{ week: [[{ from: nine, to: nine }], [], [], [], [], [], []] }, "week"],
  [
    {
      week: [
        [
          { from: 0, to: 700 },
          { from: 600, to: 800 },
        ],
        [],
        [],
        [],
        [],
        [],
        [],
      ],
    },
    "week",
  ],
  [{ week: [[], [], [], [], [], [], []] }, "week"],
  [{ holidays: ["2026-02-30"] }, "holidays"],
])("refuses hours nobody can work by: %j", async (body, path) => {
  const { id, week: before } = await newDepartment();
  const answer = await asAdmin.patch(`/api/v1/departments/${id}`, body);
  expect(answer.statusCode).toBe(400);
  expect(answer.json()).toMatchObject({ errors: [{ path }] });
  expect((await asAdmin.get(`/api/v1/departments/${id}`)).json()).toMatchObject({ week: before });
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
