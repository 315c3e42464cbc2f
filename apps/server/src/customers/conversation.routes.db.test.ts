import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { languages } from "@kvit/i18n";
import { hiddenField } from "../../test/customer-browser.ts";
import { createCustomerDesk, type CustomerDesk } from "../../test/customer-desk.ts";
import { customerRequests, plain } from "../../test/customer-requests.ts";
import { createTestDatabase, type TestDatabase } from "../../test/database.ts";
import { day } from "../../test/factories.ts";
import { keepFile } from "../tickets/keep-file.ts";
import { selectMessages } from "../tickets/thread.queries.ts";

let database: TestDatabase;
let desk: CustomerDesk;
const { requestOf, newBrowser, deviceOf, prove } = customerRequests(() => desk);

beforeAll(async () => {
  database = await createTestDatabase();
  desk = await createCustomerDesk(database.db);
});
afterAll(async () => {
  await desk.close();
  await database.drop();
});

describe("T57: Ann's device", () => {
  it("neither reads, writes nor takes files of Bob's request", async () => {
    const [ann, bob] = [await requestOf("Ann"), await requestOf("Bob")];
    const browser = await deviceOf(ann);
    const bobs = await deviceOf(bob);
    await bobs.upload(`${bob.path}?do=reply`, { text: "With a file.", mark: "b" }, [
      { name: "bob.txt", type: "text/plain", bytes: Buffer.from("only Bob's") },
    ]);
    const file = /href="([^"]+\/files\/(\d+))"/.exec((await bobs.get(bob.path)).body);
    const absent = await browser.get(`${ann.path}/files/999999`);
    const version = (await desk.ticket(bob.id)).version;
    for (const path of [`${ann.path}/files/${file?.[2]}`, file?.[1] ?? "", `${ann.path}/files/x`]) {
      const answer = await browser.get(path);
      expect([answer.statusCode, answer.body]).toEqual([404, absent.body]);
    }
    expect((await browser.post(`${bob.path}?do=answer`, { answer: "yes" })).statusCode).toBe(403);
    expect((await browser.get(bob.path)).body).not.toContain("It is I, Bob.");
    expect((await desk.ticket(bob.id)).version).toBe(version);
    const swapped = desk.conversationPath(bob.id, ann.contactId);
    expect([(await browser.get(swapped)).statusCode, (await browser.get(swapped)).body]).toEqual([
      404,
      absent.body,
    ]);
  });
});

