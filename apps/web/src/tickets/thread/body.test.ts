import { describe, expect, it } from "vitest";
import type { MessageView } from "@kvit/contract/tickets";
import { foldsSignatureOnly, framedHtml, hasQuoted, piecesOf, richHtml } from "./body.ts";

describe("text cut at its addresses", () => {
  it("leaves the mark that ends a sentence outside the link", () => {
    expect(piecesOf("See https://kvit.example/a?b=1. Thanks")).toEqual([
      { kind: "text", text: "See " },
      { kind: "link", text: "https://kvit.example/a?b=1" },
      { kind: "text", text: ". Thanks" },
    ]);
  });
  it("takes no other scheme for a link", () => {
    expect(piecesOf("javascript:alert(1)")).toEqual([{ kind: "text", text: "javascript:alert(1)" }]);
  });
});

const plain: MessageView = {
  id: 7,
  kind: "customer",
  channel: "email",
  at: "2026-11-22T13:10:00Z",
  author: { kind: "customer", id: 1, name: "Ana", email: "ana@customer.test" },
  verified: true,
  to: [],
  cc: [],
  language: null,
  text: "",
  visibleText: "",
  html: null,
  visibleHtml: null,
  hasRemoteImages: true,
  attachments: [
    {
      id: 3,
      filename: "a.png",
      contentType: "image/png",
      size: 1,
      inline: true,
      contentId: "a@b",
      url: "/api/v1/attachments/3",
    },
  ],
  ticket: 1,
  wentTo: null,
  delivery: null,
  threadedBy: null,
  intakeId: null,
  flags: [],
};

describe("HTML for its frame", () => {
  const html =
    '<img src="cid:a@b"><img data-blocked-src="https://x.test/1"><img data-blocked-src="https://x.test/2">';
  const message: MessageView = { ...plain, html };
  it("shows the pictures that came with the mail", () => {
    expect(framedHtml(5, message, html, false)).toContain('<img src="/api/v1/attachments/3">');
  });
  it("T50: names no picture of another site until asked", () => {
    expect(framedHtml(5, message, html, false)).not.toContain(' src="http');
    expect(framedHtml(5, message, html, false)).toContain('data-blocked-src="https://x.test/1"');
  });
  it("T50: asks our own server for them, by their place in the whole message", () => {
    const quoted = '<img data-blocked-src="https://x.test/2">';
    expect(framedHtml(5, message, quoted, true)).toBe('<img src="/api/app/tickets/5/messages/7/pictures/1">');
  });
});

describe("the control that shows the quote", () => {
  const folded = { text: "New words\n\n> Old words", visibleText: "New words" };
  const html = "<p>New <b>words</b></p><blockquote>Old words</blockquote>";

  it.each<[string, Partial<MessageView>, boolean]>([
    ["text that is folded", folded, true],
    ["HTML that is folded", { ...folded, html, visibleHtml: "<p>New <b>words</b></p>" }, true],
    ["HTML whose shown part is text alone", { ...folded, html, visibleHtml: "<p>New words</p>" }, true],
    ["HTML that shows the quote already, though the text folds it", { ...folded, html }, false],
    ["HTML beside a text with a signature", { text: "Hi\n-- \nJan", visibleText: "Hi", html }, false],
    ["text with nothing to fold", { text: "Hi", visibleText: "Hi" }, false],
  ])("is there only where it changes something: %s", (_, more, shown) => {
    expect(hasQuoted({ ...plain, ...more })).toBe(shown);
  });
});

describe("HTML that shows nothing", () => {
  it.each(["<table><tr><td>&nbsp;</td></tr></table>", "<div style='x'></div>"])(
    "gives way to the text: %s",
    (html) => {
      expect(richHtml({ ...plain, html }, false)).toBeNull();
    },
  );
  it("is not HTML with a picture alone", () => {
    expect(richHtml({ ...plain, html: '<p><img src="cid:a"></p>' }, false)).not.toBeNull();
  });
});

describe("what is folded", () => {
  const folded = (rest: string): boolean =>
    foldsSignatureOnly({ ...plain, visibleText: "Where is it?", text: `Where is it?\n\n${rest}` });
  it("is a signature when it begins at its delimiter and quotes nothing", () => {
    expect(folded("-- \nBo Long\nOcean street 5")).toBe(true);
    expect(folded("--\nBo Long")).toBe(true);
  });
  it("is quoted text when an older mail is in it", () => {
    expect(folded("-- \nBo Long\n\nOn Friday Ana wrote:\n> Hello")).toBe(false);
    expect(folded("On Friday Ana wrote:\n> Hello\n-- \nAna")).toBe(false);
  });
});

describe("what one of us wrote", () => {
  it("keeps its paragraphs, where a customer's plain HTML is shown as text", () => {
    const html = "<p>One.</p><p>Two.</p>";
    expect(richHtml({ ...plain, kind: "agent", html }, false)).toBe(html);
    expect(richHtml({ ...plain, kind: "customer", html }, false)).toBeNull();
  });
});
