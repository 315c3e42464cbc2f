import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../../../test/database.ts";
import { dovecotMissing, startDovecot, type Dovecot } from "../../../../../test/dovecot.ts";
import { storedServer } from "../../../../mailboxes/mail-servers.ts";
import { createMailDesk, mail, testSealer, until, type MailDesk } from "../../../../../test/mail-desk.ts";
import { createTcpProxy, type TcpProxy } from "../../../../../test/tcp-proxy.ts";
import { createUnderstander } from "../../understand/index.ts";

const missing = dovecotMissing();
if (missing !== null) console.log(`Skipped: ${missing}, so no mail is fetched from it.`);

describe.skipIf(missing !== null)("a mailbox on Dovecot", () => {
  let database: TestDatabase;
  let desk: MailDesk;
  let dovecot: Dovecot;
  let wire: TcpProxy;
  const understander = createUnderstander({ workers: 1 });

  beforeEach(async () => {
    database = await createTestDatabase();
    dovecot = await startDovecot();
    wire = await createTcpProxy({ port: dovecot.port });
    desk = await createMailDesk(database.db, {
      understander,
      imap: { pollMs: 500, answerMs: 2000, settingsMs: 100 },
    });
  });
  afterEach(async () => {
    await desk.close();
    await wire.close();
    await dovecot.remove();
    await database.drop();
  });

  const ledger = async () => database.db.selectFrom("intake").selectAll().orderBy("id").execute();
  const messages = async () => database.db.selectFrom("message").select("text").orderBy("id").execute();
  const cursor = async () => database.db.selectFrom("imap_cursor").selectAll().executeTakeFirst();

  async function connectMailbox(folder = "INBOX"): Promise<void> {
    const place = { accountId: 1, mailboxId: desk.mailboxId, kind: "imap" } as const;
    const { user, password } = dovecot;
    const server = storedServer(
      testSealer,
      place,
      { host: "127.0.0.1", port: wire.port, secure: false, user, password },
      null,
    );
    await database.db
      .updateTable("mailbox")
      .set({ imap: JSON.stringify({ ...server, folder }) })
      .where("id", "=", desk.mailboxId)
      .execute();
    desk.channel.mailboxesChanged();
  }

  const taken = async (count: number): Promise<void> => {
    await until(
      async () => (await ledger()).filter((row) => row.reason !== "duplicate").length >= count,
      `${count} mails are in the ledger`,
      30_000,
    );
    await desk.settled();
  };
  const numbered = (count: number, from = 0): string[] =>
    Array.from({ length: count }, (_, index) =>
      mail({ from: `n${from + index}@customer.test`, text: `Number ${from + index}.` }),
    );
  /** 0 lost, 0 doubled. */
  async function expectEach(count: number): Promise<void> {
    await taken(count);
    const texts = (await messages()).map((message) => /Number (\d+)/.exec(message.text)?.[1]);
    expect(texts.map(Number).sort((left, right) => left - right)).toEqual(
      Array.from({ length: count }, (_, index) => index),
    );
  }

  it("takes unread mails at first, then each new one as it comes, and marks them read once they are ours", async () => {
    await dovecot.append(...numbered(3));
    await connectMailbox();
    await expectEach(3);
    await until(async () => (await dovecot.list()).every((each) => each.seen), "all are marked as read");
    const before = performance.now();
    await dovecot.append(...numbered(1, 3));
    await expectEach(4);
    expect(performance.now() - before).toBeLessThan(5000);
    const [row] = await ledger();
    expect(row).toMatchObject({ door: "imap", uid: 1, remote: "127.0.0.1" });
    expect(await cursor()).toMatchObject({ last_uid: 4, last_error: null });
  });

  it("keeps the bytes as the mail host has them", async () => {
    const [raw = ""] = numbered(1);
    await dovecot.append(raw);
    await connectMailbox();
    await taken(1);
    const [row] = await ledger();
    expect(row?.sha256).toBe(createHash("sha256").update(raw.replace(/\r?\n/g, "\r\n")).digest("hex"));
  });

  it("takes a mail that somebody else has read before us, once it knows the folder", async () => {
    await connectMailbox();
    await until(
      async () => (await cursor())?.uid_validity !== undefined && (await cursor())?.uid_validity !== 0,
      "the folder is known",
    );
    await desk.channel.stop();
    await dovecot.appendRead(...numbered(2));
    await desk.channel.start();
    await expectEach(2);
    expect(await ledger()).toHaveLength(2);
  });

  it("F13: cut within the literal of a fetch, it fetches again: each mail once", async () => {
    await dovecot.append(...numbered(10));
    let cuts = 3;
    wire.fromServer = (bytes) => {
      if (cuts === 0 || !bytes.includes("BODY[]")) return "pass";
      cuts -= 1;
      return { cutAfter: Math.floor(bytes.length / 2) };
    };
    await connectMailbox();
    await expectEach(10);
    expect(cuts).toBe(0);
  });

  it("F13: cut within a large mail, it fetches it again whole", async () => {
    const file = Buffer.alloc(14_500_000, "kvit").toString("base64").replace(/.{76}/g, "$&\r\n");
    const large = mail()
      .replace("text/plain; charset=utf-8", 'multipart/mixed; boundary="b"')
      .replace(
        "It burns",
        `--b\r\nContent-Type: application/zip; name=a.zip\r\nContent-Transfer-Encoding: base64\r\n\r\n${file}\r\n--b--\r\n`,
      );
    expect(large.length).toBeGreaterThan(19_000_000);
    await dovecot.append(large);
    let passed = 0;
    let cut = false;
    wire.fromServer = (bytes) => {
      passed += bytes.length;
      if (cut || passed < 8_000_000) return "pass";
      cut = true;
      return { cutAfter: 10 };
    };
    await connectMailbox();
    await taken(1);
    expect(cut).toBe(true);
    const rows = await ledger();
    expect(rows).toHaveLength(1);
    expect(rows[0]?.size).toBe(Buffer.byteLength(large.replace(/\r?\n/g, "\r\n")));
  }, 60_000);

  it("F13: cut after it has marked mails as read, before the answer, no mail is lost or doubled", async () => {
    await dovecot.append(...numbered(5));
    let cut = false;
    wire.fromServer = (bytes) => {
      if (!cut || !/\+FLAGS|FETCH \(.*FLAGS|OK Store/i.test(bytes.toString("latin1"))) return "pass";
      return { cutAfter: 0 };
    };
    wire.fromClient = (bytes) => {
      if (bytes.includes("STORE") && !cut) cut = true;
      else if (cut) wire.fromServer = () => "pass";
      return "pass";
    };
    await connectMailbox();
    await expectEach(5);
    expect(cut).toBe(true);
    await dovecot.append(...numbered(1, 5));
    await expectEach(6);
    expect(await ledger()).toHaveLength(6);
  });

  it("F13: after a BYE, a restart of the host and a silent line, new mail is seen", async () => {
    await connectMailbox();
    await dovecot.append(...numbered(1));
    await expectEach(1);
    await dovecot.kick();
    await dovecot.append(...numbered(1, 1));
    await expectEach(2);
    await dovecot.stop();
    await until(async () => (await cursor())?.last_error !== null, "the mailbox says what is wrong");
    await dovecot.restart();
    await dovecot.append(...numbered(1, 2));
    await expectEach(3);
    expect(await cursor()).toMatchObject({ last_error: null });
    // The line stays open and says nothing any more; what the client asks comes nowhere.
    wire.fromServer = () => "swallow";
    wire.fromClient = () => "swallow";
    await dovecot.append(...numbered(1, 3));
    await until(async () => (await cursor())?.last_error !== null, "the silence is noticed");
    wire.fromServer = () => "pass";
    wire.fromClient = () => "pass";
    const recovered = performance.now();
    await expectEach(4);
    expect(performance.now() - recovered).toBeLessThan(60_000);
  }, 90_000);

  it("F14: after a change of UIDVALIDITY no mail comes twice and none is skipped", async () => {
    await dovecot.append(...numbered(4));
    await connectMailbox();
    await expectEach(4);
    await desk.channel.stop();
    await dovecot.setUidValidity(777_777);
    await dovecot.append(...numbered(2, 4));
    await desk.channel.start();
    await expectEach(6);
    await until(async () => (await cursor())?.uid_validity === 777_777, "the new numbers are known");
    const repeats = (await ledger()).filter((row) => row.reason === "duplicate");
    expect(repeats.every((row) => row.uid_validity === 777_777 && row.duplicate_of !== null)).toBe(true);
    await dovecot.append(...numbered(1, 6));
    await expectEach(7);
  });

  it("says in words what the mail host refuses, and goes on once it does not", async () => {
    const refused = async () =>
      database.db
        .selectFrom("imap_cursor")
        .select("last_error")
        .where("folder", "=", "NoSuch")
        .executeTakeFirst();
    await connectMailbox("NoSuch");
    await until(async () => (await refused()) !== undefined, "the error is written down");
    expect((await refused())?.last_error).toMatch(/NoSuch|exist/);
    await connectMailbox();
    await dovecot.append(...numbered(1));
    await expectEach(1);
  });
});
