import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../../test/database.ts";
import { whileAway } from "../../../../test/database-away.ts";
import { addMailbox, createMailDesk, mail, until, type MailDesk } from "../../../../test/mail-desk.ts";
import { talkTo } from "../../../../test/smtp-talk.ts";

describe("the SMTP and LMTP doors", () => {
  let database: TestDatabase;
  let desk: MailDesk;
  let sales: number;
  beforeAll(async () => {
    database = await createTestDatabase();
    desk = await createMailDesk(database.db);
    sales = await addMailbox(database.db, {
      name: "Sales",
      address: "sales@desk.test",
      departmentId: desk.desk.otherDepartmentId,
    });
  });
  afterAll(async () => {
    await desk.close();
    await database.drop();
  });

  const rows = async () => database.db.selectFrom("intake").selectAll().orderBy("id").execute();

  it("keeps the bytes as they came, whatever they are", async () => {
    const raw = Buffer.concat([
      Buffer.from(
        "From: a@customer.test\r\nSubject: bytes\r\nMessage-ID: <bytes@customer.test>\r\n\r\n.\r\n..dots\r\n",
      ),
      Buffer.from([0xff, 0xfe, 0x80, 0x0d, 0x0a]),
    ]);
    await desk.hand(raw);
    const row = (await rows()).at(-1);
    expect(row?.sha256).toBe(createHash("sha256").update(raw).digest("hex"));
    expect(row?.size).toBe(raw.length);
    expect(await desk.blobs.get(row?.sha256 ?? "")).toEqual(raw);
  });

  it("refuses an address that is not ours, so that nobody relays through us", async () => {
    const before = (await rows()).length;
    const talk = await talkTo(desk.smtpPort);
    await talk.say("MAIL FROM:<ann@customer.test>");
    expect(await talk.say("RCPT TO:<victim@elsewhere.test>")).toMatch(/^550 /);
    expect(await talk.say("RCPT TO:<support+anything@desk.test>")).toMatch(/^250 /);
    expect(await talk.say("AUTH PLAIN AGEAYg==")).toMatch(/^5/);
    talk.cut();
    expect((await rows()).length).toBe(before);
  });

  it("refuses a mail larger than it takes before it is sent", async () => {
    const talk = await talkTo(desk.smtpPort);
    expect(await talk.say("MAIL FROM:<ann@customer.test> SIZE=60000000")).toMatch(/^552 /);
    talk.cut();
  });

  it("takes a part of a mail for nothing", async () => {
    const before = (await rows()).length;
    const talk = await talkTo(desk.smtpPort);
    await talk.say("MAIL FROM:<ann@customer.test>");
    await talk.say("RCPT TO:<support@desk.test>");
    expect(await talk.say("DATA")).toMatch(/^354 /);
    talk.write("From: ann@customer.test\r\nSubject: half\r\n\r\nThis mail never en");
    await new Promise<void>((resolve) => talk.socket.end(() => resolve()));
    await desk.hand(mail({ subject: "whole" }));
    await desk.settled();
    const after = await rows();
    expect(after.length).toBe(before + 1);
    expect(after.at(-1)?.subject).toBe("whole");
  });

  it("F16: makes one line of two addresses of one mailbox, two lines of two mailboxes", async () => {
    const before = (await rows()).length;
    await desk.hand(mail({ subject: "both" }), {
      to: ["support@desk.test", "support+hidden@desk.test", "sales@desk.test"],
    });
    const added = (await rows()).slice(before);
    expect(added.map((row) => [row.mailbox_id, row.envelope_to])).toEqual([
      [desk.mailboxId, "support@desk.test, support+hidden@desk.test"],
      [sales, "sales@desk.test"],
    ]);
    await desk.settled();
    const tickets = await database.db
      .selectFrom("ticket")
      .selectAll()
      .where("subject", "=", "both")
      .execute();
    expect(new Set(tickets.map((ticket) => ticket.department_id))).toEqual(
      new Set([desk.desk.departmentId, desk.desk.otherDepartmentId]),
    );
  });

  it("answers each LMTP recipient for itself", async () => {
    const talk = await talkTo(desk.lmtpPort, "LHLO client.test");
    await talk.say("MAIL FROM:<ann@customer.test>");
    expect(await talk.say("RCPT TO:<sales@desk.test>")).toMatch(/^250 /);
    expect(await talk.say("RCPT TO:<nobody@desk.test>")).toMatch(/^550 /);
    expect(await talk.say("RCPT TO:<support@desk.test>")).toMatch(/^250 /);
    expect(await talk.say("DATA")).toMatch(/^354 /);
    const first = await talk.say(`${mail({ subject: "by LMTP" }).trimEnd()}\r\n.`);
    expect([first, await talk.answer()]).toEqual([
      expect.stringMatching(/^250 .*Taken as \d+/),
      expect.stringMatching(/^250 .*Taken as \d+/),
    ]);
    talk.cut();
    expect((await rows()).slice(-2).map((row) => row.door)).toEqual(["lmtp", "lmtp"]);
  });

  it("refuses every unknown address once the desk has an own one and nothing takes all", async () => {
    const open = await addMailbox(database.db, {
      name: "All",
      address: null,
      departmentId: desk.desk.departmentId,
    });
    const talk = await talkTo(desk.smtpPort);
    await talk.say("MAIL FROM:<ann@customer.test>");
    expect(await talk.say("RCPT TO:<whoever@wherever.test>")).toMatch(/^250 /);
    await database.db
      .updateTable("mailbox")
      .set({ retired_at: "2026-11-22T12:00:00Z" })
      .where("id", "=", open)
      .execute();
    desk.channel.mailboxesChanged();
    expect(await talk.say("RCPT TO:<another@wherever.test>")).toMatch(/^550 /);
    talk.cut();
  });

  it("F20: answers each LMTP recipient 4xx while the database is away, and takes the mail once when it is back", async () => {
    const before = (await rows()).length;
    const wanted = `${mail({ subject: "kept for LMTP", id: "lmtp@customer.test" }).trimEnd()}\r\n.`;
    const deliver = async (): Promise<readonly string[]> => {
      const talk = await talkTo(desk.lmtpPort, "LHLO client.test");
      try {
        await talk.say("MAIL FROM:<ann@customer.test>");
        const answers = [
          await talk.say("RCPT TO:<support@desk.test>"),
          await talk.say("RCPT TO:<sales@desk.test>"),
        ];
        const refused = answers.filter((answer) => !answer.startsWith("250"));
        if (refused.length > 0) return refused;
        await talk.say("DATA");
        return [await talk.say(wanted), await talk.answer()];
      } finally {
        talk.cut();
      }
    };
    await whileAway(database, async () => {
      expect(await deliver()).toEqual([expect.stringMatching(/^4\d\d /), expect.stringMatching(/^4\d\d /)]);
    });
    await until(
      async () => (await deliver()).every((answer) => answer.startsWith("250")),
      "LMTP takes mail again",
    );
    await desk.settled();
    const added = (await rows()).slice(before);
    expect(added.filter((row) => row.state === "message").map((row) => row.mailbox_id)).toEqual([
      desk.mailboxId,
      sales,
    ]);
    expect(added.every((row) => row.subject === "kept for LMTP")).toBe(true);
  });

  it("F20: answers 4xx while the database is away, and takes the mail once when it is back", async () => {
    const before = (await rows()).length;
    const wanted = mail({ subject: "kept by Postfix", id: "kept@customer.test" });
    await whileAway(database, async () => {
      await expect(desk.hand(wanted)).rejects.toThrow(/4\d\d/);
      await expect(desk.hand(wanted)).rejects.toThrow(/4\d\d/);
    });
    await until(
      async () =>
        desk.hand(wanted).then(
          () => true,
          () => false,
        ),
      "the door takes mail again",
    );
    await desk.settled();
    const added = (await rows()).slice(before);
    expect(added.map((row) => [row.subject, row.state])).toEqual([["kept by Postfix", "message"]]);
  });
});
