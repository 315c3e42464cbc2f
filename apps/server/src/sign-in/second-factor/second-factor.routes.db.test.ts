import { Secret, TOTP } from "otpauth";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { TwoFactorSecret } from "@kvit/contract/sign-in";
import { createTestApp, password, type AddedAgent, type Browser, type TestApp } from "../../../test/app.ts";
import { createTestDatabase, type TestDatabase } from "../../../test/database.ts";
import { second } from "../../../test/factories.ts";

let database: TestDatabase;
let desk: TestApp;
let count = 0;
let ana: AddedAgent;
let browser: Browser;

beforeAll(async () => {
  database = await createTestDatabase();
  desk = await createTestApp(database.db);
});
beforeEach(async () => {
  count += 1;
  ana = await desk.addAgent({ email: `ana${count}@primer.test`, role: "agent" });
  browser = await desk.signedIn(ana);
});
afterAll(async () => {
  await desk.close();
  await database.drop();
});

const codeOf = (secret: string, stepsAhead = 0): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({
    timestamp: desk.clock.now() / 1000 + stepsAhead * 30_000,
  });

/** The second factor on, its code of this moment used up, the next time step begun. */
async function withSecondFactor(): Promise<TwoFactorSecret> {
  const offer = (await browser.post("/api/auth/two-factor/enable", { password })).json<TwoFactorSecret>();
  const confirmed = await browser.post("/api/auth/two-factor/confirm", { code: codeOf(offer.secret) });
  expect(confirmed.statusCode).toBe(204);
  desk.clock.advance(31 * second);
  return offer;
}

async function afterPassword(): Promise<Browser> {
  const fresh = desk.browser();
  const answer = await fresh.post("/api/auth/sign-in", { email: ana.email, password });
  expect(answer.json()).toEqual({ twoFactor: true });
  return fresh;
}

describe("switching the second factor on", () => {
  it("shows a secret, a picture of it and ten backup codes", async () => {
    const offer = (await browser.post("/api/auth/two-factor/enable", { password })).json<TwoFactorSecret>();
    expect(offer.uri).toContain(`secret=${offer.secret}`);
    expect(decodeURIComponent(offer.uri)).toContain(`Kvit:${ana.email}`);
    expect(offer.qr).toMatch(/^<svg .*<\/svg>$/s);
    expect(new Set(offer.backupCodes).size).toBe(10);
    expect(offer.backupCodes[0]).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/);
  });

  it("wants the password", async () => {
    expect((await browser.post("/api/auth/two-factor/enable", { password: "guess" })).statusCode).toBe(401);
  });

  it("asks for no code at sign-in before one has confirmed it", async () => {
    await browser.post("/api/auth/two-factor/enable", { password });
    const answer = await desk.browser().post("/api/auth/sign-in", { email: ana.email, password });
    expect(answer.json()).toEqual({ twoFactor: false });
  });

  it("T73: renews this session's token and ends those that began with the password alone", async () => {
    const other = await desk.signedIn(ana);
    const before = browser.copy();
    await withSecondFactor();
    expect((await browser.get("/api/app/me")).json()).toMatchObject({ twoFactor: true });
    expect((await before.get("/api/app/me")).statusCode).toBe(401);
    expect((await other.get("/api/app/me")).statusCode).toBe(401);
  });

  it("refuses a wrong code and a second secret beside a confirmed one", async () => {
    const offer = (await browser.post("/api/auth/two-factor/enable", { password })).json<TwoFactorSecret>();
    const wrong = codeOf(offer.secret) === "000000" ? "000001" : "000000";
    expect((await browser.post("/api/auth/two-factor/confirm", { code: wrong })).statusCode).toBe(401);
    await withSecondFactor();
    expect((await browser.post("/api/auth/two-factor/enable", { password })).statusCode).toBe(409);
  });

  it("stores neither the secret nor the codes as they are", async () => {
    const offer = await withSecondFactor();
    const { rows } = await database.pool.query<{ dump: string }>(
      "select coalesce(string_agg(s::text, ' '), '') || (select string_agg(b::text, ' ') from agent_backup_code b) as dump from agent_sign_in s",
    );
    const dump = rows[0]?.dump ?? "";
    for (const canary of [
      offer.secret,
      ...offer.backupCodes,
      ...offer.backupCodes.map((code) => code.replaceAll("-", "")),
    ]) {
      expect(dump).not.toContain(canary);
      expect(dump).not.toContain(Buffer.from(canary).toString("hex"));
    }
  });
});

