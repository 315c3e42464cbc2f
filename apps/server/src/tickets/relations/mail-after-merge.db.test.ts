import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../test/database.ts";
import { fakeClock, second } from "../../../test/factories.ts";
import {
  createMailDesk,
  links,
  mail,
  principal,
  tokenSecret,
  type MailDesk,
} from "../../../test/mail-desk.ts";
import { createUnderstander } from "../../channels/email/understand/index.ts";
import { createMailTokens } from "../../channels/email/tokens.ts";
import { outgoingContent } from "../../channels/email/outbox/outgoing-mail.ts";
import { verifyAllTickets } from "../../verify/index.ts";
import { inTransaction } from "../unit-of-work.ts";
import { undoAct } from "../undo-act.ts";
import { readConversation } from "../../customers/conversation/read-conversation.ts";
import { findTicket } from "../tickets.queries.ts";
import { linkTickets } from "./link-tickets.ts";
import { mergeTickets } from "./merge-tickets.ts";
import { splitTicket } from "./split-ticket.ts";
import { unmergeTicket } from "./unmerge-ticket.ts";

const tokens = createMailTokens(tokenSecret);
const understander = createUnderstander({ workers: 1 });
afterAll(understander.close);
let database: TestDatabase;
let desk: MailDesk;
const clock = fakeClock();

beforeEach(async () => {
  database = await createTestDatabase();
  desk = await createMailDesk(database.db, { clock, understander });
});
afterEach(async () => {
  const verdict = await verifyAllTickets(database.db, { connection: database.connection });
  if (verdict.problemCount > 0) throw new Error(JSON.stringify(verdict.problems));
  await desk.close();
  await database.drop();
});

const messagesOf = async (ticketId: number) =>
  database.db.selectFrom("message").selectAll().where("ticket_id", "=", ticketId).orderBy("id").execute();
const ticketOf = async (id: number) =>
  database.db.selectFrom("ticket").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
const mailsOf = async (kind: string) =>
  database.db.selectFrom("outbox").selectAll().where("kind", "=", kind).orderBy("id").execute();

/** A ticket that came by mail. */
async function arrives(
  subject: string,
  from = "Ann <ann@customer.test>",
): Promise<{ id: number; number: number }> {
  clock.advance(second);
  await desk.hand(mail({ subject, from, id: `${subject}@customer.test` }));
  await desk.settled();
  return database.db
    .selectFrom("ticket")
    .select(["id", "number"])
    .where("subject", "=", subject)
    .executeTakeFirstOrThrow();
}

/** An answer of the customer to a mail of ours about a ticket. */
async function answers(ticketId: number, text: string, from = "Ann <ann@customer.test>"): Promise<void> {
  clock.advance(second);
  const inReplyTo = tokens.messageId(ticketId, "desk.test");
  await desk.hand(
    mail({
      subject: "Re: it",
      from,
      id: `${text.replaceAll(/\W/g, "")}@customer.test`,
      text,
      headers: [`In-Reply-To: <${inReplyTo}>`],
    }),
  );
  await desk.settled();
}

const call = <Body>(number: number, body: Body) => ({ caller: principal(desk.desk), number, body });
async function merge(number: number, into: number, tellCustomer = true) {
  clock.advance(second);
  return inTransaction(desk.work, async (work) =>
    mergeTickets(work, desk.channel.mail, call(number, { into, tellCustomer })),
  );
}
async function unmerge(number: number) {
  clock.advance(second);
  return inTransaction(desk.work, async (work) => unmergeTicket(work, desk.channel.mail, call(number, {})));
}

describe("mail to a merged ticket", () => {
  it("goes on where its conversation did, and says to which ticket it was written", async () => {
    const [source, target] = [await arrives("Printer"), await arrives("Printer again")];
    await merge(source.number, target.number);
    await answers(source.id, "Any news?");
    expect(await messagesOf(source.id)).toHaveLength(1);
    expect((await messagesOf(target.id)).at(-1)).toMatchObject({
      text: expect.stringContaining("Any news?"),
      addressed_ticket_id: source.id,
      verified: true,
    });
    await answers(target.id, "To this one.");
    expect((await messagesOf(target.id)).at(-1)).toMatchObject({ addressed_ticket_id: null });
  });

  it("goes back to its ticket when the merge is taken back, with its words, and waits there", async () => {
    const [source, target] = [await arrives("Printer"), await arrives("Printer again")];
    await desk.reply(source.number, "Pull the plug.");
    await merge(source.number, target.number);
    await answers(source.id, "Any news?");
    await answers(target.id, "Stays here.");
    await unmerge(source.number);
    const [original] = (await messagesOf(target.id)).filter((row) => row.addressed_ticket_id === source.id);
    const copy = (await messagesOf(source.id)).at(-1);
    expect(copy).toMatchObject({
      copy_of: original?.id,
      text: original?.text,
      digest: original?.digest,
      at: original?.at,
      author_address: "ann@customer.test",
    });
    expect(original?.went_to_ticket_id).toBe(source.id);
    expect((await messagesOf(source.id)).some((row) => row.text.includes("Stays here."))).toBe(false);
    expect(await ticketOf(source.id)).toMatchObject({
      status: "open",
      rest: { mergedInto: null, oldestUnansweredAt: original?.at },
    });
    await answers(source.id, "And now?");
    expect((await messagesOf(source.id)).at(-1)?.text).toContain("And now?");
  });

  it("is not given back twice when the tickets are merged and parted again", async () => {
    const [source, target] = [await arrives("Printer"), await arrives("Printer again")];
    await merge(source.number, target.number);
    await answers(source.id, "Any news?");
    await unmerge(source.number);
    await merge(source.number, target.number);
    await unmerge(source.number);
    expect((await messagesOf(source.id)).filter((row) => row.text.includes("Any news?"))).toHaveLength(1);
  });

  it("stops the undo of the merge, which would leave it behind; unmerging does not", async () => {
    const [source, target] = [await arrives("Printer"), await arrives("Printer again")];
    const { act } = await merge(source.number, target.number);
    await answers(source.id, "Any news?");
    const undone = inTransaction(desk.work, async (work) =>
      undoAct(work, desk.channel.mail, { caller: principal(desk.desk), number: source.number, act }),
    );
    await expect(undone).rejects.toMatchObject({ details: { reason: "changed-since" } });
    await unmerge(source.number);
    expect((await messagesOf(source.id)).at(-1)?.text).toContain("Any news?");
  });
});

