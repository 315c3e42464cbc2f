import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../../test/database.ts";
import { createTicket, fakeClock, noon, second } from "../../../../test/factories.ts";
import { createMailDesk, mail, principal, type MailDesk } from "../../../../test/mail-desk.ts";
import { addNote } from "../../../tickets/add-note.ts";
import { resolveTicket } from "../../../tickets/resolve-ticket.ts";
import { inTransaction } from "../../../tickets/unit-of-work.ts";
import { createUnderstander } from "../understand/index.ts";
import { createMailTokens } from "../tokens.ts";
import { tokenSecret } from "../../../../test/mail-desk.ts";
import { buildMime } from "./build-mime.ts";
import { outgoingContent, type OutboxKind } from "./outgoing-mail.ts";

const clock = fakeClock();
const understander = createUnderstander({ workers: 1 });
const tokens = createMailTokens(tokenSecret);
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
afterAll(understander.close);

/** Every mail there is, as the bytes that would leave. */
async function mails(): Promise<
  readonly { kind: string; envelopeFrom: string; head: string; raw: string }[]
> {
  const rows = await database.db.selectFrom("outbox").selectAll().orderBy("id").execute();
  const made = [];
  for (const row of rows) {
    const content = outgoingContent.parse(row.content);
    const bytes = await buildMime({ mailId: row.mail_id, subject: row.subject, content }, desk.blobs);
    const raw = bytes.toString();
    const head = raw.split("\r\n\r\n")[0]?.replaceAll(/\r\n[ \t]+/g, " ") ?? "";
    made.push({
      kind: row.kind,
      envelopeFrom: row.envelope_from,
      head,
      raw: `${raw}\n${content.text}\n${content.html}`,
    });
  }
  return made;
}

/** A ticket that came by mail, an answer, the bare question, and the mails that let people in. */
async function everyMail(words: { subject: string; from: string }): Promise<number> {
  await desk.hand(mail(words));
  await desk.settled();
  const { id, number } = await database.db
    .selectFrom("ticket")
    .select(["id", "number"])
    .orderBy("id", "desc")
    .executeTakeFirstOrThrow();
  await desk.reply(number, "It is on its way.");
  await inTransaction(desk.work, async (work) =>
    resolveTicket(work, desk.channel.mail, {
      caller: principal(desk.desk),
      number,
      body: { reason: "sent" },
    }),
  );
  const link = {
    accountId: 1,
    to: "ann@customer.test",
    language: "en",
    deskName: "Primer",
    link: "http://desk.test/x",
    expiresAt: noon,
  };
  await database.db.transaction().execute(async (tx) => {
    await desk.channel.post.invitation(tx, { ...link, invitedBy: "Marta" });
    await desk.channel.post.reset(tx, { ...link, name: "Ann" });
  });
  await inTransaction(desk.work, async (work) =>
    desk.channel.post.code(work, {
      accountId: 1,
      to: { name: "Ann", address: "ann@customer.test" },
      language: "en",
      subject: "Your code",
      paragraphs: ["123456"],
    }),
  );
  await inTransaction(desk.work, async (work) =>
    desk.channel.post.links(work, {
      accountId: 1,
      to: { name: "Ann", address: "ann@customer.test" },
      language: "en",
      subject: "Links to your requests",
      words: "You asked for them.",
      links: [{ words: "Request #7", url: "http://desk.test/r/x" }],
      notYou: "It was not you?",
    }),
  );
  return id;
}

const kinds: readonly OutboxKind[] = ["receipt", "reply", "solved", "invitation", "reset", "code", "links"];

