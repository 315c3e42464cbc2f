import { describe, expect, it } from "vitest";
import { html, trustedMarkup } from "./html.ts";

describe("the html template", () => {
  it("T40: shows markup in names as text, in content and in attributes", () => {
    const name = `"><script>alert('x')</script>&amp;\``;
    expect(html`<b title="${name}">${name}</b>`.markup).toBe(
      `<b title="&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;amp;&#96;">&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;amp;&#96;</b>`,
    );
  });

  it("T93: leaves marks of template languages as they are", () => {
    const subject = "{{7*7}} ${7*7} <%= 7*7 %> #{7*7}";
    expect(html`<h1>${subject}</h1>`.markup).toBe("<h1>{{7*7}} ${7*7} &lt;%= 7*7 %&gt; #{7*7}</h1>");
  });

  it("nests markup and lists, and shows nothing for nothing", () => {
    const items = ["a<", "b"].map((text) => html`<i>${text}</i>`);
    expect(html`${items}${null}${undefined}${false}${0}`.markup).toBe("<i>a&lt;</i><i>b</i>0");
    expect(html`${trustedMarkup("<i>cleaned</i>")}`.markup).toBe("<i>cleaned</i>");
  });

  it("T46: drops what no page can hold", () => {
    expect(html`${"a\u0000b\ud800c"}`.markup).toBe("ab\ufffdc");
  });
});
