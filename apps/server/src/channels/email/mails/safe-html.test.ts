import { expect, it } from "vitest";
import { cleanedBefore, markup } from "./safe-html.ts";

it("escapes what is put in, in text and in attributes", () => {
  const evil = `"><img src=x onerror=alert(1)> & 'so'`;
  expect(markup`<p title="${evil}">${evil}</p>`.source).toBe(
    `<p title="&quot;&gt;&lt;img src=x onerror=alert(1)&gt; &amp; &#39;so&#39;">&quot;&gt;&lt;img src=x onerror=alert(1)&gt; &amp; &#39;so&#39;</p>`,
  );
});

it("takes over what is safe already, lists and nothing", () => {
  const made = markup`${markup`<b>${"&"}</b>`}${null}${[markup`1`, markup`2`]}${cleanedBefore("<i>x</i>")}${7}`;
  expect(made.source).toBe("<b>&amp;</b>12<i>x</i>7");
});
