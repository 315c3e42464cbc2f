import type { LightMyRequestResponse } from "fastify";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestApp, password, type TestApp } from "../../../test/app.ts";
import { createTestDatabase, type TestDatabase } from "../../../test/database.ts";
import { setupLink } from "../../people/index.ts";

let database: TestDatabase;
let desk: TestApp;

beforeAll(async () => {
  database = await createTestDatabase();
  desk = await createTestApp(database.db, { setUp: false });
});
afterAll(async () => {
  await desk.close();
  await database.drop();
});

const own = "five loud herons";
const where = { language: "en", timeZone: "Europe/Ljubljana" };
const lastToken = (links: readonly { readonly link: string }[]) => links.at(-1)?.link.split("/").at(-1) ?? "";

/** What is answered to these, one after the other, and then to one that is fit. */
async function answersTo(
  weak: readonly string[],
  send: (password: string) => Promise<LightMyRequestResponse>,
): Promise<readonly string[]> {
  const answers: string[] = [];
  for (const each of [...weak, own]) {
    const answer = await send(each);
    answers.push(answer.statusCode < 300 ? "taken" : answer.json<{ code: string }>().code);
  }
  return answers;
}

const refused = (times: number) => [...Array.from({ length: times }, () => "weak-password"), "taken"];

it("an easily guessed password is refused at set-up, and the link still works", async () => {
  const token = (await setupLink(desk.signIn))?.split("#")[1];
  const weak = [
    "0123456789",
    "aaaaaaaaaaaa",
    "password12",
    "petra@acme.test",
    "petrahribar1",
    "acmetools2026",
  ];
  const answers = await answersTo(weak, async (given) =>
    desk.browser().post("/api/setup", {
      ...where,
      token,
      name: "Petra Hribar",
      email: "petra@acme.test",
      deskName: "Acme Tools",
      password: given,
    }),
  );
  expect(answers).toEqual(refused(6));
});

it("an easily guessed password is refused by an invitation, which still works", async () => {
  const admin = await desk.signedIn(await desk.addAgent({ email: "admin@acme.test", role: "admin" }));
  const body = { emails: ["nina.zupan@acme.test"], role: "agent" };
  expect((await admin.post("/api/v1/invitations", body)).statusCode).toBe(201);
  const path = `/api/auth/invitations/${lastToken(desk.invitations)}/accept`;
  const answers = await answersTo(["qwertyuiop", "nina.zupan@acme.test", "AcmeTools1"], async (given) =>
    desk.browser().post(path, { ...where, name: "Nina Zupan", password: given }),
  );
  expect(answers).toEqual(refused(3));
});

it("an easily guessed password is refused by a reset, whose link still works", async () => {
  const email = "jure.kralj@acme.test";
  await desk.addAgent({ email, role: "agent" });
  await desk.browser().post("/api/auth/reset/request", { email });
  await desk.signIn.background.settled();
  const token = lastToken(desk.resets);
  const answers = await answersTo(["jure.kralj@acme.test", "letmein12345"], async (given) =>
    desk.browser().post("/api/auth/reset", { token, password: given }),
  );
  expect(answers).toEqual(refused(2));

  expect((await desk.browser().post("/api/auth/sign-in", { email, password: own })).statusCode).toBe(200);
});

it("an easily guessed password is refused in place of the old one", async () => {
  const signedIn = await desk.signedIn(await desk.addAgent({ email: "olga@acme.test", role: "agent" }));
  const answers = await answersTo(["olga@acme.test", "1234567890"], async (next) =>
    signedIn.post("/api/auth/password", { current: password, next }),
  );
  expect(answers).toEqual(refused(2));
});
