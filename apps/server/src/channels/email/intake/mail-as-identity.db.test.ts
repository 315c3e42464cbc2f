import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../../test/database.ts";
import {
  addMailbox,
  createMailDesk,
  mail,
  tokenSecret,
  until,
  type MailDesk,
} from "../../../../test/mail-desk.ts";
import { executeCommand } from "../../../tickets/execute-command.ts";
import { inTransaction } from "../../../tickets/unit-of-work.ts";
import { createUnderstander } from "../understand/index.ts";
import { outgoingContent } from "../outbox/outgoing-mail.ts";
import { createMailTokens } from "../tokens.ts";

const tokens = createMailTokens(tokenSecret);
const system = { actor: { kind: "system", id: null }, cause: { kind: "hand" } } as const;

describe("mail taken for identity", () => {
  const understander = createUnderstander({ workers: 1 });
  afterAll(understander.close);
  let database: TestDatabase;
  let desk: MailDesk;
  beforeEach(async () => {
    database = await createTestDatabase();
    desk = await createMailDesk(database.db, { understander });
  });
  afterEach(async () => {
    await desk.close();
    await database.drop();
  });

  const tickets = async () => database.db.selectFrom("ticket").selectAll().orderBy("id").execute();
  const messages = async () => database.db.selectFrom("message").selectAll().orderBy("id").execute();
  const outbox = async () => database.db.selectFrom("outbox").selectAll().orderBy("id").execute();

  /** Ann's ticket, answered once. Answers it and the Message-ID of our answer. */
  async function annsTicket() {
    await desk.hand(mail({ id: "anns-first@customer.test" }));
    await desk.settled();
    const [ticket] = await tickets();
    if (ticket === undefined) throw new Error("There is no ticket.");
    await desk.reply(ticket.number, "Pull the plug.");
    await until(
      async () => (await outbox()).some((row) => row.kind === "reply" && row.state === "sent"),
      "we answered",
    );
    const reply = (await outbox()).find((row) => row.kind === "reply");
    return {
      ticket,
      replyId: reply?.mail_id ?? "",
      replyTo: outgoingContent.parse(reply?.content).replyTo ?? "",
    };
  }

  async function handAndSettle(raw: string, envelope: Parameters<MailDesk["hand"]>[1] = {}): Promise<void> {
    await desk.hand(raw, envelope);
    await desk.settled();
  }

  const stranger = "Mallory <mallory@stranger.test>";

  it("T1: a stranger's mail with Ann's tag becomes a ticket of its own, and nothing of Ann's is sent to the stranger", async () => {
    const { ticket } = await annsTicket();
    await handAndSettle(
      mail({
        from: stranger,
        subject: `Re: Printer is on fire [#${ticket.number}]`,
        text: "Send me all of it.",
      }),
      { from: "mallory@stranger.test" },
    );
    const [first, second] = await tickets();
    expect(first?.status).toBe("answered");
    expect(second).toMatchObject({ status: "new" });
    expect((await messages()).map((row) => row.ticket_id)).toEqual([first?.id, first?.id, second?.id]);
    const toStranger = (await outbox()).filter((row) => row.recipients.includes("mallory@stranger.test"));
    expect(toStranger.map((row) => row.kind)).toEqual(["receipt"]);
    expect(JSON.stringify(toStranger)).not.toMatch(/Pull the plug|It burns|ann@customer/);
  });

  it("T1: neither does a reference to Ann's own mail open her ticket to a stranger", async () => {
    await annsTicket();
    await handAndSettle(mail({ from: stranger, headers: ["In-Reply-To: <anns-first@customer.test>"] }));
    expect((await tickets()).map((row) => row.status)).toEqual(["answered", "new"]);
  });

  it("T3: a forged, cut, empty or older Message-ID or reply address opens a new ticket", async () => {
    const { replyId, replyTo, ticket } = await annsTicket();
    const [local = "", domain = ""] = replyTo.split("@");
    const forged = local.endsWith("a") ? `${local.slice(0, -1)}b` : `${local.slice(0, -1)}a`;
    const marks: { ids?: string; to?: string }[] = [
      { ids: replyId.replace(/.(?=@)/, (char) => (char === "a" ? "b" : "a")) },
      { ids: replyId.replace(/.{5}(?=@)/, "") },
      { ids: `@${domain}` },
      { ids: `${ticket.id.toString(36)}@desk.test` },
      { ids: `ticket-${ticket.number}@desk.test` },
      { to: `${forged}@${domain}` },
      { to: `${local.slice(0, -4)}@${domain}` },
      { to: `support+t${ticket.id.toString(36)}@${domain}` },
      { to: `support+${ticket.number}@${domain}` },
    ];
    for (const [index, { ids, to }] of marks.entries()) {
      const from = `forger${index}@stranger.test`;
      await handAndSettle(
        mail({ from, ...(ids === undefined ? {} : { headers: [`In-Reply-To: <${ids}>`] }) }),
        {
          from,
          ...(to === undefined ? {} : { to: [to] }),
        },
      );
    }
    expect((await tickets()).map((row) => row.status)).toEqual(["answered", ...marks.map(() => "new")]);
  });

  it("T5: a mail with an agent's address and no token becomes an unproven ticket, answered to nobody", async () => {
    const { ticket } = await annsTicket();
    const before = (await outbox()).length;
    await handAndSettle(
      mail({
        from: "Marta <marta@primer.test>",
        subject: `Re: x [#${ticket.number}]`,
        text: "Pay me instead.",
      }),
      { from: "marta@primer.test" },
    );
    expect((await tickets()).map((row) => row.status)).toEqual(["answered", "new"]);
    const last = (await messages()).at(-1);
    expect(last).toMatchObject({ kind: "customer", verified: false });
    expect(last?.flags).toContain("agent-by-mail");
    expect((await outbox()).length).toBe(before);
  });

  it("T5: with a token it becomes an internal note, and the customer gets nothing", async () => {
    const { replyId } = await annsTicket();
    const before = (await outbox()).length;
    await handAndSettle(
      mail({
        from: "Marta <marta@primer.test>",
        headers: [`In-Reply-To: <${replyId}>`],
        text: "Tell her so.",
      }),
      { from: "marta@primer.test" },
    );
    expect(await tickets()).toMatchObject([{ status: "answered" }]);
    expect((await messages()).at(-1)).toMatchObject({ kind: "note", verified: false, author_kind: "system" });
    expect((await outbox()).length).toBe(before);
  });

  it("T7: who copies himself in by a mail to Ann's reply address gets none of the later mails", async () => {
    const { ticket, replyTo } = await annsTicket();
    await handAndSettle(
      mail({
        from: stranger,
        to: replyTo,
        headers: ["Cc: mallory@stranger.test, other@stranger.test"],
        text: "Me too.",
      }),
      { from: "mallory@stranger.test", to: [replyTo] },
    );
    expect(await tickets()).toMatchObject([{ contact_id: ticket.contact_id }]);
    expect((await messages()).at(-1)).toMatchObject({ verified: false, threaded_by: "reply-address" });
    await desk.reply(ticket.number, "All done now.");
    const rows = await outbox();
    expect(rows.filter((row) => row.kind === "reply").map((row) => row.recipients)).toEqual([
      ["ann@customer.test"],
      ["ann@customer.test"],
    ]);
    expect(rows.filter((row) => row.recipients.some((to) => to.endsWith("stranger.test")))).toEqual([]);
    // Having been copied in by a stranger, he still is nobody: his tag leads nowhere.
    await handAndSettle(mail({ from: "other@stranger.test", subject: `[#${ticket.number}] me` }));
    expect(await tickets()).toHaveLength(2);
  });

  it("T11: of several senders the first address of the first From field counts, and the mail is flagged", async () => {
    await handAndSettle(
      mail({
        from: "Ann <ann@customer.test>",
        headers: ["From: Bob <bob@other.test>"],
        id: "two@customer.test",
      }),
    );
    const [message] = await messages();
    expect(message?.author_address).toBe("ann@customer.test");
    expect(message?.flags).toContain("two-from-headers");
  });

  it("T15: control headers of the sender change nothing", async () => {
    const { ticket } = await annsTicket();
    await handAndSettle(
      mail({
        from: "Bob <bob@other.test>",
        headers: [
          "X-Kvit-Ticket: 1",
          `X-Kvit-Ticket-Number: ${ticket.number}`,
          "X-Kvit-Verified: yes",
          "X-Priority: 1",
          "X-Zammad-Ticket-Owner: owner@primer.test",
          "X-Zammad-Article-Type: note",
          "X-OTRS-Priority: 5 very high",
          "X-RT-Command: resolve",
          "X-Ticket-Status: closed",
        ],
      }),
      { from: "bob@other.test" },
    );
    const last = (await tickets()).at(-1);
    expect(last).toMatchObject({ status: "new", priority: "normal", assignee_id: null, tags: [] });
    expect((await messages()).at(-1)?.kind).toBe("customer");
    expect(await tickets()).toHaveLength(2);
  });

  it("T17: Ann from another address with a valid token stays unproven, and the ticket stays Ann's", async () => {
    const { ticket, replyId } = await annsTicket();
    await handAndSettle(
      mail({
        from: "Ann <ann@new-job.test>",
        headers: [`References: <${replyId}>`],
        text: "From my new address.",
      }),
      { from: "ann@new-job.test" },
    );
    const [after] = await tickets();
    expect(after).toMatchObject({ id: ticket.id, status: "open", contact_id: ticket.contact_id });
    expect(after?.rest).toMatchObject({ needsReview: true });
    expect((await messages()).at(-1)).toMatchObject({ verified: false, author_address: "ann@new-job.test" });
    await desk.reply(ticket.number, "Hello again.");
    expect((await outbox()).at(-1)?.recipients).toEqual(["ann@customer.test"]);
  });

  it("T18: no mail changes the name of somebody known, be it a customer or an agent", async () => {
    await annsTicket();
    await database.db.updateTable("contact").set({ verified_at: "2026-11-22T12:00:00Z" }).execute();
    await handAndSettle(mail({ from: "Queen of Hearts <ann@customer.test>" }));
    await handAndSettle(mail({ from: "Big Boss <marta@primer.test>" }), { from: "marta@primer.test" });
    const names = await database.db
      .selectFrom("contact as c")
      .innerJoin("contact_address as a", "a.contact_id", "c.id")
      .select(["c.name", "a.address"])
      .where("a.address_key", "=", "ann@customer.test")
      .execute();
    expect(names).toEqual([{ name: "Ann", address: "ann@customer.test" }]);
    const agent = await database.db
      .selectFrom("agent")
      .select("name")
      .where("email", "=", "marta@primer.test")
      .executeTakeFirst();
    expect(agent?.name).toBe("marta");
  });

  it("T19: a tag in the body or in an attachment, or another system's tag, threads nothing", async () => {
    const { ticket, replyId } = await annsTicket();
    await handAndSettle(
      mail({
        from: "Ann <ann@customer.test>",
        text: `> [#${ticket.number}]\n> In-Reply-To: <${replyId}>\n[#${ticket.number}]`,
      }),
    );
    for (const subject of [
      `[Ticket#${ticket.number}] x`,
      `[Case ${ticket.number}]`,
      `Re: #${ticket.number}`,
      `{#${ticket.number}}`,
    ])
      await handAndSettle(mail({ from: "Ann <ann@customer.test>", subject }));
    expect((await tickets()).map((row) => row.status)).toEqual([
      "answered",
      "new",
      "new",
      "new",
      "new",
      "new",
    ]);
  });

  it("threads by tag where the sender is part of the conversation, and says so", async () => {
    const { ticket } = await annsTicket();
    await handAndSettle(mail({ from: "Ann <ann@customer.test>", subject: `again [#${ticket.number}]` }));
    expect(await tickets()).toMatchObject([{ status: "open" }]);
    expect((await messages()).at(-1)).toMatchObject({ threaded_by: "tag", verified: true });
  });

  it("T21: answers to a closed, deleted or purged ticket go where they are documented to go, and tell nothing", async () => {
    const { ticket, replyId } = await annsTicket();
    const command = async (name: "solved" | "delete" | "restore") =>
      inTransaction(desk.work, async (work) =>
        executeCommand(work, { accountId: 1, target: { id: ticket.id }, name, input: {}, by: system }),
      );
    await command("solved");
    await handAndSettle(mail({ headers: [`In-Reply-To: <${replyId}>`], text: "Not yet." }));
    expect(await tickets()).toMatchObject([{ status: "open" }]);

    await command("solved");
    await longAgo(database, ticket.id);
    await handAndSettle(mail({ headers: [`In-Reply-To: <${replyId}>`], text: "After a year." }));
    const [old, followUp] = await tickets();
    expect(old?.status).toBe("closed");
    expect(old?.rest).toMatchObject({ links: [{ kind: "followed-up-by", ticketId: followUp?.id }] });
    expect(followUp).toMatchObject({ status: "new" });
    expect(followUp?.rest).toMatchObject({ links: [{ kind: "follow-up-of", ticketId: ticket.id }] });

    await command("delete");
    await handAndSettle(mail({ headers: [`In-Reply-To: <${replyId}>`], text: "Into the bin." }));
    const [deleted] = await tickets();
    expect(deleted?.status).toBe("deleted");
    expect(deleted?.rest).toMatchObject({ needsReview: true });

    await database.db.updateTable("ticket").set({ status: "purged" }).where("id", "=", ticket.id).execute();
    await handAndSettle(mail({ headers: [`In-Reply-To: <${replyId}>`], text: "Into the void." }));
    expect(await tickets()).toHaveLength(3);
    const receipts = (await outbox()).filter((row) => row.kind === "receipt");
    for (const receipt of receipts)
      expect(JSON.stringify(receipt.content)).not.toMatch(/Printer|Marta|closed|deleted/);
  });

  it("T21: an answer to a merged ticket goes on where its conversation did, by mark and by tag, and tells nothing", async () => {
    const { ticket, replyId } = await annsTicket();
    await handAndSettle(mail({ subject: "Where it goes on" }));
    const target = (await tickets()).at(-1);
    await inTransaction(desk.work, async (work) => {
      const pair = [
        [ticket.id, { into: target?.id ?? 0 }],
        [target?.id ?? 0, { from: ticket.id }],
      ] as const;
      for (const [id, input] of pair)
        await executeCommand(work, { accountId: 1, target: { id }, name: "merge", input, by: system });
    });
    const before = (await outbox()).length;
    await handAndSettle(mail({ headers: [`In-Reply-To: <${replyId}>`], text: "By its mark." }));
    await handAndSettle(mail({ subject: `Re: [#${ticket.number}]`, text: "By its tag." }));
    expect(await tickets()).toHaveLength(2);
    expect((await messages()).slice(-2)).toMatchObject([
      { ticket_id: target?.id, text: expect.stringContaining("By its mark.") },
      { ticket_id: target?.id, text: expect.stringContaining("By its tag.") },
    ]);
    await handAndSettle(mail({ from: stranger, subject: `Re: [#${ticket.number}]` }), {
      from: "mallory@stranger.test",
    });
    expect(await tickets()).toHaveLength(3);
    const told = (await outbox()).slice(before);
    expect(told.map((row) => [row.kind, row.recipients])).toEqual([["receipt", ["mallory@stranger.test"]]]);
    expect(JSON.stringify(told)).not.toMatch(/Printer|Where it goes on|Pull the plug|Marta|merged|ann@/);
  });

  it.each([["delete"], ["spam"], ["solved"]] as const)(
    "T21: the tag of a ticket after %s leads a stranger to a ticket of their own",
    async (name) => {
      const { ticket } = await annsTicket();
      await inTransaction(desk.work, async (work) =>
        executeCommand(work, { accountId: 1, target: { id: ticket.id }, name, input: {}, by: system }),
      );
      const [{ status } = { status: "new" }] = await tickets();
      await handAndSettle(mail({ from: stranger, subject: `Re: [#${ticket.number}]` }), {
        from: "mallory@stranger.test",
      });
      expect((await tickets()).map((row) => row.status)).toEqual([status, "new"]);
      const told = (await outbox()).filter((row) => row.recipients.includes("mallory@stranger.test"));
      expect(told.map((row) => row.kind)).toEqual(["receipt"]);
      expect(JSON.stringify(told)).not.toMatch(/Printer|Pull the plug|Marta|ann@|deleted|spam|closed/);
    },
  );

  it("T21: an answer to another department's ticket stays with that ticket", async () => {
    const { replyId } = await annsTicket();
    await addMailbox(database.db, {
      name: "Sales",
      address: "sales@desk.test",
      departmentId: desk.desk.otherDepartmentId,
    });
    await handAndSettle(mail({ to: "sales@desk.test", headers: [`In-Reply-To: <${replyId}>`] }), {
      to: ["sales@desk.test"],
    });
    expect(await tickets()).toMatchObject([{ status: "open", department_id: desk.desk.departmentId }]);
  });

  it("reads its tokens in whatever case a mail program writes them", async () => {
    const { ticket, replyTo } = await annsTicket();
    expect(tokens.readReplyAddress(replyTo.toUpperCase())).toEqual({ ticketId: ticket.id });
  });
});

/** As if it had been closed a year ago: what time alone does, done at once. */
async function longAgo(database: TestDatabase, ticketId: number): Promise<void> {
  const year = 365 * 86_400_000_000;
  const { rest } = await database.db
    .selectFrom("ticket")
    .select("rest")
    .where("id", "=", ticketId)
    .executeTakeFirstOrThrow();
  const folded = rest as { closedAt: number };
  await database.db
    .updateTable("ticket")
    .set({ rest: JSON.stringify({ ...folded, closedAt: folded.closedAt - year }) })
    .where("id", "=", ticketId)
    .execute();
}
