import { describe, expect, it } from "vitest";
import { headersOf, parsed, plainMail } from "../test/mail.ts";

describe("headers", () => {
  it("T13: only results of the configured border host count, and of those the top one", () => {
    const lines = [
      "Authentication-Results: mx.desk.example; spf=softfail; dkim=fail; dkim=pass header.d=x.example; dmarc=fail header.from=mail.example",
      "Authentication-Results: mx.desk.example; dmarc=pass header.from=mail.example",
      "Authentication-Results: evil.example; spf=pass; dkim=pass; dmarc=pass",
    ];
    expect(headersOf(lines, { borderHosts: ["MX.desk.example"] }).authentication).toEqual({
      host: "mx.desk.example",
      spf: "softfail",
      dkim: "pass",
      dmarc: "fail",
      dmarcFrom: "mail.example",
    });
  });

  it("T13: a pass claimed by a host that is not configured, or inside a comment, is none", () => {
    const forged = ["Authentication-Results: evil.example; dmarc=pass header.from=mail.example"];
    expect(headersOf(forged, { borderHosts: ["mx.desk.example"] }).authentication).toBeNull();
    expect(headersOf(forged, { borderHosts: [] }).authentication).toBeNull();
    const commented = ["Authentication-Results: mx.desk.example; dmarc=none (dmarc=pass); spf=none"];
    expect(headersOf(commented, { borderHosts: ["mx.desk.example"] }).authentication).toMatchObject({
      dmarc: "none",
    });
  });

  it("T15: control headers of other desks and of ours change nothing", async () => {
    const control = [
      "X-Priority: 1",
      "Importance: high",
      "X-Kvit-Status: closed",
      "X-Kvit-Priority: urgent",
      "X-Zammad-Ticket-Priority: 3 high",
      "X-Zammad-Article-Internal: true",
      "X-Zammad-Ticket-Owner: marta@desk.example",
      "X-OTRS-State: closed",
      "X-RT-Command: Status: resolved",
      "X-Already-Encrypted: yes",
    ];
    expect(await parsed(plainMail(control))).toEqual(await parsed(plainMail([])));
  });

  it("T46: NUL and lone surrogates in names and subject are replaced visibly", () => {
    const { subject, from, flags } = headersOf([
      "Subject: a\0b =?utf-16be?B?2AA=?=",
      "From: A\0nn <ann@mail.example>",
    ]);
    expect(subject).toContain("a\uFFFDb");
    expect(subject.isWellFormed()).toBe(true);
    expect(from?.name).toBe("A\uFFFDnn");
    expect(flags).toContain("nul-removed");
  });

  it("T52: no encoded line break survives in what our own headers are made of", () => {
    const injected = "=?utf-8?Q?Refund=0D=0ABcc:_eve@evil.example=0A=E2=80=A8x?=";
    const { subject, from, messageId } = headersOf([
      `Subject: ${injected}`,
      `From: ${injected} <ann@mail.example>`,
      "Message-ID: <a\r\n b@mail.example>",
    ]);
    for (const value of [subject, from?.name ?? "", messageId ?? ""])
      expect(value).not.toMatch(/[\r\n\u2028]/);
    expect(subject).toBe("Refund Bcc: eve@evil.example x");
    expect(messageId).toBe("ab@mail.example");
  });

  it("cuts an endless subject without halving a character", () => {
    const { subject } = headersOf([`Subject: ${"x".repeat(499)}😀${"y".repeat(1000)}`]);
    expect(subject).toBe("x".repeat(499));
  });

  it("reads ids with and without brackets, folded and repeated", () => {
    const { inReplyTo, references } = headersOf([
      "In-Reply-To: Your message of today <b@x.example>",
      "References: <a@x.example>\r\n <b@x.example> <a@x.example>",
    ]);
    expect(inReplyTo).toEqual(["b@x.example"]);
    expect(references).toEqual(["a@x.example", "b@x.example"]);
    expect(headersOf(["References: a@x.example, b@x.example"]).references).toEqual([
      "a@x.example",
      "b@x.example",
    ]);
  });

  it("keeps the first and the last of endless references", () => {
    const ids = Array.from({ length: 500 }, (_, index) => `<${index}@x.example>`);
    const { references } = headersOf([`References: ${ids.join("\r\n ")}`]);
    expect(references.length).toBe(100);
    expect(references[0]).toBe("0@x.example");
    expect(references.at(-1)).toBe("499@x.example");
  });

  it.each([
    ["Thu, 26 Nov 2026 13:10:00 +0100 (CET)", Date.UTC(2026, 10, 26, 12, 10) * 1000],
    ["26 Nov 2026 13:10 GMT", Date.UTC(2026, 10, 26, 13, 10) * 1000],
    ["yesterday", null],
    ["Thu, 26 Nov 9999 13:10:00 +0100", null],
    ["Thu, 1 Jan 1970 00:00:00 +0000", null],
  ])("reads the date %j", (text, instant) => {
    expect(headersOf([`Date: ${text}`]).date).toBe(instant);
  });

  it("collects the addresses a mail was delivered to, without repeats", () => {
    const lines = [
      "Delivered-To: Support+t1.x@desk.example",
      "X-Original-To: support@desk.example",
      "Delivered-To: support@desk.example",
    ];
    expect(headersOf(lines).deliveredTo).toEqual(["support+t1.x@desk.example", "support@desk.example"]);
  });
});
