import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestApp, password, type AddedAgent, type Browser, type TestApp } from "../../../test/app.ts";
import { createTestDatabase, type TestDatabase } from "../../../test/database.ts";
import { second } from "../../../test/factories.ts";
import { tidySignIn } from "../index.ts";

let database: TestDatabase;
let desk: TestApp;
let owner: AddedAgent;

beforeAll(async () => {
  database = await createTestDatabase();
  desk = await createTestApp(database.db);
  owner = await desk.addAgent({ email: "owner@primer.test", role: "owner" });
});
afterAll(async () => {
  await desk.close();
  await database.drop();
});

const quarter = 15 * 60 * second;

async function guess(browser: Browser, email: string, times: number): Promise<number[]> {
  const statuses: number[] = [];
  for (let tries = 0; tries < times; tries += 1)
    statuses.push(
      (await browser.post("/api/auth/sign-in", { email, password: `guess ${tries}` })).statusCode,
    );
  return statuses;
}

const countOf = (statuses: readonly number[], status: number): number =>
  statuses.filter((each) => each === status).length;

describe("T85: guessing passwords", () => {
  it("stops after ten tries at an account from one place, and says when to come back", async () => {
    const attacker = desk.browser({ ip: "192.0.2.1" });
    const statuses = await guess(attacker, owner.email, 14);
    expect([countOf(statuses, 401), countOf(statuses, 429)]).toEqual([10, 4]);
    const refused = await attacker.post("/api/auth/sign-in", { email: owner.email, password });
    expect(refused.json()).toMatchObject({
      code: "too-many-requests",
      detail: "Too many tries. Try again in 15 minutes.",
    });
    expect(Number(refused.headers["retry-after"])).toBeGreaterThan(800);
    desk.clock.advance(quarter);
    expect((await attacker.post("/api/auth/sign-in", { email: owner.email, password })).statusCode).toBe(200);
  });

  it("counts tries made at the same moment", async () => {
    const attackers = Array.from({ length: 20 }, () => desk.browser({ ip: "192.0.2.2" }));
    const answers = await Promise.all(attackers.map(async (each) => guess(each, "parallel@primer.test", 1)));
    expect(countOf(answers.flat(), 401)).toBe(10);
  });

  it("counts an unknown address just the same", async () => {
    const statuses = await guess(desk.browser({ ip: "192.0.2.3" }), "nobody@primer.test", 12);
    expect([countOf(statuses, 401), countOf(statuses, 429)]).toEqual([10, 2]);
  });

  it("stops one place that tries many accounts", async () => {
    const attacker = desk.browser({ ip: "192.0.2.4" });
    const statuses: number[] = [];
    for (let each = 0; each < 13; each += 1)
      statuses.push(...(await guess(attacker, `agent${each}@primer.test`, 5)));
    expect([countOf(statuses, 401), countOf(statuses, 429)]).toEqual([60, 5]);
  });

  it("takes the addresses of one IPv6 subscriber for one place", async () => {
    const statuses: number[] = [];
    for (let each = 0; each < 12; each += 1)
      statuses.push(
        ...(await guess(desk.browser({ ip: `2001:db8:1:2::${each + 1}` }), "six@primer.test", 1)),
      );
    expect(countOf(statuses, 429)).toBe(2);
  });

  it("from everywhere at once stops at a hundred, and the owner's own device still gets in", async () => {
    const own = await desk.signedIn(owner);
    await own.post("/api/auth/sign-out");
    const statuses: number[] = [];
    for (let place = 0; place < 21; place += 1)
      statuses.push(...(await guess(desk.browser({ ip: `198.18.${place}.1` }), owner.email, 5)));
    expect([countOf(statuses, 401), countOf(statuses, 429)]).toEqual([100, 5]);
    const elsewhere = desk.browser({ ip: "198.19.0.1" });
    expect((await elsewhere.post("/api/auth/sign-in", { email: owner.email, password })).statusCode).toBe(
      429,
    );
    expect((await own.post("/api/auth/sign-in", { email: owner.email, password })).statusCode).toBe(200);
  });

  it("on a stolen device mark stops as well, and the mark of one account is none for another", async () => {
    const agent = await desk.addAgent({ email: "marked@primer.test", role: "agent" });
    const known = await desk.signedIn(agent);
    const statuses = await guess(known, agent.email, 12);
    expect([countOf(statuses, 401), countOf(statuses, 429)]).toEqual([10, 2]);
    expect(countOf(await guess(known, owner.email, 12), 429)).toBe(12);
  });

  it("asks a session for its password no more often than a stranger", async () => {
    const agent = await desk.addAgent({ email: "session@primer.test", role: "agent" });
    const session = await desk.signedIn(agent);
    session.cookies.delete("kvit_device");
    const statuses: number[] = [];
    for (let tries = 0; tries < 12; tries += 1)
      statuses.push(
        (await session.post("/api/auth/two-factor/enable", { password: `guess ${tries}` })).statusCode,
      );
    expect([countOf(statuses, 401), countOf(statuses, 429)]).toEqual([10, 2]);
  });

  it("is forgotten after an hour, and leaves no address behind", async () => {
    const { rows } = await database.pool.query<{ dump: string; n: number }>(
      "select string_agg(t::text, ' ') as dump, count(*) as n from sign_in_try t",
    );
    expect(rows[0]?.n).toBeGreaterThan(0);
    expect(rows[0]?.dump).not.toContain("primer");
    desk.clock.advance(4 * quarter + second);
    await tidySignIn(desk);
    expect((await database.pool.query("select 1 from sign_in_try")).rowCount).toBe(0);
  });
});
