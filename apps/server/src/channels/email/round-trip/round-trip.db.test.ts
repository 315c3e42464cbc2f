import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { RoundTrip } from "@kvit/contract/round-trip";
import { createTestDatabase, type TestDatabase } from "../../../../test/database.ts";
import { createFakeRelay, type FakeRelay } from "../../../../test/fake-relay.ts";
import { addMailbox, createMailDesk, mail, until, type MailDesk } from "../../../../test/mail-desk.ts";
import { sendTestMail, showRoundTrip, type RoundTripDeps } from "./send-test-mail.ts";

let database: TestDatabase;
let relay: FakeRelay;
let desk: MailDesk;
let deps: RoundTripDeps;

beforeAll(async () => {
  database = await createTestDatabase();
  relay = await createFakeRelay();
  desk = await createMailDesk(database.db, { smtpUrl: relay.url, address: "help@desk.test" });
  deps = { db: database.db, clock: desk.work.clock, ownHost: "desk.test", hasDeskRelay: true };
});
afterAll(async () => {
  await desk?.close();
  await relay?.close();
  await database?.drop();
});
beforeEach(() => {
  relay.onRecipient = () => null;
  relay.onMail = () => null;
});

const asked = (mailboxId = desk.mailboxId) => ({ accountId: 1, mailboxId });
const send = async (mailboxId?: number) => sendTestMail(deps, asked(mailboxId));

async function when(state: RoundTrip["state"]): Promise<RoundTrip> {
  let seen = await showRoundTrip(deps, asked());
  await until(async () => {
    seen = await showRoundTrip(deps, asked());
    return seen.state === state;
  }, `the test mail is ${state}`);
  return seen;
}

/** What the world does with a mail: it hands it to the address's own server, which hands it to us. */
function feedBack(change: (raw: string) => string = (raw) => raw, to = "help@desk.test"): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  relay.onMail = (arrived) => {
    desk
      .hand(Buffer.from(change(arrived.raw), "latin1"), { from: arrived.from, to: [to] })
      .then(resolve, reject);
    return null;
  };
  return promise;
}

const counts = async () => {
  const tickets = await database.db.selectFrom("ticket").select("id").execute();
  const outbox = await database.db.selectFrom("outbox").select("kind").where("kind", "<>", "test").execute();
  return { tickets: tickets.length, answers: outbox.length };
};

