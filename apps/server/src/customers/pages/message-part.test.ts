import { describe, expect, it } from "vitest";
import { html } from "./html.ts";
import { firstNameOf, quotedPart, withLinks } from "./message-part.ts";

describe("a message on the customer's page", () => {
  it("names an agent by the first name alone", () => {
    expect(firstNameOf("Marta Kovačič")).toBe("Marta");
    expect(firstNameOf("Dr. Marta Kovačič")).toBe("Marta");
    expect(firstNameOf("  ")).toBe("");
    expect(firstNameOf("marta@primer.test")).toBe("");
  });

  it("folds what was quoted and shows what is new", () => {
    expect(quotedPart({ text: "New.\n\nOn Thu, Marta wrote:\n> old", visibleText: "New." })).toBe(
      "On Thu, Marta wrote:\n> old",
    );
    expect(quotedPart({ text: "> old\n\nNew.", visibleText: "New." })).toBe("> old\n\nNew.");
    expect(quotedPart({ text: "New.\n", visibleText: "New." })).toBeNull();
    expect(quotedPart({ text: "> all quoted", visibleText: "" })).toBeNull();
  });

  it("makes links of web addresses only, without the mark behind them", () => {
    const shown = html`${withLinks("See (https://a.example/b?c=1&d=2), https://x.example. javascript:alert(1) <b>")}`;
    const link = (url: string) =>
      `<a href="${url}" rel="noopener noreferrer nofollow" target="_blank">${url}</a>`;
    expect(shown.markup).toBe(
      `See (${link("https://a.example/b?c=1&amp;d=2")}), ${link("https://x.example")}. javascript:alert(1) &lt;b&gt;`,
    );
  });
});
