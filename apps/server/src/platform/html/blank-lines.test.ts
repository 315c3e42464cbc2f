import { expect, it } from "vitest";
import { withBlankLines } from "./blank-lines.ts";
import { cleanAuthoredHtml } from "./clean-authored-html.ts";

it.each([
  ["<p>a</p><p></p><p>b</p>", "<p>a</p><p><br /></p><p>b</p>"],
  ["<p>a</p><p></p><p></p><p>b</p>", "<p>a</p><p><br /></p><p><br /></p><p>b</p>"],
  ["<p>a</p><p></p><p></p>", "<p>a</p>"],
  ["<p></p><p>a</p>", "<p><br /></p><p>a</p>"],
  ["<ul><li><p></p></li></ul>", "<ul><li><p><br /></p></li></ul>"],
  ["<p>a<br>b</p>", "<p>a<br />b</p>"],
  ["", ""],
])("an empty paragraph between others has a line: %s", (written, shown) => {
  expect(withBlankLines(cleanAuthoredHtml(written))).toBe(shown);
});
