import { afterAll, beforeAll, expect, it } from "vitest";
import type { InvitationView } from "@kvit/contract/settings";
import { createTestApp, type Browser, type TestApp } from "../../../test/app.ts";
import { createTestDatabase, type TestDatabase } from "../../../test/database.ts";
import { second } from "../../../test/factories.ts";

let database: TestDatabase;
let desk: TestApp;
let asAdmin: Browser;
let count = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  desk = await createTestApp(database.db);
  asAdmin = await desk.signedIn(await desk.addAgent({ email: "admin@primer.test", role: "admin" }));
});
afterAll(async () => {
  await desk.close();
  await database.drop();
});

const given = {
  name: "Nina Zupan",
  password: "a password of mine",
  language: "sl",
  timeZone: "Europe/Ljubljana",
};

function newEmail(): string {
  count += 1;
  return `invited${count}@primer.test`;
}

async function invite(email: string, more: object = {}): Promise<string> {
  const answer = await asAdmin.post("/api/v1/invitations", { emails: [email], role: "agent", ...more });
  expect(answer.statusCode).toBe(201);
  return desk.invitations.at(-1)?.link.split("/").at(-1) ?? "";
}

const accept = async (token: string, body: object = given) =>
  desk.browser().post(`/api/auth/invitations/${token}/accept`, body);

it("mails a link that shows who is invited where, and makes them an agent who is signed in", async () => {
  const email = newEmail();
  const token = await invite(email, { departmentIds: [1] });
  expect(desk.invitations.at(-1)).toMatchObject({
    to: email,
    deskName: "Primer",
    invitedBy: "admin",
    language: "en",
  });
  const browser = desk.browser();
  expect((await browser.get(`/api/auth/invitations/${token}`)).json()).toEqual({
    email,
    desk: "Primer",
    role: "agent",
  });
  expect((await browser.post(`/api/auth/invitations/${token}/accept`, given)).statusCode).toBe(200);
  expect((await browser.get("/api/app/me")).json()).toMatchObject({
    agent: {
      email,
      name: "Nina Zupan",
      role: "agent",
      language: "sl",
      departments: [{ departmentId: 1, lead: false, deputy: false }],
    },
  });
});

it("T81: a link works once, also when it comes twice at the same moment", async () => {
  const token = await invite(newEmail());
  const answers = await Promise.all([accept(token), accept(token)]);
  expect(answers.map((answer) => answer.statusCode).toSorted((a, b) => a - b)).toEqual([200, 410]);
  expect((await accept(token)).json()).toMatchObject({ code: "unknown-token" });
  expect((await desk.browser().get(`/api/auth/invitations/${token}`)).statusCode).toBe(410);
});

it("T81: a link runs out after 72 hours", async () => {
  const [early, late] = [await invite(newEmail()), await invite(newEmail())];
  desk.clock.advance((72 * 3600 - 1) * second);
  expect((await accept(early)).statusCode).toBe(200);
  desk.clock.advance(second);
  expect((await accept(late)).statusCode).toBe(410);
});

it("T81: a later invitation and a withdrawal make a link worthless", async () => {
  const email = newEmail();
  const [first, again] = [await invite(email), await invite(email.toUpperCase())];
  expect((await accept(first)).statusCode).toBe(410);
  const { items } = (await asAdmin.get("/api/v1/invitations")).json<{ items: InvitationView[] }>();
  const open = items.filter((item) => item.email.toLowerCase() === email);
  expect(open).toHaveLength(1);
  expect((await asAdmin.delete(`/api/v1/invitations/${open[0]?.id}`)).statusCode).toBe(204);
  expect((await asAdmin.delete(`/api/v1/invitations/${open[0]?.id}`)).statusCode).toBe(404);
  expect((await accept(again)).statusCode).toBe(410);
});

it.each(["x", "A".repeat(43), "..%2F..%2Fetc%2Fpasswd-and-more", "%00"])(
  "T81: %j is no token",
  async (token) => {
    expect([400, 404, 410]).toContain((await accept(token)).statusCode);
  },
);

it("T81: the token of a reset is none of an invitation, and the other way round", async () => {
  const owner = await desk.addAgent({ email: newEmail(), role: "owner" });
  await desk.browser().post("/api/auth/reset/request", { email: owner.email });
  await desk.signIn.background.settled();
  const reset = desk.resets.at(-1)?.link.split("/").at(-1) ?? "";
  const invitation = await invite(newEmail());
  expect(reset).toHaveLength(invitation.length);
  expect((await accept(reset)).statusCode).toBe(410);
  const crossed = await desk
    .browser()
    .post("/api/auth/reset", { token: invitation, password: given.password });
  expect(crossed.statusCode).toBe(410);
  expect((await accept(invitation)).statusCode).toBe(200);
});

it("T81: only a digest of the token is stored", async () => {
  const token = await invite(newEmail());
  const { rows } = await database.pool.query<{ dump: string }>(
    "select string_agg(i::text, ' ') as dump from invitation i",
  );
  expect(rows[0]?.dump).not.toContain(token);
});

it.each([{ role: "owner" }, { email: "other@primer.test" }, { departmentIds: [1] }, { verified: true }])(
  "T63: the invited person cannot slip in %j",
  async (slipped) => {
    const email = newEmail();
    const token = await invite(email);
    expect((await accept(token, { ...given, ...slipped })).statusCode).toBe(400);
    expect((await accept(token)).statusCode).toBe(200);
  },
);

it("T71: an address that belongs to a customer gives no right but the invitation's", async () => {
  const email = newEmail();
  await asAdmin.post("/api/v1/contacts", { email, name: "Customer" });
  const browser = desk.browser();
  await browser.post(`/api/auth/invitations/${await invite(email)}/accept`, given);
  expect((await browser.get("/api/app/me")).json()).toMatchObject({
    agent: { role: "agent", departments: [] },
  });
});

it.each([
  [{ emails: ["admin@primer.test"], role: "agent" }, 200],
  [{ emails: ["x@primer.test"], role: "owner" }, 400],
  [{ emails: ["x@primer.test"], role: "agent", departmentIds: [99_999] }, 400],
  [{ emails: [], role: "agent" }, 400],
  [{ emails: ["no address"], role: "agent" }, 200],
])("answers %j with %i and mails nobody", async (body, status) => {
  const sent = desk.invitations.length;
  expect((await asAdmin.post("/api/v1/invitations", body)).statusCode).toBe(status);
  expect(desk.invitations).toHaveLength(sent);
});

it("invites many at once, each address once", async () => {
  const [one, two] = [newEmail(), newEmail()];
  const answer = await asAdmin.post("/api/v1/invitations", {
    emails: [one, two, one.toUpperCase()],
    role: "admin",
  });
  expect(answer.json<{ items: InvitationView[] }>().items).toHaveLength(2);
});

it("names each address it cannot invite and why, and invites the others", async () => {
  const [one, two] = [newEmail(), newEmail()];
  const sent = desk.invitations.length;
  const answer = await asAdmin.post("/api/v1/invitations", {
    emails: ["Admin@primer.test", one, "not-an-address", two],
    role: "agent",
  });
  expect(answer.statusCode).toBe(201);
  expect(answer.json()).toMatchObject({
    items: [{ email: one }, { email: two }],
    refused: [
      { email: "Admin@primer.test", reason: "agent" },
      { email: "not-an-address", reason: "no-address" },
    ],
  });
  expect(desk.invitations.slice(sent).map(({ to }) => to)).toEqual([one, two]);
});