describe("signing in with the second factor", () => {
  it("opens nothing between the password and the code", async () => {
    await withSecondFactor();
    const fresh = await afterPassword();
    expect(fresh.cookies.has("kvit_session")).toBe(false);
    const challenge = fresh.cookies.get("kvit_challenge") ?? "";
    fresh.cookies.set("kvit_session", challenge);
    expect((await fresh.get("/api/app/me")).statusCode).toBe(401);
  });

  it("lets in with the app's code", async () => {
    const { secret } = await withSecondFactor();
    const fresh = await afterPassword();
    expect((await fresh.post("/api/auth/two-factor", { code: codeOf(secret) })).statusCode).toBe(200);
    expect((await fresh.get("/api/app/me")).statusCode).toBe(200);
    expect(fresh.cookies.has("kvit_challenge")).toBe(false);
  });

  it("T86: refuses a code that was used, also in parallel and also an older one", async () => {
    const { secret } = await withSecondFactor();
    const [code, older] = [codeOf(secret), codeOf(secret, -1)];
    const browsers = await Promise.all([afterPassword(), afterPassword(), afterPassword()]);
    const answers = await Promise.all(
      browsers.map(async (each) => each.post("/api/auth/two-factor", { code })),
    );
    expect(answers.map((answer) => answer.statusCode).toSorted((a, b) => a - b)).toEqual([200, 401, 401]);
    const fresh = await afterPassword();
    for (const replayed of [code, older])
      expect((await fresh.post("/api/auth/two-factor", { code: replayed })).json()).toMatchObject({
        code: "wrong-code",
      });
  });

  it("T86: takes a backup code once, with or without dashes", async () => {
    const { backupCodes } = await withSecondFactor();
    const code = (backupCodes[3] ?? "").toUpperCase().replaceAll("-", " ");
    expect((await (await afterPassword()).post("/api/auth/two-factor", { code })).statusCode).toBe(200);
    expect((await (await afterPassword()).post("/api/auth/two-factor", { code })).statusCode).toBe(401);
  });

  it("T86: a reset of the password does not skip the code", async () => {
    const { secret } = await withSecondFactor();
    await desk.browser().post("/api/auth/reset/request", { email: ana.email });
    await desk.signIn.background.settled();
    const token = desk.resets.at(-1)?.link.split("/").at(-1);
    const fresh = desk.browser();
    const next = "a password after the reset";
    expect((await fresh.post("/api/auth/reset", { token, password: next })).statusCode).toBe(204);
    expect((await fresh.get("/api/app/me")).statusCode).toBe(401);
    expect((await fresh.post("/api/auth/sign-in", { email: ana.email, password: next })).json()).toEqual({
      twoFactor: true,
    });
    expect((await fresh.post("/api/auth/two-factor", { code: codeOf(secret) })).statusCode).toBe(200);
  });

  it("T86: a challenge is over after five codes, after ten minutes and after a sign-out", async () => {
    const { secret } = await withSecondFactor();
    const tired = await afterPassword();
    for (let tries = 0; tries < 5; tries += 1) await tired.post("/api/auth/two-factor", { code: "abc-abc" });
    const refused = await tired.post("/api/auth/two-factor", { code: codeOf(secret) });
    expect([refused.statusCode, refused.json<{ code: string }>().code]).toEqual([401, "sign-in-over"]);
    const left = await afterPassword();
    const copy = left.copy();
    await left.post("/api/auth/sign-out");
    expect((await copy.post("/api/auth/two-factor", { code: codeOf(secret) })).statusCode).toBe(401);
    const late = await afterPassword();
    desk.clock.advance(601 * second);
    expect((await late.post("/api/auth/two-factor", { code: codeOf(secret) })).statusCode).toBe(401);
  });

  it("T86: a code without a challenge opens nothing", async () => {
    const { secret } = await withSecondFactor();
    expect((await desk.browser().post("/api/auth/two-factor", { code: codeOf(secret) })).statusCode).toBe(
      401,
    );
  });

  it("lets nobody in whom an admin has deactivated meanwhile", async () => {
    const { secret } = await withSecondFactor();
    const fresh = await afterPassword();
    await database.db
      .updateTable("agent")
      .set({ deactivated_at: "2026-11-22T11:00:00Z" })
      .where("id", "=", ana.id)
      .execute();
    expect((await fresh.post("/api/auth/two-factor", { code: codeOf(secret) })).statusCode).toBe(401);
  });
});

describe("switching the second factor off", () => {
  it("wants password and code, and then asks for no code any more", async () => {
    const { secret, backupCodes } = await withSecondFactor();
    const disable = async (body: object) => browser.post("/api/auth/two-factor/disable", body);
    expect((await disable({ password: "guess", code: codeOf(secret) })).statusCode).toBe(401);
    expect((await disable({ password, code: "000000" })).statusCode).toBe(401);
    expect((await disable({ password, code: backupCodes[0] })).statusCode).toBe(204);
    const answer = await desk.browser().post("/api/auth/sign-in", { email: ana.email, password });
    expect(answer.json()).toEqual({ twoFactor: false });
  });
});
