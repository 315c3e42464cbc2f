import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { customerBrowser } from "../../test/customer-browser.ts";
import { createCustomerDesk, type CustomerDesk } from "../../test/customer-desk.ts";
import { customerRequests, plain } from "../../test/customer-requests.ts";
import { createTestDatabase, type TestDatabase } from "../../test/database.ts";
import { day, second } from "../../test/factories.ts";
import { forgetOldProofs } from "./index.ts";

const minute = 60 * second;
let database: TestDatabase;
let desk: CustomerDesk;
const { requestOf, newBrowser, deviceOf, lastCode } = customerRequests(() => desk);

beforeAll(async () => {
  database = await createTestDatabase();
  desk = await createCustomerDesk(database.db);
});
afterAll(async () => {
  await desk.close();
  await database.drop();
});

describe("T72: the link alone", () => {
  it("shows the number and nothing of the conversation", async () => {
    const ann = await requestOf("Ann");
    const page = await newBrowser().get(ann.path);
    expect(page.statusCode).toBe(200);
    expect(plain(page.body)).toContain("Send me a code");
    expect(page.body).not.toMatch(/Where is|It is I|customer\.test/);
  });

  it.each(["answer", "reply", "forget"])("cannot %s", async (step) => {
    const ann = await requestOf("Ann");
    await desk.write(ann.id, { text: "Done.", resolve: true });
    const answer = await newBrowser().post(`${ann.path}?do=${step}`, { answer: "yes", text: "Mine!" });
    expect(answer.statusCode).toBe(403);
    expect(answer.body).not.toContain("Where is");
    expect((await desk.ticket(ann.id)).status).toBe("resolved");
  });

  it("opens with the code that was mailed to the request's address, in the reader's language", async () => {
    const ann = await requestOf("Ann");
    const browser = newBrowser();
    await browser.get(`${ann.path}?lang=sl`);
    const asked = await browser.post(`${ann.path}?do=code`);
    expect([asked.statusCode, asked.headers.location]).toEqual([303, `${ann.path}?step=code`]);
    expect(desk.codes.at(-1)).toMatchObject({
      language: "sl",
      to: { name: "Ann", address: expect.stringMatching(/^ann-\d+@customer\.test$/) },
      subject: expect.stringMatching(/^Vaša koda za zahtevek #\d+$/),
    });
    expect(desk.codes.at(-1)?.subject).not.toContain(lastCode());
    const spaced = `${lastCode().slice(0, 3)} ${lastCode().slice(3)}`;
    const entered = await browser.post(`${ann.path}?do=enter`, { code: spaced });
    expect(entered.statusCode).toBe(303);
    expect((await browser.get(ann.path)).body).toContain("It is I, Ann.");
  });

  it("remembers the device, and makes the person known", async () => {
    const ann = await requestOf("Ann");
    const browser = await deviceOf(ann);
    const contact = database.db.selectFrom("contact").select("verified_at").where("id", "=", ann.contactId);
    expect((await contact.executeTakeFirstOrThrow()).verified_at).not.toBeNull();
    desk.clock.advance(179 * day);
    expect((await browser.get(ann.path)).body).toContain("It is I, Ann.");
    desk.clock.advance(2 * day);
    expect((await browser.get(ann.path)).body).not.toContain("It is I, Ann.");
  });

  it("keeps a device that is used", async () => {
    const ann = await requestOf("Ann");
    const browser = await deviceOf(ann);
    desk.clock.advance(170 * day);
    await browser.upload(`${ann.path}?do=reply`, { text: "Still here.", mark: "k" }, []);
    desk.clock.advance(170 * day);
    expect((await browser.get(ann.path)).body).toContain("Still here.");
  });

  it("T74: forgets the device when told to, also a copy of its cookie", async () => {
    const ann = await requestOf("Ann");
    const browser = await deviceOf(ann);
    const copy = newBrowser();
    for (const [name, value] of browser.cookies) copy.cookies.set(name, value);
    await browser.post(`${ann.path}?do=forget`);
    expect(browser.cookies.has("kvit-customer-device")).toBe(false);
    expect((await copy.get(ann.path)).body).not.toContain("It is I, Ann.");
  });

  it("counts no longer when the address became somebody else's", async () => {
    const ann = await requestOf("Ann");
    const bob = await requestOf("Bob");
    const browser = await deviceOf(ann);
    await database.db
      .updateTable("contact_address")
      .set({ contact_id: bob.contactId })
      .where("contact_id", "=", ann.contactId)
      .execute();
    expect((await browser.get(ann.path)).body).not.toContain("It is I, Ann.");
  });
});

describe("a code", () => {
  it("works once, for ten minutes, in the browser that asked", async () => {
    const ann = await requestOf("Ann");
    const [asker, other] = [newBrowser(), newBrowser()];
    await asker.post(`${ann.path}?do=code`);
    const code = lastCode();
    await other.post(`${ann.path}?do=code`);
    expect((await other.post(`${ann.path}?do=enter`, { code })).statusCode).toBe(422);
    expect((await newBrowser().post(`${ann.path}?do=enter`, { code })).statusCode).toBe(422);
    const kept = new Map(asker.cookies);
    expect((await asker.post(`${ann.path}?do=enter`, { code })).statusCode).toBe(303);
    const again = newBrowser();
    for (const [name, value] of kept) again.cookies.set(name, value);
    expect((await again.post(`${ann.path}?do=enter`, { code })).statusCode).toBe(422);
    const late = newBrowser();
    await late.post(`${ann.path}?do=code`);
    desk.clock.advance(10 * minute);
    expect((await late.post(`${ann.path}?do=enter`, { code: lastCode() })).statusCode).toBe(422);
  });

  it("T33: has five tries, counted also when they come at once", async () => {
    const ann = await requestOf("Ann");
    const browser = newBrowser();
    await browser.post(`${ann.path}?do=code`);
    const code = lastCode();
    const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, "0");
    const tries = await Promise.all(
      Array.from({ length: 5 }, async () => browser.post(`${ann.path}?do=enter`, { code: wrong })),
    );
    expect(tries.map((answer) => answer.statusCode)).toEqual([422, 422, 422, 422, 422]);
    const last = await browser.post(`${ann.path}?do=enter`, { code });
    expect(last.statusCode).toBe(422);
    expect(plain(last.body)).toContain("This code is not right or no longer works.");
  });

  it("T33: is mailed at most three times in a quarter of an hour and ten times a day, however it is asked for", async () => {
    const ann = await requestOf("Ann");
    const before = desk.codes.length;
    let asked = 0;
    const ask = async () => {
      const answer = await newBrowser().post(
        `${ann.path}?do=code`,
        {},
        { "x-forwarded-for": `10.0.0.${(asked += 1)}` },
      );
      return [answer.statusCode, answer.headers.location];
    };
    const same = [303, `${ann.path}?step=code`];
    const six = [same, same, same, same, same, same];
    expect(await Promise.all([ask(), ask(), ask(), ask(), ask(), ask()])).toEqual(six);
    expect(desk.codes.length - before).toBe(3);
    for (let quarter = 0; quarter < 12; quarter += 1) {
      desk.clock.advance(16 * minute);
      expect(await ask()).toEqual(same);
    }
    expect(desk.codes.length - before).toBe(10);
  });

  it("T69: is answered alike when there is no address to send it to", async () => {
    const ann = await requestOf("Ann");
    const known = await newBrowser().post(`${ann.path}?do=code`);
    await database.db.deleteFrom("contact_address").where("contact_id", "=", ann.contactId).execute();
    const before = desk.codes.length;
    const unknown = await newBrowser().post(`${ann.path}?do=code`);
    expect(desk.codes.length).toBe(before);
    expect([unknown.statusCode, unknown.headers.location]).toEqual([
      known.statusCode,
      known.headers.location,
    ]);
    expect(unknown.body).toBe(known.body);
  });

  it("is kept as a digest that the table alone does not undo", async () => {
    const ann = await requestOf("Ann");
    await newBrowser().post(`${ann.path}?do=code`);
    const rows = await database.db.selectFrom("customer_code").selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(lastCode());
    expect(rows.every((row) => row.code_hash.length === 32)).toBe(true);
  });

  it("T33: stops a network that sends forms without end", async () => {
    const ann = await requestOf("Ann");
    const one = customerBrowser(desk.app, "198.51.100.7");
    const answers = [];
    for (let tries = 0; tries < 125; tries += 1)
      answers.push(await one.post(`${ann.path}?do=enter`, { code: "000000" }));
    expect(answers[119]?.statusCode).toBe(422);
    expect(answers[120]?.statusCode).toBe(429);
    expect(plain(answers[120]?.body ?? "")).toMatch(
      /That was a lot at once\. Try again in \d+ (minutes?|seconds?)\./,
    );
    const rotated = await one.post(`${ann.path}?do=enter`, {}, { "x-forwarded-for": "203.0.113.9" });
    expect(rotated.statusCode).toBe(429);
  });

  it("and its device are dropped when they are old", async () => {
    const ann = await requestOf("Ann");
    await deviceOf(ann);
    desk.clock.advance(181 * day);
    await forgetOldProofs(desk.deps);
    for (const table of ["customer_code", "customer_device"] as const)
      expect(
        await database.db.selectFrom(table).selectAll().where("contact_id", "=", ann.contactId).execute(),
      ).toEqual([]);
  });
});

