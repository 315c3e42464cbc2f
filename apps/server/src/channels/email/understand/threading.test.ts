import { describe, expect, it } from "vitest";
import { parsed, plainMail } from "./test/mail.ts";
import { threadingCandidates } from "./threading.ts";

const candidates = async (lines: readonly string[], body?: string) =>
  threadingCandidates(await parsed(plainMail(lines, body)), "desk.example");

const nothing = { ownMessageIds: [], otherMessageIds: [], replyAddresses: [], subjectTags: [] };

describe("threading candidates", () => {
  it("T1: a subject tag is a candidate and nothing more", async () => {
    expect(await candidates(["Subject: Re: Refund [#4821]"])).toEqual({
      ...nothing,
      subjectTags: [{ prefix: null, number: 4821 }],
    });
  });

  it("reads the tag of a desk whose numbers have a prefix", async () => {
    expect((await candidates(["Subject: Re: [KV-4821] Refund"])).subjectTags).toEqual([
      { prefix: "KV", number: 4821 },
    ]);
  });

  it.each(["[Ticket#1] x", "[Ticket #4821] x", "#4821 x", "[#0] x", "[#4821x] x", "(#4821) x", "[##4821] x"])(
    "T19: %j is no tag of ours",
    async (subject) => {
      expect((await candidates([`Subject: ${subject}`])).subjectTags).toEqual([]);
    },
  );

  it("T19: marks in body, quote and attached mail are not looked at", async () => {
    const body = `Refund [#4821]
> [#4821] support+t3px.abcdefghijklmnopqrst@desk.example <3px.a.b@desk.example>
--b
Content-Type: message/rfc822

Subject: [#4821]
In-Reply-To: <3px.a.b@desk.example>

x
--b--`;
    expect(await candidates(["Content-Type: multipart/mixed; boundary=b"], `--b\n\n${body}`)).toEqual(
      nothing,
    );
  });

  it("tells our ids from others, the nearest kin first", async () => {
    const lines = [
      "In-Reply-To: <c@mail.example>",
      "References: <a@DESK.example> <b@desk.example> <c@mail.example> <d@evildesk.example>",
    ];
    expect(await candidates(lines)).toMatchObject({
      ownMessageIds: ["b@desk.example", "a@DESK.example"],
      otherMessageIds: ["c@mail.example", "d@evildesk.example"],
    });
  });

  it("finds reply addresses among all recipients, also those only the envelope named", async () => {
    const lines = [
      "To: Desk <Support+T3px.abcdefghijklmnopqrst@desk.example>, ann+tag@mail.example",
      "Delivered-To: support+t1.abcdefghijklmnopqrst@desk.example",
    ];
    expect((await candidates(lines)).replyAddresses).toEqual([
      "support+t1.abcdefghijklmnopqrst@desk.example",
      "support+t3px.abcdefghijklmnopqrst@desk.example",
    ]);
  });
});
