import { describe, expect, it } from "vitest";
import { headersOf, mailBytes, parsed } from "../test/mail.ts";

const kindOf = (lines: readonly string[], envelopeFrom: string | null = "ann@mail.example") => {
  const { kind, kindReason } = headersOf(lines, { envelopeFrom });
  return { kind, kindReason };
};

describe("the kind of a mail", () => {
  it.each([
    [["Auto-Submitted: auto-replied"], "auto-submitted: auto-replied"],
    [["Auto-Submitted: Auto-Generated; x=y"], "auto-submitted: auto-generated"],
    [["X-Auto-Response-Suppress: All"], "x-auto-response-suppress: all"],
    [["Precedence: auto_reply"], "precedence: auto_reply"],
    [["X-Autoreply: yes"], "x-autoreply"],
    [["X-Autorespond: Re: Refund"], "x-autorespond"],
    [["Return-Path: <>"], null],
    [
      ['Content-Type: multipart/report; report-type="disposition-notification"; boundary=b'],
      "report: disposition-notification",
    ],
    [["Subject: Out of office: Refund"], "subject: automatic-reply"],
    [["Subject: =?utf-8?Q?Automatick=C3=A1_odpov=C4=9B=C4=8F=3A?= x"], "subject: automatic-reply"],
    [["Subject: Risposta automatica: x"], "subject: automatic-reply"],
    [["Subject: Automatisk svar: x"], "subject: automatic-reply"],
  ])("T22: %j makes it an automatic reply", (lines, reason) => {
    const envelope = reason === null ? null : "ann@mail.example";
    expect(kindOf(lines, envelope)).toEqual({ kind: "auto-reply", kindReason: reason ?? "null-return-path" });
  });

  it("T22: the null envelope sender makes it an automatic reply", () => {
    expect(kindOf([], "")).toEqual({ kind: "auto-reply", kindReason: "null-return-path" });
  });

  it.each([
    [["List-Id: <users.list.example>"], "list-id"],
    [["List-Unsubscribe: <mailto:x@list.example>"], "list-unsubscribe"],
    [["Precedence: bulk"], "precedence: bulk"],
    [["Precedence: JUNK"], "precedence: junk"],
    [["Precedence: list"], "precedence: list"],
  ])("T22: %j makes it list mail", (lines, reason) => {
    expect(kindOf(lines)).toEqual({ kind: "list", kindReason: reason });
  });

  it.each([
    [["Auto-Submitted: no"]],
    [["X-Auto-Response-Suppress: None"]],
    [["Precedence: first-class"]],
    [["X-Autoreply: no"]],
    [["Subject: Re: Automatic reply: Refund"]],
    [["X-Kvit-Ticket: 4821"]],
  ])("%j leaves it a person's", (lines) => {
    expect(kindOf(lines)).toEqual({ kind: "person", kindReason: "no-mark" });
  });

  it.each(["support@desk.example", "SUPPORT@Desk.Example", "support+t3px.abcdefghijklmnopqrst@desk.example"])(
    "T25: a mail whose From is our address %s is a loop",
    (address) => {
      expect(kindOf([`From: ${address}`])).toEqual({ kind: "loop", kindReason: "from-own-address" });
    },
  );

  it("T25: an automatic mail with our own mark is a loop whoever forwarded it", () => {
    expect(kindOf(["X-Kvit-Ticket: 4821", "Auto-Submitted: auto-generated"])).toEqual({
      kind: "loop",
      kindReason: "own-automatic-mail",
    });
  });

  it("T27: a delivery report is a bounce that names the mail it speaks of", async () => {
    const mail = await parsed(
      mailBytes(`From: MAILER-DAEMON@mail.example
To: support@desk.example
Subject: Undelivered
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: text/plain

Sorry.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example

Final-Recipient: rfc822; gone@mail.example
Action: failed
Status: 5.1.1 (bad mailbox)
--b
Content-Type: message/rfc822

Message-ID: <ack@desk.example>
In-Reply-To: <first@mail.example>
Auto-Submitted: auto-replied
X-Kvit-Ticket: 4821

We have your message.
--b--
`),
      { envelopeFrom: "" },
    );
    expect(mail.kind).toBe("bounce");
    expect(mail.bounce).toEqual({
      action: "failed",
      status: "5.1.1",
      recipient: "gone@mail.example",
      diagnostic: null,
      originalMessageId: "ack@desk.example",
      originalReferences: ["first@mail.example"],
    });
    expect(mail.text).toBe("Sorry.");
  });

  it("T27: a report inside a forwarded mail does not make the forward a bounce", async () => {
    const mail = await parsed(
      mailBytes(`From: ann@mail.example
To: support@desk.example
Subject: What is this?
Content-Type: multipart/mixed; boundary=o

--o

Look.
--o
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example

Final-Recipient: rfc822; gone@mail.example
Action: failed
--b--
--o--
`),
    );
    expect(mail).toMatchObject({ kind: "person", bounce: null });
  });

  it("T27: a report that a system packed as an ordinary mixed mail is a bounce too", async () => {
    const mail = await parsed(
      mailBytes(`From: postmaster@mail.example
To: support@desk.example
Subject: Returned
Content-Type: multipart/mixed; boundary=b

--b

Sorry.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example

Final-Recipient: rfc822; full@mail.example
Action: delayed
Status: 4.2.2
--b--
`),
    );
    expect(mail).toMatchObject({
      kind: "bounce",
      bounce: { action: "delayed", status: "4.2.2", recipient: "full@mail.example", originalMessageId: null },
    });
  });

  it.each([
    [["X-Failed-Recipients: gone@mail.example"], "x-failed-recipients"],
    [["From: Mailer-Daemon@mail.example", "Subject: failure notice"], "mail-system-subject"],
    [["From: postmaster@mail.example", "Subject: Niedostarczona wiadomość"], "mail-system-subject"],
  ])("T27: %j is a bounce without a report", (lines, reason) => {
    expect(kindOf(lines)).toEqual({ kind: "bounce", kindReason: reason });
  });

  it("T27: a person at a postmaster's address is a person", () => {
    expect(kindOf(["From: postmaster@mail.example", "Subject: Refund"])).toMatchObject({ kind: "person" });
  });
});
