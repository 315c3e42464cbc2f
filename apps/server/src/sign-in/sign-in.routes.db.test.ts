import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestApp, password, type AddedAgent, type TestApp } from "../../test/app.ts";
import { createTestDatabase, type TestDatabase } from "../../test/database.ts";
import { day, second } from "../../test/factories.ts";

let database: TestDatabase;
let desk: TestApp;
let ana: AddedAgent;

beforeAll(async () => {
  database = await createTestDatabase();
  desk = await createTestApp(database.db);
  ana = await desk.addAgent({ email: "Ana@primer.test", role: "agent" });
});
afterAll(async () => {
  await desk.close();
  await database.drop();
});

describe("signing in", () => {
  it("gives a session to who has the password, however the address is capitalised", async () => {
    const browser = desk.browser();
    const answer = await browser.post("/api/auth/sign-in", { email: "aNa@primer.test", password });
    expect(answer.json()).toEqual({ twoFactor: false });
    expect((await browser.get("/api/app/me")).json()).toMatchObject({ agent: { email: "Ana@primer.test" } });
  });

  it("keeps the session's cookie from scripts and from other sites", async () => {
    const answer = await desk.browser().post("/api/auth/sign-in", { email: ana.email, password });
    const session = answer.cookies.find(({ name }) => name === "kvit_session");
    expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
    expect(session?.value).toMatch(/^[\w-]{43}$/);
  });

  it("binds the cookie to this very host behind https", async () => {
    const secure = await createTestApp(database.db, { publicUrl: "https://desk.test" });
    const answer = await secure.browser().post("/api/auth/sign-in", { email: ana.email, password });
    expect(answer.cookies.find(({ name }) => name === "__Host-kvit_session")).toMatchObject({
      secure: true,
      path: "/",
    });
    await secure.close();
  });

  it("T69: answers the same for an unknown address, a wrong password and a deactivated agent", async () => {
    const gone = await desk.addAgent({ email: "gone@primer.test", role: "agent" });
    await database.db
      .updateTable("agent")
      .set({ deactivated_at: "2026-11-22T11:00:00Z" })
      .where("id", "=", gone.id)
      .execute();
    const answers = await Promise.all(
      [
        { email: "nobody@primer.test", password },
        { email: ana.email, password: "not the password" },
        { email: gone.email, password },
      ].map(async (body) => desk.browser().post("/api/auth/sign-in", body)),
    );
    const seen = answers.map((answer) => ({
      status: answer.statusCode,
      body: { ...answer.json(), instance: "" },
      cookies: answer.cookies,
    }));
    expect(seen[0]).toMatchObject({ status: 401, body: { code: "wrong-credentials" }, cookies: [] });
    expect(new Set(seen.map((each) => JSON.stringify(each))).size).toBe(1);
  });

  it("T73: a session planted before signing in is not the one after it, and ends", async () => {
    const victim = desk.browser();
    const attacker = await desk.signedIn(ana);
    const planted = attacker.cookies.get("kvit_session") ?? "";
    victim.cookies.set("kvit_session", planted);
    await victim.post("/api/auth/sign-in", { email: ana.email, password });
    expect(victim.cookies.get("kvit_session")).not.toBe(planted);
    desk.clock.advance(5 * second);
    expect((await attacker.get("/api/app/me")).statusCode).toBe(401);
  });

  it("T73: a token nobody issued is never taken up", async () => {
    const browser = desk.browser();
    browser.cookies.set("kvit_session", "A".repeat(43));
    await browser.post("/api/auth/sign-in", { email: ana.email, password });
    expect(browser.cookies.get("kvit_session")).not.toBe("A".repeat(43));
  });

  it("T74: after signing out the old cookie opens nothing", async () => {
    const browser = await desk.signedIn(ana);
    const stolen = browser.copy();
    expect((await browser.post("/api/auth/sign-out")).statusCode).toBe(204);
    expect(browser.cookies.has("kvit_session")).toBe(false);
    expect((await stolen.get("/api/app/me")).statusCode).toBe(401);
  });

  it("ends a session that was not used for a week", async () => {
    const browser = await desk.signedIn(ana);
    desk.clock.advance(6 * day);
    expect((await browser.get("/api/app/me")).statusCode).toBe(200);
    desk.clock.advance(6 * day);
    expect((await browser.get("/api/app/me")).statusCode).toBe(200);
    desk.clock.advance(7 * day);
    expect((await browser.get("/api/app/me")).statusCode).toBe(401);
  });

  it("ends a session after thirty days however much it is used", async () => {
    const browser = await desk.signedIn(ana);
    for (let days = 0; days < 29; days += 1) {
      desk.clock.advance(day);
      expect((await browser.get("/api/app/me")).statusCode).toBe(200);
    }
    desk.clock.advance(day);
    expect((await browser.get("/api/app/me")).statusCode).toBe(401);
  });

  it("stores no token that would open anything", async () => {
    const browser = await desk.signedIn(ana);
    const token = browser.cookies.get("kvit_session") ?? "";
    const { rows } = await database.pool.query<{ dump: string }>(
      "select string_agg(s::text, ' ') as dump from agent_session s",
    );
    expect(rows[0]?.dump).not.toContain(token);
    expect(rows[0]?.dump).not.toContain(Buffer.from(token).toString("hex"));
  });
});

