import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { defaultLadder } from "@kvit/domain/ladders";
import { languages } from "@kvit/i18n";
import { createTestDatabase, type TestDatabase } from "../../test/database.ts";
import { fakeClock, second } from "../../test/factories.ts";
import { createFakeRelay, type FakeRelay } from "../../test/fake-relay.ts";
import { createMailDesk, mail, principal, until, type MailDesk } from "../../test/mail-desk.ts";
import { createUnderstander } from "../channels/email/understand/index.ts";
import { executeCommand } from "../tickets/execute-command.ts";
import { findTicket, readEvents } from "../tickets/tickets.queries.ts";
import { inTransaction } from "../tickets/unit-of-work.ts";
import { undoAct } from "../tickets/undo-act.ts";
import { verifyOneTicket } from "../verify/index.ts";
import { fireTimers } from "./index.ts";

const hour = 3600 * second;
const day = 24 * hour;
const nobody = { actor: { kind: "system", id: null }, cause: { kind: "hand" } } as const;

describe("the closing ladder", () => {
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
    number = (await database.db.selectFrom("ticket").select("number").executeTakeFirstOrThrow()).number;
    await desk.reply(number, "Pull the plug.");
    await arrived(2);
  });
  afterEach(async () => {
    await desk.close();
    await relay.close();
    await database.drop();
  });

  const arrived = async (count: number): Promise<void> =>
    until(async () => relay.arrived.length === count, `${count} mails have arrived`);
  const fire = async (): Promise<number> => fireTimers({ ...desk.work, mail: desk.channel.mail });
  const ticket = async () => {
    const stored = await findTicket(database.db, 1, { number });
    if (stored === null) throw new Error("The ticket is gone.");
    return stored.ticket;
  };
  const attempts = async () => {
    const events = await readEvents(database.db, 1, (await ticket()).id);
    return events
      .filter(({ type }) => type === "ticket.attempted")
      .map(({ data }) =>
        [data["rung"], data["outcome"]].filter((word) => typeof word === "string").join(" "),
      );
  };
  const ladderMails = async () =>
    database.db.selectFrom("outbox").selectAll().where("kind", "=", "ladder").orderBy("id").execute();
  const subjects = () => relay.arrived.map(({ raw }) => /^Subject: (.*)$/m.exec(raw)?.[1] ?? "");
  const textOf = (index: number): string => plainText(relay.arrived[index]?.raw ?? "");
  /** Sets the time and lets the desk do what is due, twice as eager pollers do. */
  const daysLater = async (days: number): Promise<number> => {
    clock.advance(days * day + second);
    const done = await Promise.all([fire(), fire()]);
    return done.reduce((sum, count) => sum + count, 0);
  };
  const prove = async (): Promise<void> =>
    expect((await verifyOneTicket(database.db, number))?.problems).toEqual([]);

  it("reminds, resolves and closes a silent customer's ticket, each once and with its mail", async () => {
    expect(await daysLater(2.99)).toBe(0);
    expect(await daysLater(0.01)).toBe(1);
    await arrived(3);
    expect(await daysLater(3.99)).toBe(0);
    expect(await daysLater(0.01)).toBe(1);
    await arrived(4);
    expect(await ticket()).toMatchObject({ status: "resolved" });
    expect(await daysLater(7)).toBe(1);
    await arrived(5);
    expect(await ticket()).toMatchObject({ status: "closed", closeReason: "no-answer" });
    expect(await daysLater(40)).toBe(0);
    expect(subjects().slice(2)).toEqual([
      `Re: Printer is on fire [#${number}]`,
      `Re: Printer is on fire [#${number}]`,
      `Re: Printer is on fire [#${number}]`,
    ]);
    expect(textOf(2)).toContain("Did our answer help?");
    expect(textOf(3)).toContain("have marked it as solved");
    expect(textOf(4)).toContain("We have not heard from you since");
    for (const index of [2, 3, 4]) expect(textOf(index)).toMatch(/http:\/\/desk\.test\/s\/\S+\?a=no/);
    for (const { raw } of relay.arrived.slice(2)) expect(raw).toMatch(/^Auto-Submitted: auto-generated$/m);
    expect(await attempts()).toEqual(["remind sent"]);
    expect((await ladderMails()).map(({ state }) => state)).toEqual(["sent", "sent", "sent"]);
    await prove();
  });

  it("names in each event the version of the life cycle that set the timer", async () => {
    await daysLater(3);
    const events = await readEvents(database.db, 1, (await ticket()).id);
    expect(events.find(({ type }) => type === "ticket.attempted")).toMatchObject({
      actor: { kind: "system" },
      cause: { kind: "timer", name: "ladder", version: 0 },
    });
  });

  it("stops with the customer's word, and begins anew with our next", async () => {
    await daysLater(3);
    await desk.hand(mail({ headers: ["In-Reply-To: <first@customer.test>"], text: "Still burning." }));
    await desk.settled();
    expect((await ticket()).status).toBe("open");
    expect(await daysLater(30)).toBe(0);
    await desk.reply(number, "Now pull the other plug.");
    expect(await daysLater(2)).toBe(0);
    expect(await daysLater(1)).toBe(1);
    await prove();
  });

  it.each([
    ["remind", 0],
    ["resolve", 1],
    ["close", 2],
  ] as const)(
    "a word in the same moment as the rung %s is never answered by closing",
    async (_rung, rungs) => {
      const steps = [3, 4, 7];
      for (const days of steps.slice(0, rungs)) await daysLater(days);
      clock.advance((steps[rungs] ?? 0) * day + second);
      const word = desk.hand(mail({ headers: ["In-Reply-To: <first@customer.test>"], text: "Wait." }));
      await Promise.all([word, fire(), fire()]);
      await desk.settled();
      expect(["open", "new"]).toContain((await ticket()).status);
      expect(await fire()).toBe(0);
      await prove();
    },
  );

  it("an automatic answer changes nothing: the ladder goes on", async () => {
    await daysLater(3);
    await desk.hand(
      mail({
        headers: ["In-Reply-To: <first@customer.test>", "Auto-Submitted: auto-replied"],
        subject: "Out of office",
      }),
    );
    await desk.settled();
    expect((await ticket()).status).toBe("answered");
    expect(await daysLater(4)).toBe(1);
    expect((await ticket()).status).toBe("resolved");
  });

  it("a reminder that is refused is no attempt: nothing is resolved, and a person has to look", async () => {
    relay.onRecipient = () => ({ code: 550, words: "5.1.1 no such user" });
    await daysLater(3);
    await until(async () => (await attempts()).includes("bounced"), "the refusal is on record");
    expect(await ticket()).toMatchObject({ status: "answered", needsReview: true });
    expect(await daysLater(60)).toBe(0);
    expect(await attempts()).toEqual(["remind sent", "bounced"]);
    await prove();
  });

  it("a reminder that comes back later stops it as well", async () => {
    await daysLater(3);
    await arrived(3);
    const [sent] = await ladderMails();
    await desk.hand(bounceOf(sent?.mail_id ?? "", "ann@customer.test"), {
      from: "",
      to: [envelopeOf(relay)],
    });
    await desk.settled();
    expect(await attempts()).toEqual(["remind sent", "bounced"]);
    expect(await ticket()).toMatchObject({ status: "answered", needsReview: true });
    expect(await daysLater(60)).toBe(0);
    await prove();
  });

  it("waits while the ticket is postponed, and gives the whole time back", async () => {
    await run("postpone", { untilReply: true });
    expect(await daysLater(30)).toBe(0);
    await run("wake", {});
    expect(await daysLater(2)).toBe(0);
    expect(await daysLater(1)).toBe(1);
  });

  it("leaves a day for second thoughts when an undo brings an old silence back", async () => {
    const { act } = await run("postpone", { untilReply: true });
    clock.advance(20 * day);
    await inTransaction(desk.work, async (unit) =>
      undoAct(unit, desk.channel.mail, { caller: principal(desk.desk), number, act }),
    );
    expect(await fire()).toBe(0);
    expect(await daysLater(1)).toBe(1);
    expect(await attempts()).toEqual(["remind sent"]);
  });

  it("does nothing with a ticket that nobody can be written to, but says so", async () => {
    await database.db.deleteFrom("contact_address").execute();
    await daysLater(3);
    expect(await attempts()).toEqual(["no-address"]);
    expect(await ticket()).toMatchObject({ status: "answered", needsReview: true });
    expect(await daysLater(60)).toBe(0);
  });

  it("in our turn tells the assignee, then the lead, then escalates, each by mail and once, and never closes", async () => {
    const ours = { ...defaultLadder.ourTurn, on: true };
    const lifecycle = { ladder: { ...defaultLadder, ourTurn: ours }, departmentLadders: {} };
    const made = { account_id: 1, version: 1, definition: JSON.stringify(lifecycle) };
    await database.db
      .insertInto("lifecycle")
      .values({ ...made, made_at: new Date(clock.now() / 1000).toISOString() })
      .execute();
    await database.db.updateTable("account").set({ lifecycle_version: 1 }).execute();
    await desk.hand(mail({ headers: ["In-Reply-To: <first@customer.test>"], text: "Still burning." }));
    await desk.settled();
    const toUs = () => relay.arrived.filter(({ raw }) => raw.includes("A customer is waiting"));
    for (let hours = 0; hours < 10 * 24; hours += 1) {
      clock.advance(hour);
      await fire();
    }
    await until(async () => toUs().length === 3, "three mails have reached our people");
    const events = await readEvents(database.db, 1, (await ticket()).id);
    const told = events.filter(({ cause }) => cause.kind === "timer" && cause.name === "ladder");
    expect(told.map(({ type, data }) => data["rung"] ?? type)).toEqual([
      "remind-assignee",
      "remind-lead",
      "ticket.escalated",
    ]);
    expect((await ticket()).status).toBe("open");
    await prove();
  });

  it("trap 5: a crash between mail and state leaves neither, and the next try does both once", async () => {
    clock.advance(3 * day + second);
    const failing = {
      ...desk.channel.mail,
      ladder: async (...given: Parameters<typeof desk.channel.mail.ladder>) => {
        await desk.channel.mail.ladder(...given);
        throw new Error("The process dies here.");
      },
    };
    await expect(fireTimers({ ...desk.work, mail: failing })).rejects.toThrow("could not be fired");
    expect(await ladderMails()).toEqual([]);
    expect(await attempts()).toEqual([]);
    expect(await fire()).toBe(1);
    await arrived(3);
    expect(await attempts()).toEqual(["remind sent"]);
  });

  it("does not send what was overtaken while the relay was away", async () => {
    relay.onRecipient = () => ({ code: 451, words: "later" });
    await daysLater(3);
    await until(async () => (await ladderMails())[0]?.attempts === 1, "the reminder was tried");
    await desk.hand(mail({ headers: ["In-Reply-To: <first@customer.test>"], text: "Still burning." }));
    await desk.settled();
    relay.onRecipient = () => null;
    clock.advance(day);
    await until(async () => (await ladderMails())[0]?.state === "cancelled", "the reminder is taken back");
    expect(relay.arrived.filter(({ raw }) => raw.includes("Did our answer help?"))).toEqual([]);
  });

  it.each(languages)("speaks to the customer in %s, without a gap", async (language) => {
    await database.db.updateTable("contact").set({ language }).execute();
    for (const [index, days] of [3, 4, 7].entries()) {
      await daysLater(days);
      await arrived(3 + index);
    }
    const texts = [2, 3, 4].map(textOf);
    for (const text of texts) expect(text).not.toMatch(/[{}]|undefined|\bnull\b|NaN|Invalid/);
    for (const text of texts) expect(text).toContain("?a=no");
  });

  async function run(name: "postpone" | "wake", input: { untilReply: true } | Record<string, never>) {
    return inTransaction(desk.work, async (work) =>
      executeCommand(work, {
        accountId: 1,
        target: { number },
        name,
        input,
        by: { actor: { kind: "agent", id: desk.desk.owner.id }, cause: nobody.cause },
      }),
    );
  }
});