describe("T59 C10: the conversation", () => {
  it("shows nothing that is ours alone, in any state", async () => {
    const canary = "CANARY-9f31";
    const ann = await requestOf("Ann");
    const browser = await deviceOf(ann);
    const secret = await keepFile(desk.deps, {
      accountId: 1,
      uploadedBy: null,
      bytes: Buffer.from(canary),
      name: `${canary}.txt`,
      declaredType: "text/plain",
    });
    await desk.write(ann.id, { kind: "note", text: `${canary} note`, attachmentIds: [secret.id] });
    await desk.run(ann.id, "tag", { add: [`${canary}-tag`], remove: [] });
    await desk.run(ann.id, "prioritise", { priority: "urgent" });
    await desk.run(ann.id, "assign", { agentId: desk.desk.lead.id });
    await desk.run(ann.id, "postpone", { until: desk.clock.now() + day });
    const held = await desk.write(ann.id, { text: `${canary} held` });
    const cancelled = await desk.write(ann.id, { text: `${canary} cancelled` });
    for (const [messageId, state] of [
      [held, "held"],
      [cancelled, "cancelled"],
    ] as const)
      await database.db
        .insertInto("outbox")
        .values({
          account_id: 1,
          ticket_id: ann.id,
          message_id: messageId,
          kind: "reply",
          state,
          mail_id: `${state}@primer.test`,
          envelope_from: "",
          recipients: [],
          subject: "",
          content: "{}",
        })
        .execute();
    await desk.write(ann.id, { kind: "automatic", text: `${canary} bounce` });
    await desk.write(ann.id, {
      kind: "customer",
      text: `${canary} from a stranger`,
      verified: false,
      author: { actor: { kind: "customer", id: null }, name: `${canary} stranger`, address: "x@evil.test" },
    });
    const answer = await desk.write(ann.id, { text: "The answer." });
    const paths = [ann.path, desk.decisionPath(ann.id), `${ann.path}/files/${secret.id}`];
    const look = async () => {
      for (const path of paths) {
        const page = await browser.get(path);
        expect(page.body).not.toContain(canary);
        expect(page.body).not.toMatch(/Kovačič|urgent|lead@|postpone/i);
      }
      expect((await browser.get(`${ann.path}/files/${secret.id}`)).statusCode).toBe(404);
    };
    await look();
    expect(answer).toBeGreaterThan(cancelled);
    const page = await browser.get(ann.path);
    expect(page.body).toContain("The answer.");
    expect(page.body).toContain("Marta, Primer");
    expect(plain(page.body)).toContain("All steps with dates (2)");
    for (const [name, input] of [
      ["resolve", { reason: `${canary} reason` }],
      ["close", { reason: "duplicate", note: `${canary} closing` }],
      ["reopen", { reason: `${canary} reopening` }],
    ] as const) {
      await desk.run(ann.id, name, input);
      await look();
    }
  });

  it("tells the same neutral thing of spam and trash, also to a device that is known", async () => {
    const ann = await requestOf("Ann");
    const browser = await deviceOf(ann);
    const absent = await browser.get("/r/nothing");
    for (const [away, back] of [
      ["spam", "not-spam"],
      ["delete", "restore"],
    ] as const) {
      await desk.run(ann.id, away, {});
      const answer = await browser.get(ann.path);
      expect([answer.statusCode, answer.body]).toEqual([404, absent.body]);
      expect((await browser.post(`${ann.path}?do=reply`, { text: "?" })).statusCode).toBe(404);
      await desk.run(ann.id, back, {});
      expect((await browser.get(ann.path)).statusCode).toBe(200);
    }
  });

  it("T40: shows markup in names, subject, text and file names as text, and cleans what agents wrote", async () => {
    const evil = `<img src=x onerror=alert(1)>`;
    const ann = await requestOf("Ann", `${evil}{{7*7}}`);
    const browser = await deviceOf(ann);
    const file = { name: "evil.html", type: "text/html", bytes: Buffer.from("<script>alert(1)</script>") };
    await browser.upload(`${ann.path}?do=reply`, { text: `${evil} text`, mark: "t40" }, [file]);
    await database.db
      .updateTable("attachment")
      .set({ filename: `${evil}.html` })
      .where("ticket_id", "=", ann.id)
      .execute();
    await desk.write(ann.id, {
      text: "Hello",
      html: "x",
      visibleHtml: `<p onclick="alert(1)">Hello <b>there</b><script>alert(2)</script><a href="javascript:alert(3)">x</a></p>${evil}`,
      author: { actor: { kind: "agent", id: 1 }, name: evil, address: null },
    });
    const page = (await browser.get(ann.path)).body;
    expect(page).not.toMatch(/<img|<script>|onclick|javascript:/);
    expect(page).toContain("&lt;img src=x onerror=alert(1)&gt;{{7*7}}");
    expect(page).toContain("<b>there</b>");
  });

  it("folds quoted text, marks another language, and lists the steps with dates", async () => {
    const ann = await requestOf("Ann");
    const browser = await deviceOf(ann);
    await desk.write(ann.id, { text: "Nowe.\n\n> stare", visibleText: "Nowe.", language: "pl" });
    const page = (await browser.get(ann.path)).body;
    expect(page).toContain(`lang="pl"`);
    expect(page).toMatch(/Nowe\.<\/div>[\s\S]*<details class="quoted">[\s\S]*&gt; stare/);
    expect(plain(page)).toMatch(/We received your request .* We answered/);
  });

  it.each(languages)("speaks %s", async (language) => {
    const ann = await requestOf("Ann");
    const browser = await deviceOf(ann);
    await desk.write(ann.id, { text: "Done.", resolve: true });
    const page = (await browser.get(`${ann.path}?lang=${language}`)).body;
    expect(page).toContain(`<html lang="${language}">`);
    expect(plain(page)).not.toMatch(/customer\.[a-z]|\{\w+\}|undefined/);
  });
});

