import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../../test/database.ts";
import { fakeClock, second } from "../../../../test/factories.ts";
import { createMailDesk, mail, principal, until, type MailDesk } from "../../../../test/mail-desk.ts";
import { buildMime } from "../outbox/build-mime.ts";
import { outgoingContent } from "../outbox/outgoing-mail.ts";
import { createUnderstander } from "../understand/index.ts";
import { inTransaction } from "../../../tickets/unit-of-work.ts";
import { createTicket } from "../../../tickets/create-ticket.ts";

describe("loops and floods", () => {
  const clock = fakeClock();
  const understander = createUnderstander({ workers: 1 });
  afterAll(understander.close);
  let database: TestDatabase;
  let desk: MailDesk;
  beforeEach(async () => {
    database = await createTestDatabase();
    desk = await createMailDesk(database.db, { clock, understander, floodPerMinute: 20 });
  });
  afterEach(async () => {
    await desk.close();
    await database.drop();
  });

  const tickets = async () => database.db.selectFrom("ticket").selectAll().orderBy("id").execute();
  const messages = async () => database.db.selectFrom("message").selectAll().orderBy("id").execute();
  const outbox = async () => database.db.selectFrom("outbox").selectAll().orderBy("id").execute();
  const ledger = async () => database.db.selectFrom("intake").selectAll().orderBy("id").execute();
  async function handAndSettle(raw: string, envelope: Parameters<MailDesk["hand"]>[1] = {}): Promise<void> {
    await desk.hand(raw, envelope);
    await desk.settled();
  }

  const machines: [string, string[], string?][] = [
    ["auto-replied", ["Auto-Submitted: auto-replied"]],
    ["vacation", ["Auto-Submitted: auto-replied (vacation)"]],
    ["precedence auto_reply", ["Precedence: auto_reply"]],
    ["x-autoreply", ["X-Autoreply: yes"]],
    ["suppress all", ["X-Auto-Response-Suppress: All"]],
    ["bulk", ["Precedence: bulk"]],
    ["junk", ["Precedence: junk"]],
    ["list", ["List-Id: <news.list.test>"]],
    ["null path", [], ""],
    [
      "report",
      [
        "Content-Type: multipart/report; report-type=disposition-notification; boundary=b",
        "Auto-Submitted: auto-replied",
      ],
    ],
  ];
  it.each(machines)("T22: %s is kept, gets no receipt and reopens nothing", async (_name, headers, from) => {
    await handAndSettle(mail({ id: "human@customer.test" }));
    const [ticket] = await tickets();
    await desk.reply(ticket?.number ?? 0, "Solved.", { resolve: true });
    const replyId = (await outbox()).find((row) => row.kind === "reply")?.mail_id;
    const receipts = (await outbox()).filter((row) => row.kind === "receipt").length;
    const envelope = from === undefined ? {} : { from };
    await handAndSettle(
      mail({ headers: [...headers, `In-Reply-To: <${replyId}>`], text: "I am away." }),
      envelope,
    );
    expect(await tickets()).toMatchObject([{ status: "resolved" }]);
    expect((await messages()).at(-1)).toMatchObject({
      kind: "automatic",
      text: expect.stringContaining("away"),
    });

    await handAndSettle(mail({ from: "robot@machine.test", headers, text: "Nobody asked." }), envelope);
    expect((await outbox()).filter((row) => row.kind === "receipt")).toHaveLength(receipts);
    expect((await ledger()).at(-1)?.state).toMatch(/^(?:message|ignored)$/);
  });

  it("T24: a receipt is marked as automatic, has no return path, and comes once in ten minutes", async () => {
    await handAndSettle(mail());
    await handAndSettle(mail({ subject: "Another thing" }));
    const receipts = async () => (await outbox()).filter((row) => row.kind === "receipt");
    const [receipt, ...others] = await receipts();
    expect(others).toEqual([]);
    expect(receipt?.envelope_from).toBe("");
    const bytes = await buildMime(
      {
        mailId: receipt?.mail_id ?? "",
        subject: receipt?.subject ?? "",
        content: outgoingContent.parse(receipt?.content),
      },
      desk.blobs,
    );
    const head = bytes.toString().split("\r\n\r\n")[0];
    expect(head).toMatch(/^Auto-Submitted: auto-replied$/m);
    expect(head).toMatch(/^X-Auto-Response-Suppress: All$/m);
    clock.advance(601 * second);
    await handAndSettle(mail({ subject: "A third thing" }));
    expect(await receipts()).toHaveLength(2);
  });

  it("T25: a mail from our own address is held back and answered by nobody", async () => {
    for (const from of ["support@desk.test", "Support <SUPPORT@desk.test>", "support+t1.abc@desk.test"])
      await handAndSettle(mail({ from }), { from: "support@desk.test" });
    expect((await ledger()).map((row) => [row.state, row.reason])).toEqual([
      ["suspended", "own-address"],
      ["suspended", "own-address"],
      ["suspended", "own-address"],
    ]);
    expect(await tickets()).toEqual([]);
    expect(await outbox()).toEqual([]);
  });

  it("T25: our own automatic mail sent back to us is held back", async () => {
    await handAndSettle(mail());
    const receipt = (await outbox()).find((row) => row.kind === "receipt");
    const bytes = await buildMime(
      {
        mailId: receipt?.mail_id ?? "",
        subject: receipt?.subject ?? "",
        content: outgoingContent.parse(receipt?.content),
      },
      desk.blobs,
    );
    const forwarded = bytes.toString().replace(/^From: .*$/m, "From: forwarder@customer.test");
    await handAndSettle(forwarded);
    expect((await ledger()).at(-1)).toMatchObject({ state: "suspended", reason: "own-address" });
  });

  it("T27: the bounce of a receipt goes to its ticket: no new ticket, no new receipt", async () => {
    await handAndSettle(mail());
    await until(async () => (await outbox())[0]?.state === "sent", "the receipt is sent");
    const receipt = (await outbox())[0];
    await handAndSettle(bounceOf(receipt?.mail_id ?? "", "ann@customer.test"), { from: "" });
    expect(await tickets()).toMatchObject([{ status: "new" }]);
    expect((await messages()).at(-1)).toMatchObject({ kind: "automatic", threaded_by: "bounce" });
    expect(await outbox()).toMatchObject([{ kind: "receipt", state: "bounced" }]);
  });

  it("T27: the bounce of an answer is told by the answer and in the ticket's history", async () => {
    await handAndSettle(mail());
    const [ticket] = await tickets();
    await desk.reply(ticket?.number ?? 0, "Hello.");
    const reply = (await outbox()).find((row) => row.kind === "reply");
    await database.db.updateTable("outbox").set({ state: "sent" }).execute();
    await handAndSettle(bounceOf(reply?.mail_id ?? "", "ann@customer.test"), { from: "" });
    expect((await outbox()).find((row) => row.kind === "reply")).toMatchObject({
      state: "bounced",
      last_error: expect.stringContaining("5.1.1"),
    });
    const last = await database.db
      .selectFrom("ticket_event")
      .selectAll()
      .orderBy("seq", "desc")
      .executeTakeFirst();
    expect(last).toMatchObject({
      type: "message.delivery_changed",
      data: { messageId: reply?.message_id, state: "bounced" },
    });
  });

  it("T27: a bounce of a mail that is not ours is ignored, whatever id it makes up", async () => {
    await handAndSettle(bounceOf("1.aaaaaaaaaaaaaaaa.aaaaaaaaaaaaaaaaaaaa@desk.test", "x@y.test"), {
      from: "",
    });
    expect(await ledger()).toMatchObject([{ state: "ignored", reason: "bounce-of-unknown-mail" }]);
    expect(await tickets()).toEqual([]);
  });

  it("T29: a thousand requests in somebody's name send them three mails an hour, without a word of the requests", async () => {
    const attack = "BUY-NOW http://evil.test";
    for (let minute = 0; minute < 120; minute += 1) {
      await inTransaction(desk.work, async (work) => {
        for (let each = 0; each < 8; each += 1) {
          await createTicket(work, desk.channel.mail, principal(desk.desk), {
            subject: `${attack} ${minute}`,
            text: attack,
            requester: {
              email: each % 2 === 0 ? "victim@bystander.test" : "VICTIM@Bystander.test",
              name: attack,
            },
          });
        }
      });
      clock.advance(60 * second);
    }
    const sent = (await outbox()).filter((row) => row.recipients.some((to) => /victim/i.test(to)));
    expect(sent).toHaveLength(6);
    for (const row of sent)
      expect(JSON.stringify([row.subject, row.content])).not.toMatch(/BUY-NOW|evil\.test/);
    expect(await tickets()).toHaveLength(960);
  }, 60_000);

  it("T24: of several requests at the same moment one has a receipt", async () => {
    const request = async (subject: string) =>
      inTransaction(desk.work, async (work) =>
        createTicket(work, desk.channel.mail, principal(desk.desk), {
          subject,
          text: "Now.",
          requester: { email: "known@customer.test", name: "Known" },
        }),
      );
    await request("first");
    clock.advance(601 * second);
    await Promise.all(Array.from({ length: 4 }, async (_, index) => request(`at once ${index}`)));
    expect(await tickets()).toHaveLength(5);
    expect(await outbox()).toHaveLength(2);
  });

  it("T31: a bomb of one sender is held back, others are not delayed, and nothing of it is lost", async () => {
    for (let index = 0; index < 60; index += 1)
      await desk.hand(mail({ from: "bomber@customer.test", subject: `bomb ${index}` }));
    await handAndSettle(mail({ from: "Bob <bob@other.test>" }));
    const rows = await ledger();
    const bomb = rows.filter((row) => row.from_address === "bomber@customer.test");
    expect(bomb).toHaveLength(60);
    expect(bomb.filter((row) => row.state === "message")).toHaveLength(20);
    expect(bomb.filter((row) => row.state === "suspended" && row.reason === "flood")).toHaveLength(40);
    expect(rows.at(-1)).toMatchObject({ state: "message", from_address: "bob@other.test" });
    clock.advance(61 * second);
    await handAndSettle(mail({ from: "bomber@customer.test", subject: "sorry" }));
    expect((await ledger()).at(-1)?.state).toBe("message");
  }, 60_000);
});

function bounceOf(mailId: string, recipient: string): string {
  return [
    "From: Mail Delivery System <MAILER-DAEMON@mx.test>",
    "To: support@desk.test",
    "Subject: Undelivered Mail Returned to Sender",
    `Message-ID: <bounce.${Math.random()}@mx.test>`,
    "Auto-Submitted: auto-replied",
    "MIME-Version: 1.0",
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    "",
    "--b",
    "Content-Type: text/plain",
    "",
    "I am sorry.",
    "--b",
    "Content-Type: message/delivery-status",
    "",
    "Reporting-MTA: dns; mx.test",
    "",
    `Final-Recipient: rfc822; ${recipient}`,
    "Action: failed",
    "Status: 5.1.1",
    "Diagnostic-Code: smtp; 550 5.1.1 User unknown",
    "",
    "--b",
    "Content-Type: text/rfc822-headers",
    "",
    `Message-ID: <${mailId}>`,
    "Subject: whatever",
    "",
    "--b--",
    "",
  ].join("\r\n");
}