describe("every mail we send", () => {
  it("T24: that no person wrote is marked so, and is sent by nobody or under a path of its own ticket", async () => {
    const id = await everyMail({ subject: "Refund", from: "Ann <ann@customer.test>" });
    const sent = await mails();
    expect(sent.map(({ kind }) => kind).toSorted()).toEqual(kinds.toSorted());
    for (const { kind, head, envelopeFrom } of sent) {
      const ownPath = tokens.readReplyAddress(envelopeFrom);
      expect([kind, envelopeFrom === "" || ownPath?.ticketId === id]).toEqual([kind, true]);
      if (kind === "reply") continue;
      expect([kind, head]).toEqual([
        kind,
        expect.stringMatching(/^Auto-Submitted: auto-(replied|generated)$/m),
      ]);
      expect([kind, head]).toEqual([kind, expect.stringMatching(/^X-Auto-Response-Suppress: All$/m)]);
    }
  });

  it("T59: holds nothing of what we say among ourselves", async () => {
    const canary = "CANARY-5c1e";
    const { stored } = await createTicket(desk.work, desk.desk);
    const { number } = stored.ticket;
    const caller = principal(desk.desk);
    const jot = async () =>
      inTransaction(desk.work, async (work) =>
        addNote(work, { caller, number, body: { text: `${canary} note` } }),
      );
    await jot();
    await desk.reply(number, "The first answer.");
    await jot();
    await desk.reply(number, "The second answer.", { cc: ["bob@customer.test"] });
    await jot();
    await inTransaction(desk.work, async (work) =>
      resolveTicket(work, desk.channel.mail, { caller, number, body: { reason: `${canary} reason` } }),
    );
    await inTransaction(desk.work, async (work) => desk.channel.mail.receipt(work, { accountId: 1, stored }));
    const sent = await mails();
    expect(sent.map(({ kind }) => kind).toSorted()).toEqual(["receipt", "reply", "reply", "solved"]);
    for (const { kind, raw } of sent) {
      expect([kind, raw.includes(canary)]).toEqual([kind, false]);
      expect([kind, raw.includes(Buffer.from(canary).toString("base64").slice(0, 14))]).toEqual([
        kind,
        false,
      ]);
    }
  });

  it("T40: shows markup in names, subject and signature as text", async () => {
    const evil = `<img src=x onerror=alert(1)>"'&`;
    await database.db.updateTable("account").set({ name: evil }).execute();
    await database.db
      .updateTable("department")
      .set({ name: evil })
      .where("id", "=", desk.desk.departmentId)
      .execute();
    await database.db.updateTable("mailbox").set({ signature: evil }).execute();
    await everyMail({ subject: evil, from: `"<img src=x>" <ann@customer.test>` });
    const rows = await database.db.selectFrom("outbox").select(["kind", "content"]).execute();
    expect(rows.map(({ kind }) => kind).toSorted()).toEqual(kinds.toSorted());
    for (const { kind, content } of rows)
      expect([kind, outgoingContent.parse(content).html]).toEqual([
        kind,
        expect.not.stringMatching(/<img|<script/i),
      ]);
    const reply = rows.find(({ kind }) => kind === "reply");
    expect(outgoingContent.parse(reply?.content).html).toContain("&lt;img src=x onerror=alert(1)&gt;");
  });

  it("T52: has exactly the header fields it is meant to have, whatever line breaks people wrote", async () => {
    const broken = "x\r\nBcc: evil@world.test\r\nX-Evil: 1\r\n\r\nbody";
    const names = async (from: number) => {
      const sent = await mails();
      return sent
        .slice(from)
        .map(({ kind, head }) => `${kind}: ${(head.match(/^[\w-]+(?=:)/gm) ?? []).join(", ")}`)
        .toSorted();
    };
    await database.db.updateTable("account").set({ name: "Primer" }).execute();
    await everyMail({ subject: "Refund", from: "Ann <ann@customer.test>" });
    const meant = await names(0);
    clock.advance(3600 * second);
    for (const table of ["account", "contact"] as const)
      await database.db.updateTable(table).set({ name: broken }).execute();
    await database.db.updateTable("mailbox").set({ name: broken, signature: broken }).execute();
    await everyMail({
      subject: `=?utf-8?B?${Buffer.from(broken).toString("base64")}?=`,
      from: "Ann <ann@customer.test>",
    });
    expect(meant).toHaveLength(kinds.length);
    expect(await names(kinds.length)).toEqual(meant);
    const recipients = await database.db.selectFrom("outbox").select("recipients").execute();
    expect(recipients.every(({ recipients: to }) => to.join() === "ann@customer.test")).toBe(true);
  });
});
