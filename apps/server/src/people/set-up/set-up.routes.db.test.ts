import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestApp, password, type TestApp } from "../../../test/app.ts";
import { createTestDatabase, type TestDatabase } from "../../../test/database.ts";
import { createOwner, prepareDesk, setupLink } from "../index.ts";

let database: TestDatabase;
let desk: TestApp;

beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  await database.pool.query("truncate account, secret cascade");
  desk = await createTestApp(database.db, { setUp: false });
});
afterAll(async () => {
  await desk.close();
  await database.drop();
});

const tokenOf = (link: string | null): string => link?.split("#")[1] ?? "";

async function form(more: object = {}): Promise<object> {
  return {
    token: tokenOf(await setupLink(desk.signIn)),
    name: "Ana Novak",
    email: "ana@primer.test",
    password,
    deskName: "Primer d.o.o.",
    language: "sl",
    timeZone: "Europe/Ljubljana",
    ...more,
  };
}

describe("a desk at its first start", () => {
  it("has one department and one mailbox that takes mail to every address", async () => {
    await prepareDesk(database.db, { name: "Twice", language: "it", timeZone: "UTC" });
    const rows = await database.pool.query(
      "select a.name as desk, d.name as department, m.name as mailbox, m.address from account a, department d, mailbox m",
    );
    expect(rows.rows).toEqual([{ desk: "Primer", department: "Support", mailbox: "Support", address: null }]);
  });

  it("is prepared once by two processes starting together", async () => {
    await database.pool.query("truncate account cascade");
    const fields = { name: "Desk", language: "nb", timeZone: "Europe/Oslo" };
    await Promise.all([prepareDesk(database.db, fields), prepareDesk(database.db, fields)]);
    const rows = await database.pool.query("select name from department");
    expect(rows.rows).toEqual([{ name: "Kundeservice" }]);
  });

  it("offers set-up in the browser's language", async () => {
    const state = async (language: string) =>
      (await desk.browser().get("/api/setup", { "accept-language": language })).json();
    expect(await state("nn-NO,nn;q=0.9,en;q=0.8")).toEqual({
      needed: true,
      language: "nb",
      timeZone: "Europe/Ljubljana",
    });
    expect(await state("de,*;q=0.5")).toMatchObject({ language: "en" });
  });

  it("prints the same link at each start", async () => {
    const link = await setupLink(desk.signIn);
    expect(link).toMatch(/^http:\/\/desk\.test\/setup#[\w-]{43}$/);
    expect(await setupLink(desk.signIn)).toBe(link);
  });

  it("makes who holds the link the owner and signs them in", async () => {
    const browser = desk.browser();
    expect((await browser.post("/api/setup", await form())).json()).toEqual({ twoFactor: false });
    expect((await browser.get("/api/app/me")).json()).toMatchObject({
      agent: { role: "owner", name: "Ana Novak", language: "sl" },
      desk: { name: "Primer d.o.o.", language: "sl", timeZone: "Europe/Ljubljana" },
    });
    expect((await browser.get("/api/v1/departments")).json()).toMatchObject({
      items: [{ name: "Podpora", language: "sl" }],
    });
    expect((await browser.get("/api/v1/mailboxes")).json()).toMatchObject({
      items: [{ name: "Podpora", language: "sl" }],
    });
    expect((await browser.get("/api/v1/audit")).json()).toMatchObject({
      items: [{ subject: "desk", action: "set-up", actor: "Ana Novak" }],
    });
    expect((await desk.browser().get("/api/setup")).json()).toMatchObject({ needed: false, language: "sl" });
    expect(await setupLink(desk.signIn)).toBeNull();
  });

  it("lets nobody sign in before", async () => {
    expect(
      (await desk.browser().post("/api/auth/sign-in", { email: "ana@primer.test", password })).statusCode,
    ).toBe(401);
  });

  it.each([{ token: "" }, { token: "A".repeat(43) }, { token: "wrong" }])(
    "T111: refuses %j",
    async (wrong) => {
      expect((await desk.browser().post("/api/setup", await form(wrong))).statusCode).toBe(403);
    },
  );

  it("stops guessing at the link", async () => {
    const browser = desk.browser({ ip: "192.0.2.9" });
    const statuses: number[] = [];
    for (let tries = 0; tries < 12; tries += 1)
      statuses.push((await browser.post("/api/setup", await form({ token: `guess ${tries}` }))).statusCode);
    expect(statuses.slice(10)).toEqual([429, 429]);
  });

  it("says in words what is missing", async () => {
    const answer = await desk.browser().post("/api/setup", await form({ name: " ", password: "short" }));
    expect(answer.json()).toMatchObject({
      status: 400,
      errors: [
        { path: "name", message: "Write your name." },
        { path: "password", message: "Use at least 10 characters." },
      ],
    });
  });
});

describe("T111: set-up again", () => {
  it("is refused afterwards, with the link that worked and with any other", async () => {
    const used = await form();
    await desk.browser().post("/api/setup", used);
    for (const body of [used, { ...used, email: "eve@evil.test" }, { ...used, token: "x" }]) {
      const answer = await desk.browser().post("/api/setup", body);
      expect([answer.statusCode, answer.json()]).toEqual([
        403,
        expect.objectContaining({ code: "already-set-up" }),
      ]);
    }
    expect((await database.pool.query("select 1 from agent")).rowCount).toBe(1);
  });

  it("makes one owner of two who come at the same moment", async () => {
    const body = await form();
    const answers = await Promise.all(
      ["ana@primer.test", "eve@evil.test"].map(async (email) =>
        desk.browser().post("/api/setup", { ...body, email }),
      ),
    );
    expect(answers.map((answer) => answer.statusCode).toSorted((a, b) => a - b)).toEqual([200, 403]);
    expect((await database.pool.query("select 1 from agent")).rowCount).toBe(1);
  });

  it("finds no account that was there from the beginning", async () => {
    expect((await database.pool.query("select 1 from agent")).rowCount).toBe(0);
    for (const email of ["admin@localhost", "admin@kvit", "root@localhost", "admin@example.com"])
      expect((await desk.browser().post("/api/auth/sign-in", { email, password: "admin" })).statusCode).toBe(
        401,
      );
  });
});

describe("an owner from the configuration", () => {
  it("is made once and closes the set-up", async () => {
    const owner = { email: "boss@primer.test", password: "owner-password" };
    expect(await createOwner(desk, owner)).toBe(true);
    expect(await createOwner(desk, { ...owner, password: "another password" })).toBe(false);
    expect(await setupLink(desk.signIn)).toBeNull();
    const answer = await desk.browser().post("/api/auth/sign-in", owner);
    expect(answer.statusCode).toBe(200);
    expect((await desk.browser().post("/api/setup", await form({ token: "A".repeat(43) }))).statusCode).toBe(
      403,
    );
  });
});
