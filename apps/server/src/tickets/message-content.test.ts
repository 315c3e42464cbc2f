import { expect, it } from "vitest";
import { contentOf } from "./message-content.ts";

const picture = '<p><img src="https://pictures.test/plan.png" alt="The plan"></p>';

it("keeps what the editor makes, and a text beside it", () => {
  expect(contentOf({ html: "<p>One</p><p><strong>Two</strong></p>" })).toStrictEqual({
    text: "One\n\nTwo",
    html: "<p>One</p><p><strong>Two</strong></p>",
    visibleText: "One\n\nTwo",
    visibleHtml: "<p>One</p><p><strong>Two</strong></p>",
  });
});

it("takes the text alone where the HTML shows nothing once it is cleaned", () => {
  expect(contentOf({ text: "See the plan.", html: picture })).toMatchObject({
    text: "See the plan.",
    html: null,
    visibleHtml: null,
  });
});

it.each([
  ["nothing", {}],
  ["blanks", { text: " \n\u200b\t" }],
  ["a picture alone, which is never sent", { html: picture }],
  ["a rule alone", { html: "<hr>" }],
])("refuses %s, and says what to write", (_what, body) => {
  expect(() => contentOf(body)).toThrow(expect.objectContaining({ code: "bad-request" }));
});

it("takes a file with no words", () => {
  expect(contentOf({ html: "<p></p>", attachments: [7] })).toMatchObject({ text: "", html: null });
});