/** The text part of a mail, its quoted-printable undone. */
function plainText(raw: string): string {
  const part = /Content-Type: text\/plain[\s\S]*?\r\n\r\n([\s\S]*?)\r\n--/.exec(raw)?.[1] ?? "";
  const bytes = part
    .replace(/=\r\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_all, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}

const envelopeOf = (relay: FakeRelay): string => relay.arrived.at(-1)?.from ?? "";

/** A delivery status notification (RFC 3464) about a mail of ours. */
function bounceOf(mailId: string, recipient: string): string {
  return [
    "From: Mail Delivery System <mailer-daemon@customer.test>",
    "To: support@desk.test",
    "Subject: Undelivered Mail Returned to Sender",
    `Message-ID: <bounce.${mailId}>`,
    "MIME-Version: 1.0",
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    "",
    "--b",
    "Content-Type: text/plain",
    "",
    "This mail could not be delivered.",
    "--b",
    "Content-Type: message/delivery-status",
    "",
    "Reporting-MTA: dns; mx.customer.test",
    "",
    `Final-Recipient: rfc822; ${recipient}`,
    "Action: failed",
    "Status: 5.1.1",
    "Diagnostic-Code: smtp; 550 5.1.1 no such user",
    "--b",
    "Content-Type: message/rfc822",
    "",
    `Message-ID: <${mailId}>`,
    "Subject: Re: Printer is on fire",
    "",
    "…",
    "--b--",
    "",
  ].join("\n");
}
