import { describe, expect, it } from "vitest";
import { takeEmbeddedPictures } from "./embedded-pictures.ts";
import { measureHtml, stripTags, wordsBehindUnclosed } from "./html-shape.ts";
import { htmlToPlainText } from "../../../../platform/html/html-text.ts";

describe("pictures inside the HTML itself", () => {
  const big = Buffer.alloc(6000, 1).toString("base64");

  it("are taken out as files when they are big, and shown by content id", () => {
    const { html, pictures } = takeEmbeddedPictures(
      `<p>a<img alt=x src="data:image/jpg;base64,${big}">b</p>`,
    );
    expect(html).toBe('<p>a<img alt=x src="cid:embedded-1@picture.invalid">b</p>');
    expect(pictures).toMatchObject([{ contentId: "embedded-1@picture.invalid", contentType: "image/jpeg" }]);
    expect(pictures[0]?.content.length).toBe(6000);
  });

  it.each(["<img src='data:image/png;base64,AAAA'>", `<img src="data:image/svg+xml;base64,${big}">`])(
    "stay where they are when they are small or no raster picture",
    (html) => {
      expect(takeEmbeddedPictures(html)).toEqual({ html, pictures: [] });
    },
  );
});

describe("the text of HTML", () => {
  it.each([
    ["<p>One</p><p>Two<br>three</p>", "One\n\nTwo\nthree"],
    ["<div>One</div><div>Two</div><div><br></div><div>Three</div>", "One\nTwo\n\nThree"],
    ["<ul><li>a</li><li>b<ol><li>c</li><li>d</li></ol></li></ul>", "- a\n- b\n  1. c\n  2. d"],
    ["<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"],
    ["<pre>a\n  b</pre>", "a\n  b"],
    ["a&nbsp;&amp; <b>b</b>\n c", "a & b c"],
    ["<blockquote>a<blockquote>b</blockquote></blockquote>c", "> a\n>\n>> b\n\nc"],
    ['<blockquote style="margin:0 0 0 40px;border:none">a</blockquote>', "a"],
    ['<a href="https://x.example/a">here</a>', "here <https://x.example/a>"],
    ['<a href="https://www.x.example/">x.example</a>', "x.example"],
    ['<a href="mailto:a@x.example">a@x.example</a> <a href="#top">up</a>', "a@x.example up"],
    ["<style>p{}</style><title>t</title><script>x()</script>a", "a"],
    ['<span style="display:none">secret</span>shown', "shown"],
    ["", ""],
  ])("%j is %j", (html, text) => {
    expect(htmlToPlainText(html)).toBe(text);
  });

  it("stays in proportion to the HTML however deep quotes and lists nest", () => {
    const html = `${"<blockquote><ul>".repeat(190)}${"<p>words</p>".repeat(2000)}`;
    expect(measureHtml(html, 400).tooDeep).toBe(false);
    expect(htmlToPlainText(html).length).toBeLessThan(html.length * 4);
  });

  it("is taken without a tree where the nesting forbids one", () => {
    const html = `<style>p{}</style>${"<div>".repeat(10_000)}words &amp; more<br>end`;
    expect(measureHtml(html, 400)).toMatchObject({ tooDeep: true });
    expect(stripTags(html)).toBe("words & more\nend");
  });

  it.each([
    ["<p>".repeat(5000), false],
    ["<li><td>".repeat(5000), true],
    ["<div><!--</div>-->".repeat(5000), true],
    [`<div a="></div>">`.repeat(5000), true],
    ["<div></div>".repeat(5000), false],
    ["<br>".repeat(5000), false],
  ])("T42: sees how deep %j… really nests", (html, tooDeep) => {
    expect(measureHtml(html, 400).tooDeep).toBe(tooDeep);
  });
});

describe("words behind a style sheet that nobody closed", () => {
  it.each([
    ["<math><style><p>Hello <b>there</b></p>", "Hello there"],
    ["<svg><STYLE type=a>p{color:red}<p>Hello", "Hello"],
    ["<math><style>Hello <b>there</b>", "Hello there"],
    ["<style>p{color:red}", ""],
    ["<p>a</p>", ""],
  ])("of %j are %j", (html, words) => {
    expect(wordsBehindUnclosed(html)).toBe(words);
  });
});
