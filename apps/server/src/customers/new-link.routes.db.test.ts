import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createCustomerDesk, type CustomerDesk } from "../../test/customer-desk.ts";
import { customerRequests, plain } from "../../test/customer-requests.ts";
import { createTestDatabase, type TestDatabase } from "../../test/database.ts";
import { createTicket } from "../../test/factories.ts";

let database: TestDatabase;
let desk: CustomerDesk;
const { requestOf, newBrowser, lastCode } = customerRequests(() => desk);

beforeAll(async () => {
  database = await createTestDatabase();
  desk = await createCustomerDesk(database.db);
});
afterEach(() => void desk.links.splice(0));
afterAll(async () => {
  await desk.close();
  await database.drop();
});

async function addressOf(contactId: number): Promise<string> {
  const { address } = await database.db
    .selectFrom("contact_address")
    .select("address")
    .where("contact_id", "=", contactId)
    .executeTakeFirstOrThrow();
  return address;
}

async function ask(email: string, browser = newBrowser()) {
  const answer = await browser.post("/r", { email });
  await desk.deps.background.settled();
  return answer;
}

describe("C4: a link that leads nowhere", () => {
  it("offers the way to a new one, and it opens the request", async () => {
    const browser = newBrowser();
    const gone = await browser.get("/r/4821");
    expect(gone.statusCode).toBe(404);
    expect(gone.body).toMatch(/<form method="post" action="\/r"/);
    const ann = await requestOf("Ann");
    const address = await addressOf(ann.contactId);
    const asked = await ask(` ${address.toUpperCase()} `, browser);
    expect([asked.statusCode, asked.headers.location]).toEqual([303, "/r?done=asked"]);
    expect(plain((await browser.get("/r?done=asked")).body)).toContain("If there are requests from this");
    expect(desk.links).toMatchObject([
      { to: { name: "Ann", address }, language: "en", subject: "Links to your requests" },
    ]);
    const [link] = desk.links[0]?.links ?? [];
    expect(link?.url).toBe(`http://localhost${ann.path}`);
    await browser.post(`${ann.path}?do=code`);
    await browser.post(`${ann.path}?do=enter`, { code: lastCode() });
    expect((await browser.get(new URL(link?.url ?? "").pathname)).body).toContain("It is I, Ann.");
  });

  it("tells nobody whether an address is known", async () => {
    const ann = await requestOf("Ann");
    const known = await ask(await addressOf(ann.contactId));
    expect(desk.links).toHaveLength(1);
    const unknown = await ask("nobody@customer.test");
    expect(desk.links).toHaveLength(1);
    expect([unknown.statusCode, unknown.headers.location, unknown.body, unknown.cookies]).toEqual([
      known.statusCode,
      known.headers.location,
      known.body,
      known.cookies,
    ]);
  });

  it("answers before it looks for the person", async () => {
    const ann = await requestOf("Ann");
    const address = await addressOf(ann.contactId);
    const held = await database.pool.connect();
    await held.query("begin; lock table contact_address in access exclusive mode");
    const answer = await newBrowser().post("/r", { email: address });
    expect(answer.statusCode).toBe(303);
    await held.query("commit");
    held.release();
    await desk.deps.background.settled();
    expect(desk.links).toHaveLength(1);
  });

  it("mails nothing for a request that is spam or deleted, and all others of the person", async () => {
    const ann = await requestOf("Ann");
    const { ticket: second } = await createTicket(desk.deps, desk.desk, { requesterId: ann.contactId });
    const { ticket: deleted } = await createTicket(desk.deps, desk.desk, { requesterId: ann.contactId });
    await desk.run(deleted.id, "delete", {});
    await ask(await addressOf(ann.contactId));
    expect(desk.links.at(-1)?.links.map(({ url }) => new URL(url).pathname)).toEqual([
      desk.conversationPath(second.id, ann.contactId),
      ann.path,
    ]);
    const bob = await requestOf("Bob");
    await desk.run(bob.id, "spam", {});
    await ask(await addressOf(bob.contactId));
    expect(desk.links).toHaveLength(1);
  });

  it("says what is wrong with an address that is none, and mails nothing", async () => {
    const answer = await ask("ann");
    expect(answer.statusCode).toBe(422);
    expect(plain(answer.body)).toContain("This is not an e-mail address.");
    expect(desk.links).toEqual([]);
  });

  it("mails one address three times from one place, known or not, and then says how long to wait", async () => {
    const ann = await requestOf("Ann");
    for (const address of [await addressOf(ann.contactId), "nobody-2@customer.test"]) {
      const browser = newBrowser();
      const answers = [];
      for (let times = 0; times < 4; times += 1) answers.push(await ask(address, browser));
      expect(answers.map(({ statusCode }) => statusCode)).toEqual([303, 303, 303, 429]);
      expect(answers[3]?.headers["retry-after"]).toBe("900");
      expect(plain(answers[3]?.body ?? "")).toContain("Try again in 15 minutes.");
    }
    expect(desk.links).toHaveLength(3);
  });

  it("takes no form from another site", async () => {
    const answer = await newBrowser().post(
      "/r",
      { email: "ann@customer.test" },
      { origin: "https://evil.test", "sec-fetch-site": "cross-site" },
    );
    expect(answer.statusCode).toBe(403);
  });
});
