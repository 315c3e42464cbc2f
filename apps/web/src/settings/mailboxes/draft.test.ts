import { describe, expect, it } from "vitest";
import { bodyOf, emptyDraft, guessServers } from "./draft.ts";

describe("the mail servers of an address", () => {
  it.each([
    ["help@primer.test", { imap: "imap.primer.test", relay: "smtp.primer.test" }],
    ["Help@GMAIL.com ", { imap: "imap.gmail.com", relay: "smtp.gmail.com" }],
    ["help@outlook.si", { imap: "outlook.office365.com", relay: "smtp.office365.com" }],
    ["help@", null],
    ["help", null],
  ])("%j are %j", (address, servers) => {
    expect(guessServers(address)).toEqual(servers);
  });
});

describe("a mailbox on its way to the server", () => {
  const draft = emptyDraft(1, "en");
  it("takes every address when none is written", () => {
    expect(bodyOf({ ...draft, name: "All" })).toMatchObject({ address: null, name: "All" });
  });
  it("is named by its address when it has no name", () => {
    expect(bodyOf({ ...draft, address: "help@primer.test" }).name).toBe("help@primer.test");
  });
  it("leaves the stored password alone when none is typed", () => {
    const server = { host: "imap.primer.test", port: "993", secure: true, user: "help", password: "" };
    expect(bodyOf({ ...draft, way: "imap", imap: server }).imap).toEqual({
      host: "imap.primer.test",
      port: 993,
      secure: true,
      user: "help",
      folder: "INBOX",
    });
  });
  it("has no server that was not chosen", () => {
    expect(bodyOf(draft)).toMatchObject({ imap: null, relay: null });
  });
});
