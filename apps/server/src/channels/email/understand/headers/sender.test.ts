import { describe, expect, it } from "vitest";
import { headersOf } from "../test/mail.ts";

const sender = (...lines: string[]) => {
  const { from, flags } = headersOf(lines);
  return { address: from?.address ?? null, name: from?.name ?? null, flags };
};

describe("the sender of a mail", () => {
  it("T11: is the first From field's, and a second one is flagged", () => {
    expect(sender("From: Ann <ann@mail.example>", "From: Marta <marta@desk.example>")).toEqual({
      address: "ann@mail.example",
      name: "Ann",
      flags: ["two-from-headers"],
    });
  });

  it("T11: is the first of several mailboxes, and that is flagged", () => {
    expect(sender("From: Ann <ann@mail.example>, bob@mail.example")).toMatchObject({
      address: "ann@mail.example",
      flags: ["several-from-addresses"],
    });
  });

  it("T11: is the Sender where From is missing, never the Reply-To", () => {
    expect(sender("From:", "Sender: bob@mail.example", "Reply-To: eve@mail.example")).toMatchObject({
      address: "bob@mail.example",
      flags: ["no-from", "from-taken-from-sender"],
    });
    expect(sender("From:", "Reply-To: eve@mail.example")).toMatchObject({
      address: null,
      flags: ["no-from"],
    });
  });

  it("T11: stays the From where the Sender is another, and that is flagged", () => {
    expect(sender("From: ann@mail.example", "Sender: bob@mail.example")).toMatchObject({
      address: "ann@mail.example",
      flags: ["sender-differs"],
    });
  });

  it.each([
    ["only in a comment", "From: Ann (ann@mail.example)"],
    ["only inside an encoded word", "From: =?utf-8?Q?Ann_=3Cann=40mail.example=3E?="],
    ["with a space inside", "From: Ann <ann hughes@mail.example>"],
    ["without a domain", "From: Ann <ann@>"],
    ["with two at signs", "From: Ann <ann@evil@mail.example>"],
    ["in quotes", 'From: "ann@mail.example"'],
    ["with a quoted local part", 'From: <"ann@evil.example"@mail.example>'],
    ["empty", "From: <>"],
    ["a group of nobody", "From: undisclosed-recipients:;"],
  ])("T11: an address %s is none", (_what, line) => {
    expect(sender(line)).toMatchObject({ address: null, flags: ["no-from"] });
  });

  it("T11: a NUL inside an address does not silently vanish", () => {
    expect(sender("From: Ann <ann\0@mail.example>").address).toBeNull();
  });

  it.each([
    ["From : Ann <ann@mail.example>", "ann@mail.example", "Ann"],
    ["From: Ann Hughes\r\n\t<ANN@Mail.Example>", "ann@mail.example", "Ann Hughes"],
    ["From: ann@mail.example (Ann Hughes)", "ann@mail.example", "Ann Hughes"],
    ["From: Hughes, Ann <ann@mail.example>", "ann@mail.example", "Ann"],
    ["From: Ann <ann@mail.(no comment)example>", "ann@mail.example", "Ann"],
    ["From: =?iso-8859-2?Q?Ana_Kova=E8?= <ana@posta.example>", "ana@posta.example", "Ana Kovač"],
    ["From: Jörg <jörg@bücher.example>", "jörg@bücher.example", "Jörg"],
    ["From: Team: ann@mail.example, bob@mail.example;", "ann@mail.example", ""],
    ["From: Ann\u202E gnp.exe <ann@mail.example>", "ann@mail.example", "Ann gnp.exe"],
  ])("is read from %j", (line, address, name) => {
    expect(sender(line)).toMatchObject({ address, name });
  });
});
