import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../../test/database.ts";
import { fakeClock, second } from "../../../../test/factories.ts";
import { createMailDesk, mail, quiet, type MailDesk } from "../../../../test/mail-desk.ts";
import { createUnderstander, type Understander } from "../understand/index.ts";
import { acceptMail, type AcceptDeps, type Delivery } from "./accept-mail.ts";
import { noFailpoints } from "./failpoint.ts";

const day = 86_400 * second;

describe("which mail is which", () => {
  const clock = fakeClock();
  const understander = createUnderstander({ workers: 1 });
  afterAll(understander.close);
  let database: TestDatabase;
  let desk: MailDesk;
  beforeEach(async () => {
    database = await createTestDatabase();
    desk = await createMailDesk(database.db, { clock, understander });
  });
  afterEach(async () => {
    await desk.close();
    await database.drop();
  });

  const ledger = async () => database.db.selectFrom("intake").selectAll().orderBy("id").execute();
  const states = async () => (await ledger()).map((row) => row.reason ?? row.state);
  const tickets = async () => database.db.selectFrom("ticket").selectAll().orderBy("id").execute();
  async function handAndSettle(raw: string, envelope: Parameters<MailDesk["hand"]>[1] = {}): Promise<void> {
    await desk.hand(raw, envelope);
    await desk.settled();
  }

  function accepting(): AcceptDeps {
    return {
      accountId: 1,
      db: database.db,
      blobs: desk.blobs,
      clock,
      reach: noFailpoints,
      floodPerMinute: 1000,
      leaseUntil: () => null,
      onAccepted: () => undefined,
    };
  }
  const byImap = (raw: string, uidValidity: number, uid: number): Delivery => ({
    door: "imap",
    recipients: [{ mailboxId: desk.mailboxId, addresses: [] }],
    envelopeFrom: null,
    raw: Buffer.from(raw),
    remote: "imap.test",
    imap: { uidValidity, uid },
  });

  it("F16: a true repeat is written down once more, as a duplicate, and makes one ticket", async () => {
    const raw = mail({ id: "same@customer.test" });
    await handAndSettle(raw);
    await handAndSettle(raw);
    clock.advance(6 * day);
    await handAndSettle(raw);
    const [first, ...repeats] = await ledger();
    expect(repeats.map((row) => [row.state, row.reason, row.duplicate_of])).toEqual([
      ["ignored", "duplicate", first?.id],
      ["ignored", "duplicate", first?.id],
    ]);
    expect(await tickets()).toHaveLength(1);
  });

  it("F16: different mails under one Message-ID are both kept", async () => {
    await handAndSettle(mail({ id: "same@customer.test", text: "The one thing." }));
    await handAndSettle(mail({ id: "same@customer.test", text: "Another thing." }));
    expect(await states()).toEqual(["new-ticket", "new-ticket"]);
    expect(await tickets()).toHaveLength(2);
  });

  it("F16: the same mail by To and by Bcc, with other trace fields, is one message and one duplicate", async () => {
    const raw = mail({ id: "same@customer.test" });
    await handAndSettle(
      `Received: by mx1.test for <support@desk.test>; Sun, 22 Nov 2026 12:00:01 +0000\r\n${raw}`,
    );
    await handAndSettle(
      `Received: by mx2.test for <hidden@desk.test>; Sun, 22 Nov 2026 12:00:02 +0000\r\n${raw}`,
    );
    expect(await states()).toEqual(["new-ticket", "same-message"]);
    expect(await tickets()).toHaveLength(1);
  });

  it("takes nameless mails for repeats within ten minutes only: a machine may say the same each hour", async () => {
    const alarm = mail({ id: null, from: "disk@machine.test", text: "Disk full." });
    await handAndSettle(alarm);
    clock.advance(300 * second);
    await handAndSettle(alarm);
    clock.advance(301 * second);
    await handAndSettle(alarm);
    expect(await states()).toEqual(["new-ticket", "duplicate", "new-ticket"]);
  });

  it("does not let two deliveries of one mail at the same time both be first", async () => {
    const raw = mail({ id: "race@customer.test" });
    await Promise.all(Array.from({ length: 8 }, async () => desk.hand(raw)));
    await desk.settled();
    expect((await states()).sort()).toEqual([...Array.from({ length: 7 }, () => "duplicate"), "new-ticket"]);
    expect(await tickets()).toHaveLength(1);
  });

  it("knows a delivery by mailbox, UIDVALIDITY and UID, however often it is fetched", async () => {
    const raw = mail({ id: "uid@customer.test" });
    const [first] = await acceptMail(accepting(), byImap(raw, 7, 12));
    const [again] = await acceptMail(accepting(), byImap(raw, 7, 12));
    expect(again).toMatchObject({ known: true, intakeId: first?.intakeId });
    expect(await ledger()).toHaveLength(1);
  });

  it("F14: under a new UIDVALIDITY old mails are known by their bytes after any time, each number once, and new ones are taken", async () => {
    const old = mail({ id: "old@customer.test" });
    const alarm = mail({ id: null, text: "Disk full." });
    await acceptMail(accepting(), byImap(old, 7, 1));
    await acceptMail(accepting(), byImap(alarm, 7, 2));
    clock.advance(day);
    await acceptMail(accepting(), byImap(alarm, 7, 3));
    clock.advance(400 * day);
    for (const [raw, uid] of [
      [old, 1],
      [alarm, 2],
      [alarm, 3],
      [alarm, 4],
      [mail({ id: "new@customer.test" }), 5],
    ] as const)
      await acceptMail(accepting(), byImap(raw, 8, uid));
    const rows = await ledger();
    expect(rows.slice(0, 3).map((row) => row.state === "ignored")).toEqual([false, false, false]);
    const became = (row: (typeof rows)[number]) => (row.state === "ignored" ? row.reason : "taken");
    expect(rows.slice(3).map((row) => [row.uid, became(row), row.duplicate_of])).toEqual([
      [1, "duplicate", rows[0]?.id],
      [2, "duplicate", rows[1]?.id],
      [3, "duplicate", rows[2]?.id],
      // Two of these lay there under the old numbers; a third one is news.
      [4, "taken", null],
      [5, "taken", null],
    ]);
  });
});