describe("one's own sessions", () => {
  it("are listed with their device, this one marked", async () => {
    const petra = await desk.addAgent({ email: "petra@primer.test", role: "agent" });
    const phone = desk.browser({
      userAgent: "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0) Version/19.0 Safari/604.1",
    });
    await phone.post("/api/auth/sign-in", { email: petra.email, password });
    desk.clock.advance(second);
    const laptop = await desk.signedIn(petra);
    const sessions: unknown = (await laptop.get("/api/auth/sessions")).json();
    expect(sessions).toMatchObject([
      { current: true, device: "Firefox · Linux" },
      { current: false, device: "Safari · iPhone" },
    ]);
  });

  it("end one by one or all but this one, at once", async () => {
    const [first, second_, third] = [
      await desk.signedIn(ana),
      await desk.signedIn(ana),
      await desk.signedIn(ana),
    ];
    const listed = (await first.get("/api/auth/sessions")).json<{ id: number; current: boolean }[]>();
    const secondId = (await second_.get("/api/auth/sessions"))
      .json<typeof listed>()
      .find(({ current }) => current)?.id;
    expect((await first.delete(`/api/auth/sessions/${secondId}`)).statusCode).toBe(204);
    expect((await second_.get("/api/app/me")).statusCode).toBe(401);
    expect((await third.get("/api/app/me")).statusCode).toBe(200);
    await first.delete("/api/auth/sessions");
    expect((await third.get("/api/app/me")).statusCode).toBe(401);
    expect((await first.get("/api/auth/sessions")).json()).toHaveLength(1);
  });

  it("T57: somebody else's session is as absent as one that never was", async () => {
    const other = await desk.addAgent({ email: "other@primer.test", role: "agent" });
    const theirs = await desk.signedIn(other);
    const id = (await theirs.get("/api/auth/sessions")).json<{ id: number }[]>()[0]?.id;
    const mine = await desk.signedIn(ana);
    const [foreign, absent] = [
      await mine.delete(`/api/auth/sessions/${id}`),
      await mine.delete("/api/auth/sessions/99999"),
    ];
    expect(foreign.statusCode).toBe(404);
    expect({ ...foreign.json(), instance: "" }).toEqual({ ...absent.json(), instance: "" });
    expect((await theirs.get("/api/app/me")).statusCode).toBe(200);
  });
});

