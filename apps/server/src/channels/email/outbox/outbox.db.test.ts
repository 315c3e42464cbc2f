import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../../test/database.ts";
import { createTicket, fakeClock, second } from "../../../../test/factories.ts";
import { createFakeRelay, type FakeRelay } from "../../../../test/fake-relay.ts";
import { createMailDesk, mail, principal, until, type MailDesk } from "../../../../test/mail-desk.ts";
import { whileAway } from "../../../../test/database-away.ts";
import { undoAct } from "../../../tickets/undo-act.ts";
import { executeCommand } from "../../../tickets/execute-command.ts";
import { inTransaction } from "../../../tickets/unit-of-work.ts";
import { createUnderstander } from "../understand/index.ts";
import { buildMime } from "./build-mime.ts";
import { outgoingContent } from "./outgoing-mail.ts";
import { sendNow } from "./outbox.queries.ts";

const hour = 3600 * second;

describe("the way out", () => {
  const clock = fakeClock();
  const understander = createUnderstander({ workers: 1 });
  afterAll(understander.close);
  let database: TestDatabase;
  let relay: FakeRelay;
  let desk: MailDesk;
  let number: number;
  beforeEach(async () => {
    database = await createTestDatabase();
    relay = await createFakeRelay();
    desk = await createMailDesk(database.db, { clock, understander, smtpUrl: relay.url, leaseMs: 2000 });
    await desk.hand(mail({ id: "first@customer.test" }));
    await desk.settled();
    await until(async () => relay.arrived.length === 1, "the receipt has arrived");
    number = (await database.db.selectFrom("ticket").select("number").executeTakeFirstOrThrow()).number;
  });
  afterEach(async () => {
    await desk.close();
    await relay.close();
    await database.drop();
  });

  const replies = async () =>
    database.db.selectFrom("outbox").selectAll().where("kind", "=", "reply").orderBy("id").execute();
  const answered = () => relay.arrived.slice(1);
  const reached = async (state: string, count = 1): Promise<void> =>
    until(
      async () => (await replies()).filter((row) => row.state === state).length === count,
      `${count} replies are ${state}`,
    );
  const triedOnce = async (): Promise<void> =>
    until(
      async () => (await replies()).some((row) => row.attempts === 1 && row.state === "queued"),
      "the first try is written down",
    );
  const history = async () => {
    const events = await database.db
      .selectFrom("ticket_event")
      .select("data")
      .where("type", "=", "message.delivery_changed")
      .orderBy("position")
      .execute();
    return events.map((event) => (event.data as { state: string }).state);
  };

  it("sends an answer once, with the headers that thread it, and tells the ticket so", async () => {
    await desk.reply(number, "Pull the plug.\nThen call us.", { cc: ["bob@customer.test"] });
    await reached("sent");
    const [arrived, ...more] = answered();
    expect(more).toEqual([]);
    expect(arrived?.to).toEqual(["ann@customer.test", "bob@customer.test"]);
    expect(arrived?.from).toMatch(/^support\+t1\.[a-z2-7]{20}@desk\.test$/);
    const head = arrived?.raw.split("\r\n\r\n")[0] ?? "";
    expect(head).toMatch(/^From: "?Marta Kos \(Primer\)"? <support@desk\.test>$/m);
    expect(head).toMatch(/^To: ann@customer\.test$/m);
    expect(head).toMatch(new RegExp(`^Subject: Re: Printer is on fire \\[#${number}\\]$`, "m"));
    expect(head).toMatch(/^In-Reply-To: <first@customer\.test>$/m);
    expect(head).toMatch(/^References: <first@customer\.test>$/m);
    expect(head).toMatch(/^Reply-To: support\+t1\./m);
    expect(head).not.toMatch(/^Auto-Submitted/m);
    expect(await history()).toEqual(["sent"]);
    const message = await database.db
      .selectFrom("message")
      .select("mail_id")
      .where("kind", "=", "agent")
      .executeTakeFirst();
    expect(head).toContain(`Message-ID: <${message?.mail_id}>`);
  });

  it("holds an answer until its time, and sends it then", async () => {
    await desk.reply(number, "Wait for it.", { hold: 10 });
    await desk.reply(number, "And for this one behind it.");
    expect((await replies()).map((row) => row.state)).toEqual(["held", "queued"]);
    clock.advance(9 * second);
    await pass(600);
    expect(answered()).toEqual([]);
    clock.advance(2 * second);
    await reached("sent", 2);
    expect(answered().map(({ raw }) => /Wait for it|behind it/.exec(raw)?.[0])).toEqual([
      "Wait for it",
      "behind it",
    ]);
  });

  it("takes a held answer back by undo, and none that has left", async () => {
    const undo = async () =>
      inTransaction(desk.work, async (work) =>
        undoAct(work, desk.channel.mail, { caller: principal(desk.desk), number, act: undefined }),
      );
    await desk.reply(number, "Oh no.", { hold: 10 });
    await undo();
    clock.advance(60 * second);
    await pass(600);
    expect(answered()).toEqual([]);
    expect((await replies()).map((row) => row.state)).toEqual(["cancelled"]);
    await desk.reply(number, "Too late.");
    await reached("sent");
    await expect(undo()).rejects.toMatchObject({ details: { reason: "already-sent" } });
  });

  it("sends a held answer at once when asked to", async () => {
    await desk.reply(number, "No need to wait.", { hold: 30 });
    const [reply] = await replies();
    await inTransaction(desk.work, async ({ tx, now }) => sendNow(tx, 1, reply?.message_id ?? 0, now));
    await reached("sent");
    expect(answered()).toHaveLength(1);
  });

  const resolve = async () =>
    inTransaction(desk.work, async (work) => {
      const done = await executeCommand(work, {
        accountId: 1,
        target: { number },
        name: "resolve",
        input: {},
        by: { actor: { kind: "agent", id: desk.desk.owner.id }, cause: { kind: "hand" } },
      });
      await desk.channel.mail.solved(work, { accountId: 1, stored: done.before, act: done.act });
    });

  it("asks whether it is solved when a ticket is resolved, unless that is taken back in time", async () => {
    await resolve();
    await inTransaction(desk.work, async (work) =>
      undoAct(work, desk.channel.mail, { caller: principal(desk.desk), number, act: undefined }),
    );
    clock.advance(60 * second);
    await pass(600);
    expect(answered()).toEqual([]);
    await resolve();
    clock.advance(11 * second);
    await until(async () => answered().length === 1, "the question has arrived");
    const [question] = answered();
    expect(question?.raw).toMatch(/^Auto-Submitted: auto-generated$/m);
    expect(question?.raw.replace(/=\r\n/g, "")).toMatch(/http:\/\/desk\.test\/s\/[^\s"]+\?a=(?:3D)?yes/);
  });

  it("asks at once when told to, and only once", async () => {
    const { id: ticketId } = await database.db.selectFrom("ticket").select("id").executeTakeFirstOrThrow();
    const askNow = async () =>
      inTransaction(desk.work, async (work) => desk.channel.mail.askNow(work, { accountId: 1, ticketId }));
    expect(await askNow()).toBe(false);
    await resolve();
    expect(await askNow()).toBe(true);
    await until(async () => answered().length === 1, "the question has arrived");
    expect(await askNow()).toBe(false);
    clock.advance(60 * second);
    await pass(600);
    expect(answered()).toHaveLength(1);
  });

  it("F22: tries only those again whom nobody has taken, and says who cannot be reached", async () => {
    relay.onRecipient = (address, time) => {
      if (address === "gone@customer.test") return { code: 550, words: "5.1.1 User unknown" };
      return address === "grey@customer.test" && time === 1 ? { code: 450, words: "4.2.0 Greylisted" } : null;
    };
    await desk.reply(number, "To all of you.", { cc: ["grey@customer.test", "gone@customer.test"] });
    await triedOnce();
    clock.advance(hour);
    await reached("failed");
    expect(answered().map(({ to }) => to)).toEqual([["ann@customer.test"], ["grey@customer.test"]]);
    expect(new Set(answered().map(({ raw }) => raw)).size).toBe(1);
    const [reply] = await replies();
    expect(reply?.accepted).toEqual(["ann@customer.test", "grey@customer.test"]);
    expect(reply?.last_error).toMatch(
      /^Not delivered: the address gone@customer\.test does not exist\. Your text is kept\./,
    );
    expect(await history()).toEqual(["queued", "failed"]);
  });

  it.each([
    [421, "4.3.2 Closing"],
    [450, "4.2.1 Busy"],
    [451, "4.3.0 Local error"],
  ])("F22: a %s after DATA is tried again later, with the same bytes", async (code, words) => {
    const tried: string[] = [];
    relay.onMail = ({ raw }) => {
      tried.push(raw);
      return tried.length < 3 ? { code, words } : null;
    };
    await desk.reply(number, "Again and again.");
    for (let round = 0; round < 3; round += 1) {
      await until(async () => tried.length > round, `try ${round + 1} is made`);
      await until(async () => (await replies())[0]?.state !== "sending", "it is written down");
      clock.advance(hour);
    }
    await reached("sent");
    expect(tried).toHaveLength(3);
    expect(new Set(tried).size).toBe(1);
    expect(answered()).toHaveLength(1);
  });

  it("F22: a connection cut after the last dot leads to one more try under the same Message-ID", async () => {
    relay.onMail = (_mail, time) => (time === 2 ? "cut" : null);
    await desk.reply(number, "Did you get it?");
    await triedOnce();
    clock.advance(hour);
    await reached("sent");
    expect(answered()).toHaveLength(2);
    expect(new Set(answered().map(({ raw }) => raw)).size).toBe(1);
  });

  it("gives up after three days and says so", async () => {
    relay.onMail = () => ({ code: 451, words: "4.3.0 Not now" });
    await desk.reply(number, "Never.");
    await triedOnce();
    clock.advance(73 * hour);
    await reached("failed");
    expect((await replies())[0]?.last_error).toMatch(/three days of trying/);
  });

  it("F23: no answer overtakes its predecessor while the relay is away", async () => {
    relay.onMail = (_mail, time) => (time < 4 ? { code: 451, words: "4.3.0 Not now" } : null);
    for (const text of ["first", "second", "third"]) await desk.reply(number, `The ${text} answer.`);
    for (let round = 0; round < 6 && answered().length < 3; round += 1) {
      await pass(400);
      clock.advance(hour);
    }
    await reached("sent", 3);
    expect(answered().map(({ raw }) => /The (\w+) answer/.exec(raw)?.[1])).toEqual([
      "first",
      "second",
      "third",
    ]);
  });

  it("writes down what the relay took even though the database was away, and sends it no second time", async () => {
    let away: Promise<unknown> = Promise.resolve();
    relay.onMail = () => {
      away = whileAway(database, async () => pass(800));
      return null;
    };
    await desk.reply(number, "Just as it went away.");
    await until(async () => answered().length === 1, "the relay has it");
    await away;
    await reached("sent");
    clock.advance(hour);
    await pass(600);
    expect(answered()).toHaveLength(1);
  });

  it("T52: names, subjects and addresses of people add no header and no recipient", async () => {
    await database.db
      .updateTable("ticket")
      .set({ subject: "x\r\nBcc: evil@world.test\r\n\r\nbody" })
      .execute();
    await database.db
      .updateTable("account")
      .set({ name: 'Desk\r\nBcc: evil@world.test, "x" <y@world.test>' })
      .execute();
    await desk.reply(number, "Hello.", { cc: ["bob@customer.test"] });
    await reached("sent");
    const head = answered()[0]?.raw.split("\r\n\r\n")[0] ?? "";
    expect(head).not.toMatch(/^Bcc:/im);
    const names = head.match(/^[A-Za-z-]+(?=:)/gm)?.map((name) => name.toLowerCase()) ?? [];
    expect(new Set(names)).toEqual(
      new Set(
        "x-kvit-ticket from to cc reply-to subject message-id in-reply-to references date mime-version content-type".split(
          " ",
        ),
      ),
    );
    expect(names).toHaveLength(12);
    expect(answered()[0]?.to).toEqual(["ann@customer.test", "bob@customer.test"]);
  });

  it("T93: what people write is shown as text, never filled in or run", async () => {
    await database.db.updateTable("account").set({ name: "<b>{name}</b>" }).execute();
    await desk.reply(number, "{reference} <script>alert(1)</script> ${7*7} {{x}}");
    await reached("sent");
    const [reply] = await replies();
    const content = outgoingContent.parse(reply?.content);
    expect(content.text).toContain("{reference} <script>alert(1)</script> ${7*7} {{x}}");
    expect(content.html).toContain("{reference} &lt;script&gt;alert(1)&lt;/script&gt; ${7*7} {{x}}");
    expect(content.html).toContain("&lt;b&gt;{name}&lt;/b&gt;");
    expect(content.html).not.toContain("<script");
  });

  it("keeps answers to sample tickets in the house, whatever relay is set", async () => {
    const sample = await createTicket(desk.work, desk.desk, { channel: "sample" });
    await desk.reply(sample.stored.ticket.number, "A first try.");
    await reached("sent");
    expect((await replies())[0]).toMatchObject({ sandboxed: true });
    expect(answered()).toEqual([]);
  });

  it("makes the same bytes of a row at every call", async () => {
    await desk.reply(number, "Čšž ąęł æøå ěřů", { hold: 30 });
    const [reply] = await replies();
    const source = {
      mailId: reply?.mail_id ?? "",
      subject: reply?.subject ?? "",
      content: outgoingContent.parse(reply?.content),
    };
    const first = await buildMime(source, desk.blobs);
    clock.advance(hour);
    expect((await buildMime(source, desk.blobs)).equals(first)).toBe(true);
  });
});

/** Lets the sender look some times. Only where nothing is to happen. */
async function pass(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}