describe("a customer's message by the page", () => {
  it("goes into the thread with its files, which come back as they were", async () => {
    const ann = await requestOf("Ann");
    const browser = await deviceOf(ann);
    await desk.write(ann.id, { text: "Which one?" });
    const bytes = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 1, 2, 255]);
    const sent = await browser.upload(`${ann.path}?do=reply`, { text: "This one:\r\nred", mark: "m" }, [
      { name: "račun.png", type: "image/png", bytes },
      { name: "", type: "application/octet-stream", bytes: Buffer.alloc(0) },
    ]);
    expect([sent.statusCode, sent.headers.location]).toEqual([303, `${ann.path}?done=written`]);
    expect(await desk.ticket(ann.id)).toMatchObject({ status: "open" });
    const message = (await selectMessages(database.db, 1, ann.id)).at(-1);
    expect(message).toMatchObject({
      kind: "customer",
      channel: "form",
      text: "This one:\nred",
      verified: true,
    });
    expect(message?.attachments.map((file) => file.filename)).toEqual(["račun.png"]);
    const page = await browser.get(`${ann.path}?done=written`);
    const link = /href="([^"]+\/files\/\d+)"/.exec(page.body)?.[1] ?? "";
    const file = await browser.get(link);
    expect(file.rawPayload).toEqual(bytes);
    await prove(ann.id);
  });

  it("T36, T113: gives a file only to the device, never from a cache, and cannot be run", async () => {
    const ann = await requestOf("Ann");
    const browser = await deviceOf(ann);
    await browser.upload(`${ann.path}?do=reply`, { text: "page", mark: "p" }, [
      { name: "page.html", type: "text/html", bytes: Buffer.from("<script>alert(1)</script>") },
    ]);
    const link = /href="([^"]+\/files\/\d+)"/.exec((await browser.get(ann.path)).body)?.[1] ?? "";
    const file = await browser.get(link);
    expect(file.headers).toMatchObject({
      "content-type": "application/octet-stream",
      "content-disposition": expect.stringMatching(/^attachment;/),
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; sandbox",
    });
    expect((await newBrowser().get(link)).statusCode).toBe(404);
    await desk.run(ann.id, "delete", {});
    expect((await browser.get(link)).statusCode).toBe(404);
    await desk.run(ann.id, "restore", {});
    await browser.post(`${ann.path}?do=forget`);
    expect((await browser.get(link)).statusCode).toBe(404);
  });

  it("is told what is wrong with its files, and keeps its words", async () => {
    const ann = await requestOf("Ann");
    const browser = await deviceOf(ann);
    const small = { name: "a.txt", type: "text/plain", bytes: Buffer.from("a") };
    const many = await browser.upload(
      `${ann.path}?do=reply`,
      { text: "My words.", mark: "x" },
      Array.from({ length: 11 }, () => small),
    );
    expect([many.statusCode, plain(many.body).includes("more than 10 files")]).toEqual([422, true]);
    expect(many.body).toContain("My words.");
    const large = { ...small, bytes: Buffer.alloc(13_000_000) };
    const heavy = await browser.upload(`${ann.path}?do=reply`, { text: "My words.", mark: "y" }, [
      large,
      large,
    ]);
    expect([heavy.statusCode, plain(heavy.body).includes("larger than 25 MB")]).toEqual([422, true]);
    const empty = await browser.upload(`${ann.path}?do=reply`, { text: " ", mark: "z" }, []);
    expect([empty.statusCode, plain(empty.body).includes("Write a few words first.")]).toEqual([422, true]);
    expect(await selectMessages(database.db, 1, ann.id)).toHaveLength(1);
  });

  it("reopens a resolved and a closed request, and after the window opens a follow-up and says so", async () => {
    const ann = await requestOf("Ann");
    const browser = await deviceOf(ann);
    const say = async (text: string) => browser.upload(`${ann.path}?do=reply`, { text, mark: text }, []);
    await desk.write(ann.id, { text: "Done.", resolve: true });
    await say("Not yet.");
    expect(await desk.ticket(ann.id)).toMatchObject({ status: "open", reopenCount: 1 });
    await desk.write(ann.id, { text: "Done.", resolve: true });
    await browser.post(`${ann.path}?do=answer`, { answer: "yes" });
    expect(await desk.ticket(ann.id)).toMatchObject({ status: "closed", closeReason: "confirmed" });
    await say("Oh, still not.");
    expect(await desk.ticket(ann.id)).toMatchObject({ status: "open", reopenCount: 2 });
    await browser.post(`${ann.path}?do=answer`, { answer: "yes" });
    desk.clock.advance(15 * day);
    const late = await say("Again!");
    expect(late.headers.location).toBe(`${ann.path}?done=followed-up`);
    expect((await desk.ticket(ann.id)).status).toBe("closed");
    const page = await browser.get(`${ann.path}?done=followed-up`);
    expect(plain(page.body)).toMatch(/We've opened request #\d+ for you and linked it to this one\./);
    const next = /href="(\/r\/[^"]+)"/.exec(page.body)?.[1] ?? "";
    expect((await browser.get(next)).body).toContain("Again!");
    await prove(ann.id);
  });

  it("is written once, however often its form is sent", async () => {
    const ann = await requestOf("Ann");
    const browser = await deviceOf(ann);
    const mark = hiddenField((await browser.get(ann.path)).body, "mark");
    for (let times = 0; times < 3; times += 1)
      await browser.upload(`${ann.path}?do=reply`, { text: "Once.", mark }, []);
    expect(await selectMessages(database.db, 1, ann.id)).toHaveLength(2);
  });

  it("T75: is refused from elsewhere, and so is every other step", async () => {
    const ann = await requestOf("Ann");
    const browser = await deviceOf(ann);
    const before = [await desk.ticket(ann.id), desk.codes.length];
    for (const step of ["code", "enter", "answer", "reply", "forget"]) {
      const answer = await browser.post(
        `${ann.path}?do=${step}`,
        { answer: "yes", text: "x", code: "1" },
        { origin: "https://evil.test", "sec-fetch-site": "cross-site" },
      );
      expect(answer.statusCode).toBe(403);
    }
    expect([await desk.ticket(ann.id), desk.codes.length]).toEqual(before);
    expect((await browser.get(ann.path)).body).toContain("It is I, Ann.");
  });

  it("T75: no GET of these addresses changes anything", async () => {
    const ann = await requestOf("Ann");
    const browser = await deviceOf(ann);
    await desk.write(ann.id, { text: "Done.", resolve: true });
    const count = async () => [
      await desk.ticket(ann.id),
      desk.codes.length,
      await database.db.selectFrom("customer_device").selectAll().execute(),
      await database.db.selectFrom("customer_code").selectAll().execute(),
    ];
    const before = await count();
    for (const step of ["code", "enter", "answer", "reply", "forget"])
      await browser.get(`${ann.path}?do=${step}&answer=yes&text=x&a=yes&done=written`);
    expect(await count()).toEqual(before);
  });
});