describe("T73: the device's mark", () => {
  it("changes at each proof, and the one set before is worth nothing", async () => {
    const ann = await requestOf("Ann");
    const browser = newBrowser();
    browser.cookies.set("kvit-customer-device", "planted");
    browser.cookies.set("kvit-customer-challenge", "planted");
    await deviceOf(ann, browser);
    const first = browser.cookies.get("kvit-customer-device");
    expect(first).toMatch(/^[\w-]{43}$/);
    const attacker = newBrowser();
    attacker.cookies.set("kvit-customer-device", "planted");
    expect((await attacker.get(ann.path)).body).not.toContain("It is I, Ann.");
    await deviceOf(ann, browser);
    expect(browser.cookies.get("kvit-customer-device")).not.toBe(first);
    attacker.cookies.set("kvit-customer-device", first ?? "");
    expect((await attacker.get(ann.path)).body).not.toContain("It is I, Ann.");
  });

  it("opens every mailbox that was shown on the device, and no other", async () => {
    const [ann, bob, eve] = [await requestOf("Ann"), await requestOf("Bob"), await requestOf("Eve")];
    const family = await deviceOf(bob, await deviceOf(ann));
    expect((await family.get(ann.path)).body).toContain("It is I, Ann.");
    expect((await family.get(bob.path)).body).toContain("It is I, Bob.");
    expect((await family.get(eve.path)).body).not.toContain("It is I, Eve.");
  });
});