describe("D2: sent and came back", () => {
  it("knows of none before the first", async () => {
    expect(await showRoundTrip(deps, asked())).toEqual({
      state: "none",
      askedAt: null,
      seconds: null,
      cameInBy: null,
      technical: null,
    });
  });

  it("recognises the test mail when it comes back, and makes no ticket of it", async () => {
    const handed = feedBack();
    expect((await send()).state).toBe("sending");
    await handed;
    const back = await when("back");
    expect(back).toMatchObject({ cameInBy: null, technical: null });
    expect(back.seconds).toBeGreaterThanOrEqual(1);
    const arrived = relay.arrived.at(-1);
    expect(arrived).toMatchObject({ from: "help@desk.test", to: ["help@desk.test"] });
    expect(arrived?.raw).toContain("Auto-Submitted: auto-generated");
    expect(await counts()).toEqual({ tickets: 0, answers: 0 });
    const line = await database.db
      .selectFrom("intake")
      .select(["state", "reason"])
      .orderBy("id", "desc")
      .executeTakeFirstOrThrow();
    expect(line).toEqual({ state: "ignored", reason: "round-trip" });
  });

  it("recognises it although a provider replaced its Message-ID", async () => {
    const handed = feedBack((raw) => raw.replace(/^Message-ID: .*$/im, "Message-ID: <0100@provider.test>"));
    await send();
    await handed;
    expect((await when("back")).state).toBe("back");
    expect((await counts()).tickets).toBe(0);
  });

  it("says by which mailbox it came when that is another", async () => {
    await addMailbox(database.db, {
      name: "Sales",
      address: "sales@desk.test",
      departmentId: desk.desk.departmentId,
    });
    desk.channel.mailboxesChanged();
    const handed = feedBack((raw) => raw, "sales@desk.test");
    await send();
    await handed;
    expect(await when("back")).toMatchObject({ cameInBy: "sales@desk.test" });
  });

  it("waits for what has left, and takes a person's answer to it for what it is", async () => {
    await send();
    expect((await when("waiting")).technical).toBeNull();
    const subject = /^Subject: (.*(?:\r\n .*)*)/m.exec(relay.arrived.at(-1)?.raw ?? "")?.[1] ?? "";
    expect(subject).toContain("kvit-test-");
    await desk.hand(mail({ subject: `Re: ${subject.replaceAll("\r\n ", " ")}`, to: "help@desk.test" }), {
      to: ["help@desk.test"],
    });
    await desk.settled();
    expect((await counts()).tickets).toBe(1);
    expect((await showRoundTrip(deps, asked())).state).toBe("waiting");
  });

  it("misses what has been away for two minutes", async () => {
    const later = { ...deps, clock: { now: () => desk.work.clock.now() + 121_000_000 } };
    expect((await showRoundTrip(later, asked())).state).toBe("missing");
  });

  it("passes on why nothing can be fetched", async () => {
    await database.db
      .insertInto("imap_cursor")
      .values({
        account_id: 1,
        mailbox_id: desk.mailboxId,
        folder: "Support",
        uid_validity: 1,
        last_error: "No folder named Support",
      })
      .execute();
    const later = { ...deps, clock: { now: () => desk.work.clock.now() + 121_000_000 } };
    expect(await showRoundTrip(later, asked())).toMatchObject({
      state: "missing",
      technical: "No folder named Support",
    });
  });

  it("says what the outgoing server answered when it refuses", async () => {
    relay.onRecipient = () => ({ code: 550, words: "5.7.1 Relaying denied" });
    await send();
    expect((await when("refused")).technical).toContain("5.7.1 Relaying denied");
  });

  it("hears of a report that it could not be delivered", async () => {
    await send();
    await when("waiting");
    const id = /^Message-ID: <(.*)>/im.exec(relay.arrived.at(-1)?.raw ?? "")?.[1] ?? "";
    await desk.hand(report(id), { from: "", to: ["help@desk.test"] });
    expect((await when("refused")).technical).toContain("5.1.1");
    expect((await counts()).tickets).toBe(1);
  });

  it("looks for the last one only", async () => {
    relay.onRecipient = () => ({ code: 451, words: "4.7.1 Try later" });
    await send();
    await when("refused");
    relay.onRecipient = () => null;
    const handed = feedBack();
    await send();
    await handed;
    await when("back");
    const left = await database.db
      .selectFrom("outbox")
      .select("id")
      .where("kind", "=", "test")
      .where("state", "=", "queued")
      .execute();
    expect(left).toEqual([]);
  });

  it("is refused without an address, without a way out, and for a mailbox that is not there", async () => {
    const id = await addMailbox(database.db, {
      name: "Everything",
      address: null,
      departmentId: desk.desk.departmentId,
    });
    await expect(send(id)).rejects.toMatchObject({ code: "conflict" });
    await expect(sendTestMail({ ...deps, hasDeskRelay: false }, asked())).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(send(9999)).rejects.toMatchObject({ code: "not-found" });
  });
});

/** A delivery report (RFC 3464). */
function report(id: string): string {
  return [
    "From: Mail Delivery System <mailer-daemon@provider.test>",
    "To: help@desk.test",
    "Subject: Undelivered Mail Returned to Sender",
    "Message-ID: <report.1@provider.test>",
    "Date: Sun, 22 Nov 2026 12:00:00 +0000",
    "MIME-Version: 1.0",
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    "",
    "--b",
    "Content-Type: text/plain",
    "",
    "It could not be delivered.",
    "--b",
    "Content-Type: message/delivery-status",
    "",
    "Reporting-MTA: dns; provider.test",
    "",
    "Final-Recipient: rfc822; help@desk.test",
    "Action: failed",
    "Status: 5.1.1",
    "Diagnostic-Code: smtp; 550 5.1.1 User unknown",
    "--b",
    "Content-Type: text/rfc822-headers",
    "",
    `Message-ID: <${id}>`,
    "--b--",
    "",
  ].join("\r\n");
}