describe("the customer's page", () => {
  const page = async (ticketId: number) => {
    const stored = await findTicket(database.db, 1, { id: ticketId });
    if (stored === null) throw new Error("There is no ticket.");
    return (await readConversation({ db: database.db, accountId: 1 }, { stored })).messages.map(({ text }) =>
      text.trim(),
    );
  };

  it("shows both of a person's requests in order of time, and nothing of anybody else's", async () => {
    const [source, target] = [await arrives("Printer"), await arrives("Printer again")];
    const bobs = await arrives("Bobs", "Bob <bob@other.test>");
    await answers(source.id, "More of it.");
    await merge(source.number, target.number);
    await merge(bobs.number, target.number);
    await answers(bobs.id, "CANARY of Bob.", "Bob <bob@other.test>");
    expect(await page(target.id)).toEqual([
      "It burns, please help.",
      "It burns, please help.",
      "More of it.",
    ]);
  });
});

describe("an answer to a message that was split off", () => {
  it("belongs to the ticket it was split off into, and stops the undo", async () => {
    const { id, number } = await arrives("Two things");
    await desk.reply(number, "Which one?");
    const messages = await messagesOf(id);
    clock.advance(second);
    const { act, ticket } = await inTransaction(desk.work, async (work) =>
      splitTicket(work, call(number, { messageIds: messages.map((row) => row.id) })),
    );
    const made = ticket.links[0]?.ticketId ?? 0;
    const ours = messages.at(-1)?.mail_id ?? "";
    await desk.hand(mail({ subject: "Re: it", headers: [`In-Reply-To: <${ours}>`], text: "The other one." }));
    await desk.settled();
    expect((await messagesOf(made)).at(-1)?.text).toContain("The other one.");
    expect(await messagesOf(id)).toHaveLength(2);
    const undone = inTransaction(desk.work, async (work) =>
      undoAct(work, desk.channel.mail, { caller: principal(desk.desk), number, act }),
    );
    await expect(undone).rejects.toMatchObject({ details: { reason: "changed-since" } });
  });
});

describe("the mail that tells of a merge", () => {
  it("is held, goes to the requester once and leads to the conversation that goes on", async () => {
    const [source, target] = [await arrives("Printer"), await arrives("Printer again")];
    await merge(source.number, target.number);
    const [told, ...more] = await mailsOf("merged");
    expect(more).toEqual([]);
    expect(told).toMatchObject({ state: "held", recipients: ["ann@customer.test"], ticket_id: source.id });
    const { contact_id } = await ticketOf(target.id);
    expect(outgoingContent.parse(told?.content).text).toContain(
      links.conversationToken(target.id, contact_id),
    );
    await linked(source.number, target.number);
    expect(await mailsOf("merged")).toHaveLength(1);
  });

  it("T71: tells nothing of somebody else's request", async () => {
    const source = await arrives("Printer");
    const target = await arrives("CANARY", "Bob <bob@other.test>");
    await merge(source.number, target.number);
    const [told] = await mailsOf("merged");
    expect(told?.recipients).toEqual(["ann@customer.test"]);
    const said = JSON.stringify(told?.content);
    expect(said).not.toMatch(/CANARY|bob@|\/r\//);
    expect(outgoingContent.parse(told?.content).text).not.toContain(`#${target.number}`);
  });

  it("is not sent when the merge is undone or taken back, nor when nobody is to be told", async () => {
    const [source, target] = [await arrives("Printer"), await arrives("Printer again")];
    await merge(source.number, target.number, false);
    expect(await mailsOf("merged")).toEqual([]);
    await unmerge(source.number);
    const { act } = await merge(source.number, target.number);
    clock.advance(second);
    await inTransaction(desk.work, async (work) =>
      undoAct(work, desk.channel.mail, { caller: principal(desk.desk), number: target.number, act }),
    );
    await merge(source.number, target.number);
    await unmerge(source.number);
    expect((await mailsOf("merged")).map((row) => row.state)).toEqual(["cancelled", "cancelled"]);
  });
});

async function linked(number: number, ticket: number): Promise<void> {
  clock.advance(second);
  await inTransaction(desk.work, async (work) =>
    linkTickets(work, "link", call(number, { kind: "related", ticket })),
  );
}
