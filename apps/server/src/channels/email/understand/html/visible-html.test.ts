import { describe, expect, it } from "vitest";
import { cutTrailingQuote } from "./visible-html.ts";

const gmailQuote = `<div class="gmail_quote"><div>On Thu, 26 Nov 2026 at 11:06, Marta &lt;support@desk.example&gt; wrote:</div><blockquote type="cite">Old words</blockquote></div>`;

describe("HTML without the quote at its end", () => {
  it("is what stands before the mark a mail program left", () => {
    expect(cutTrailingQuote(`<p>New words</p>${gmailQuote}`, "Re: x")).toBe("<p>New words</p>");
  });

  it("is nothing where an answer stands below the quote", () => {
    expect(cutTrailingQuote(`<p>New words</p>${gmailQuote}<p>And more</p>`, "Re: x")).toBeNull();
  });

  it("is nothing where answers stand inside the quote", () => {
    const answered = gmailQuote.replace(
      "Old words",
      "Old words</blockquote><p>My answer</p><blockquote>older",
    );
    expect(cutTrailingQuote(`<p>New words</p>${answered}`, "Re: x")).toBeNull();
  });

  it("is nothing where nothing stands before the quote", () => {
    expect(cutTrailingQuote(gmailQuote, "Re: x")).toBeNull();
  });

  it("is nothing where no quote is marked", () => {
    expect(cutTrailingQuote("<p>New words</p>", "Re: x")).toBeNull();
  });

  it("is nothing where the rest was forwarded, as that is new to us", () => {
    const forwarded = `<div class="gmail_quote"><div>---------- Forwarded message ---------</div><p>Theirs</p></div>`;
    expect(cutTrailingQuote(`<p>Look</p>${forwarded}`, "Fwd: x")).toBeNull();
  });

  it("is told by the text version where the HTML names nobody who wrote the quote", () => {
    const html = `<p>New words</p><div class="gmail_quote">Old words</div>`;
    expect(cutTrailingQuote(html, "Re: x")).toBeNull();
    expect(cutTrailingQuote(html, "Re: x", "New words\n\n> Old words\n")).toBe("<p>New words</p>");
    expect(cutTrailingQuote(html, "Re: x", "New words\n\n> Old words\n\nAnd more")).toBeNull();
  });
});