describe("poison", () => {
  let database: TestDatabase;
  let desk: MailDesk;
  afterEach(async () => {
    await desk.close();
    await database.drop();
  });

  /** The real parser, in front of which some mails throw, block for ever or end their worker. */
  function poisoned(inner: Understander): Understander {
    return {
      ...inner,
      async understand(raw, options) {
        const text = Buffer.from(raw).toString("latin1");
        if (text.includes("POISON-THROWS")) throw new Error("The parser threw.");
        const outcome = await inner.understand(raw, options);
        if (!outcome.ok || !text.includes("POISON-BLOCKS")) return outcome;
        return { ok: false, problem: "timeout", detail: "15000 ms", headersOnly: outcome.mail };
      },
    };
  }

  it("F11: poison in the middle of others stops nobody; after three tries it stands as failed, raw, and can be run again", async () => {
    database = await createTestDatabase();
    const inner = createUnderstander({ workers: 2 });
    let healed = false;
    const sick = poisoned(inner);
    const understander: Understander = {
      ...inner,
      understand: async (raw, options) => (healed ? inner : sick).understand(raw, options),
    };
    desk = await createMailDesk(database.db, { understander });
    for (let index = 0; index < 60; index += 1) {
      const text = index === 20 ? "POISON-THROWS" : index === 40 ? "POISON-BLOCKS" : `Number ${index}`;
      await desk.hand(mail({ from: `p${index}@customer.test`, subject: `mail ${index}`, text }));
    }
    const ledger = async () => database.db.selectFrom("intake").selectAll().orderBy("id").execute();
    const failed = async () => (await ledger()).filter((row) => row.state === "failed");
    await desk.settled();
    const [threw, blocked, ...others] = await failed();
    expect(others).toEqual([]);
    expect(threw).toMatchObject({ attempts: 3, reason: "error", detail: expect.stringContaining("threw") });
    expect(blocked).toMatchObject({ attempts: 3, reason: "timeout", ticket_id: expect.any(Number) });
    expect((await ledger()).filter((row) => row.state === "message")).toHaveLength(58);
    const notice = await database.db
      .selectFrom("message")
      .selectAll()
      .where("ticket_id", "=", blocked?.ticket_id ?? 0)
      .executeTakeFirst();
    expect(notice).toMatchObject({
      author_address: "p40@customer.test",
      flags: expect.arrayContaining(["not-understood"]),
    });
    expect((await desk.blobs.get(blocked?.sha256 ?? "")).toString()).toContain("POISON-BLOCKS");

    healed = true;
    await database.db
      .updateTable("intake")
      .set({ state: "pending", reason: "rerun", attempts: 0 })
      .where("state", "=", "failed")
      .execute();
    await desk.settled();
    expect((await ledger()).every((row) => row.state === "message")).toBe(true);
    const messages = await database.db
      .selectFrom("message")
      .select("text")
      .where("ticket_id", "=", blocked?.ticket_id ?? 0)
      .orderBy("id")
      .execute();
    expect(messages.at(-1)?.text).toContain("POISON-BLOCKS");
    await inner.close();
  }, 120_000);

  it("T46: NUL and half surrogates anywhere in a mail are stored without them, and stop nothing", async () => {
    database = await createTestDatabase();
    desk = await createMailDesk(database.db);
    const encoded = Buffer.from("sub\u0000ject \ud800 end", "utf16le").toString("base64");
    const nasty = [
      "From: =?utf-8?B?QQBubg==?= <ann@customer.test>",
      "To: support@desk.test",
      `Subject: =?utf-16le?B?${encoded}?= a\u0000b`,
      "Message-ID: <nul\u0000@customer.test>",
      "MIME-Version: 1.0",
      'Content-Type: multipart/mixed; boundary="b"',
      "",
      "--b",
      "Content-Type: text/plain; charset=utf-8",
      "",
      "text with \u0000 inside &#0; \ufffd",
      "--b",
      'Content-Type: application/octet-stream; name="a\u0000b.txt"',
      "Content-Disposition: attachment; filename*=utf-8''a%00b%ED%A0%80.txt",
      "",
      "file",
      "--b--",
      "",
    ].join("\r\n");
    await desk.hand(Buffer.from(nasty, "latin1"));
    await desk.hand(mail({ subject: "after it" }));
    await desk.settled();
    const rows = await database.db.selectFrom("intake").selectAll().orderBy("id").execute();
    expect(rows.map((row) => row.state)).toEqual(["message", "message"]);
    const stored = JSON.stringify(await database.db.selectFrom("message").selectAll().execute());
    expect(stored).not.toContain("\\u0000");
    expect(stored.isWellFormed()).toBe(true);
  });

  it("T41: a mail over the limits becomes a ticket with a notice, and the next one follows at once", async () => {
    database = await createTestDatabase();
    desk = await createMailDesk(database.db, { log: quiet });
    const parts = Array.from({ length: 3000 }, () => "--b\r\nContent-Type: text/plain\r\n\r\nx\r\n").join("");
    const bomb = mail({ subject: "bomb", headers: [] })
      .replace("Content-Type: text/plain; charset=utf-8", 'Content-Type: multipart/mixed; boundary="b"')
      .replace("It burns, please help.", `${parts}--b--`);
    await desk.hand(bomb);
    await desk.hand(mail({ subject: "after it", from: "bob@other.test" }));
    await desk.settled();
    const rows = await database.db.selectFrom("intake").selectAll().orderBy("id").execute();
    expect(rows.map((row) => [row.state, row.reason, row.attempts])).toEqual([
      ["failed", "over-limit", 1],
      ["message", "new-ticket", 1],
    ]);
    expect(rows[0]?.ticket_id).not.toBeNull();
  });
});
