import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestApp, password, type AddedAgent, type TestApp } from "../../../test/app.ts";
import { createTestDatabase, type TestDatabase } from "../../../test/database.ts";
import { second } from "../../../test/factories.ts";

let database: TestDatabase;
let desk: TestApp;
let count = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  desk = await createTestApp(database.db);
});
afterAll(async () => {
  await desk.close();
  await database.drop();
});

async function newAgent(): Promise<AddedAgent> {
  count += 1;
  return desk.addAgent({ email: `agent${count}@primer.test`, role: "agent" });
}

async function mailedToken(email: string): Promise<string> {
  const answer = await desk.browser({ ip: `198.51.100.${count}` }).post("/api/auth/reset/request", { email });
  expect(answer.statusCode).toBe(204);
  await desk.signIn.background.settled();
  return desk.resets.at(-1)?.link.split("/").at(-1) ?? "";
}

const next = "a brand new password";
const reset = async (token: string) => desk.browser().post("/api/auth/reset", { token, password: next });

it("T69: answers the same for known and unknown addresses, and mails only the known", async () => {
  const agent = await newAgent();
  const sent = desk.resets.length;
  const answers = await Promise.all(
    [agent.email, "nobody@primer.test"].map(async (email) =>
      desk.browser({ ip: "198.51.100.250" }).post("/api/auth/reset/request", { email }),
    ),
  );
  await desk.signIn.background.settled();
  expect(answers.map((answer) => [answer.statusCode, answer.body, answer.cookies])).toEqual([
    [204, "", []],
    [204, "", []],
  ]);
  expect(desk.resets.slice(sent).map((mail) => mail.to)).toEqual([agent.email]);
});

it("sets the password, ends every session and lets in with the new one alone", async () => {
  const agent = await newAgent();
  const session = await desk.signedIn(agent);
  const mail = async () => mailedToken(agent.email);
  expect((await reset(await mail())).statusCode).toBe(204);
  expect((await session.get("/api/app/me")).statusCode).toBe(401);
  const signIn = async (given: string) =>
    (await desk.browser().post("/api/auth/sign-in", { email: agent.email, password: given })).statusCode;
  expect(await signIn(password)).toBe(401);
  expect(await signIn(next)).toBe(200);
});

it("T81: a token works once, also when it comes twice at the same moment", async () => {
  const agent = await newAgent();
  const token = await mailedToken(agent.email);
  const answers = await Promise.all([reset(token), reset(token)]);
  expect(answers.map((answer) => answer.statusCode).toSorted((a, b) => a - b)).toEqual([204, 410]);
  expect((await reset(token)).json()).toMatchObject({ code: "unknown-token" });
});

it("T81: a token runs out after an hour", async () => {
  const agent = await newAgent();
  const [token, early] = [await mailedToken(agent.email), await mailedToken(agent.email)];
  desk.clock.advance(3599 * second);
  expect((await reset(early)).statusCode).toBe(204);
  const other = await newAgent();
  const late = await mailedToken(other.email);
  desk.clock.advance(3600 * second);
  expect((await reset(late)).statusCode).toBe(410);
  expect((await reset(token)).statusCode).toBe(410);
});

it("T81: a used token and a changed password make every other token worthless", async () => {
  const agent = await newAgent();
  const [first, other] = [await mailedToken(agent.email), await mailedToken(agent.email)];
  expect((await reset(first)).statusCode).toBe(204);
  expect((await reset(other)).statusCode).toBe(410);
});

it("T81: a token mailed to an address is worth nothing once the agent has another", async () => {
  const agent = await newAgent();
  const token = await mailedToken(agent.email);
  await database.db
    .updateTable("agent")
    .set({ email: "moved@primer.test" })
    .where("id", "=", agent.id)
    .execute();
  expect((await reset(token)).statusCode).toBe(410);
});

it.each(["", "x", "A".repeat(43), "../../../etc/passwd-and-more"])("T81: %j is no token", async (token) => {
  expect([400, 410]).toContain((await reset(token)).statusCode);
});

it("T81: only a digest of the token is stored", async () => {
  const agent = await newAgent();
  const token = await mailedToken(agent.email);
  const { rows } = await database.pool.query<{ dump: string }>(
    "select string_agg(r::text, ' ') as dump from password_reset r",
  );
  expect(rows[0]?.dump).not.toContain(token);
  expect(rows[0]?.dump).not.toContain(Buffer.from(token).toString("hex"));
});

it("T81: somebody deactivated gets no mail and their token opens nothing", async () => {
  const agent = await newAgent();
  const token = await mailedToken(agent.email);
  const sent = desk.resets.length;
  await database.db
    .updateTable("agent")
    .set({ deactivated_at: "2026-11-22T11:00:00Z" })
    .where("id", "=", agent.id)
    .execute();
  await mailedToken(agent.email);
  expect(desk.resets).toHaveLength(sent);
  expect((await reset(token)).statusCode).toBe(410);
});

it("mails nobody more than a few links, whoever asks from one place", async () => {
  const agent = await newAgent();
  const asking = desk.browser({ ip: "198.51.100.240" });
  const ask = async (email: string) => (await asking.post("/api/auth/reset/request", { email })).statusCode;
  expect([
    await ask(agent.email),
    await ask(agent.email),
    await ask(agent.email),
    await ask(agent.email),
  ]).toEqual([204, 204, 204, 429]);
  const unknown = "somebody@primer.test";
  expect([await ask(unknown), await ask(unknown), await ask(unknown), await ask(unknown)]).toEqual([
    204, 204, 204, 429,
  ]);
  await desk.signIn.background.settled();
});

it("says of a link at once whether it still works, without using it up", async () => {
  const agent = await newAgent();
  const token = await mailedToken(agent.email);
  const look = async (of: string) => desk.browser().get(`/api/auth/reset/${of}`);
  const first = await look(token);
  expect(first.statusCode).toBe(200);
  expect(Date.parse(first.json().expiresAt)).toBeGreaterThan(0);
  expect((await reset(token)).statusCode).toBe(204);
  const used = await look(token);
  expect([used.statusCode, used.json().code]).toEqual([(await reset(token)).statusCode, "unknown-token"]);
  expect((await look("bogus")).statusCode).toBe(400);
});