describe("changing the password", () => {
  it("T74: asks for the old one, gives the session a new token and ends all others", async () => {
    const mia = await desk.addAgent({ email: "mia@primer.test", role: "agent" });
    const [here, elsewhere] = [await desk.signedIn(mia), await desk.signedIn(mia)];
    const before = here.copy();
    const next = "another long password";
    expect((await here.post("/api/auth/password", { current: "guess", next })).statusCode).toBe(401);
    expect((await here.post("/api/auth/password", { current: password, next })).statusCode).toBe(204);
    expect((await here.get("/api/app/me")).statusCode).toBe(200);
    expect((await before.get("/api/app/me")).statusCode).toBe(401);
    expect((await elsewhere.get("/api/app/me")).statusCode).toBe(401);
    expect((await desk.browser().post("/api/auth/sign-in", { email: mia.email, password })).statusCode).toBe(
      401,
    );
    expect(
      (await desk.browser().post("/api/auth/sign-in", { email: mia.email, password: next })).statusCode,
    ).toBe(200);
  });

  it("wants ten characters at least", async () => {
    const answer = await (
      await desk.signedIn(ana)
    ).post("/api/auth/password", { current: password, next: "too short" });
    expect(answer.json()).toMatchObject({ status: 400, detail: "next: Use at least 10 characters." });
  });
});

describe("requests from elsewhere", () => {
  it.each([
    { origin: "https://evil.test" },
    { origin: "null" },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
  ])("T75: are refused with %j and change nothing", async (headers) => {
    const browser = await desk.signedIn(ana);
    for (const [method, url] of [
      ["POST", "/api/auth/sign-out"],
      ["POST", "/api/auth/sign-in"],
      ["PATCH", "/api/app/me"],
      ["DELETE", "/api/auth/sessions"],
    ] as const)
      expect((await browser.send(method, url, { body: {}, headers })).statusCode).toBe(403);
    expect((await browser.get("/api/app/me")).statusCode).toBe(200);
  });
});

describe("hostile input", () => {
  it("T63: fields that are not asked for are refused", async () => {
    const answer = await desk
      .browser()
      .post("/api/auth/sign-in", { email: ana.email, password, role: "owner" });
    expect(answer.statusCode).toBe(400);
    const me = await desk.signedIn(ana);
    for (const slipped of [
      { role: "owner" },
      { id: 1 },
      { email: "x@y.test" },
      { verified: true },
      { createdAt: "2020-01-01T00:00:00Z" },
    ])
      expect((await me.patch("/api/app/me", slipped)).statusCode).toBe(400);
    expect((await me.get("/api/app/me")).json()).toMatchObject({
      agent: { role: "agent", email: "Ana@primer.test" },
    });
  });

  it.each(["a\u0000b@primer.test", "a'; drop table agent;--@x.test", "%@primer.test", "a\\@b.test"])(
    "T99: %j as an address is refused or known to nobody",
    async (email) => {
      const answer = await desk
        .browser({ ip: "198.51.100.20" })
        .post("/api/auth/sign-in", { email, password });
      expect([400, 401]).toContain(answer.statusCode);
    },
  );

  it("T101: a polluting key changes nothing for the next request", async () => {
    const browser = await desk.signedIn(ana);
    await desk.app.inject({
      method: "PATCH",
      url: "/api/app/me",
      headers: {
        cookie: `kvit_session=${browser.cookies.get("kvit_session")}`,
        "content-type": "application/json",
      },
      payload: '{"__proto__":{"role":"owner","polluted":true},"constructor":{"prototype":{"polluted":true}}}',
    });
    await browser.get("/api/v1/audit?__proto__[polluted]=1&constructor.prototype.polluted=1");
    expect({}).not.toHaveProperty("polluted");
    expect((await browser.get("/api/app/me")).json()).toMatchObject({ agent: { role: "agent" } });
  });

  it("T103: passwords, tokens and codes stay out of the log", async () => {
    const canary = "canary-password-5f1e";
    const browser = desk.browser();
    await browser.post("/api/auth/sign-in", { email: ana.email, password: canary });
    await browser.post("/api/auth/two-factor", { code: "canary-code-5f1e" });
    await browser.post("/api/auth/reset", { token: "canary-token-5f1e-canary", password: canary });
    await browser.get("/api/auth/invitations/canary-token-5f1e-canary");
    await browser.get("/api/app/me", {
      authorization: "Bearer kvit_canary-5f1e",
      cookie: "kvit_session=canary-5f1e",
    });
    await browser.send("POST", "/api/auth/sign-in", { body: { email: "canary-5f1e", password: [canary] } });
    expect(desk.logged()).not.toContain("5f1e");
  });
});
