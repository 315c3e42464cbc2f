import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { areas, languages } from "@kvit/i18n";
import { eventually, signedInApi, type Api } from "./api-client.ts";
import { hasBrowser, openBrowser, openPage, signIn } from "./browser.ts";
import { startKvit, type KvitProcess } from "./kvit-process.ts";
import { sendMail } from "./send-mail.ts";

const inside = [
  "/mail",
  "/sandbox",
  "/settings",
  "/settings/desk",
  "/settings/departments",
  "/settings/departments/1",
  "/settings/closing",
  "/settings/mailboxes",
  "/settings/mailboxes/new",
  "/settings/mailboxes/1",
  "/settings/agents",
  "/settings/agents/1",
  "/settings/agents/invite",
  "/settings/rights",
  "/settings/audit",
  "/settings/api-keys",
  "/settings/samples",
  "/me",
  "/me/security",
];
const outside = [
  "/sign-in",
  "/reset",
  "/reset/abcdefghijklmnopqrstuv",
  "/invitation/abcdefghijklmnopqrstuv",
  "/setup#x",
];
const perRound = 6;
const rounds = Array.from({ length: Math.ceil((inside.length + outside.length) / perRound) }, (_, index) =>
  [...inside, ...outside].slice(index * perRound, (index + 1) * perRound),
);
const standards = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"];
const keys = new Set(Object.values(areas).flatMap((area) => Object.keys(area)));

describe.skipIf(!hasBrowser)("the pages beside the queue", () => {
  let kvit: KvitProcess;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  /** A second tab, so that one page is drawn while the other waits for its answers. */
  let second: Page;
  let api: Api;

  beforeAll(async () => {
    kvit = await startKvit();
    browser = await openBrowser();
    ({ page, context } = await openPage(browser));
    second = await context.newPage();
    api = await signedInApi(kvit);
    await signIn(page, kvit);
    await sendMail(kvit, { from: "ana@customer.test", subject: "Refund", text: "Still no money." });
    await api.post("/api/v1/invitations", { emails: ["marta@primer.test"], role: "agent" });
    await api.post("/api/v1/api-keys", { name: "Web shop" });
    await eventually("the receipt in the sandbox", async () => {
      const { items } = await api.get<{ items: unknown[] }>("/api/app/sandbox");
      return items.length > 1 ? true : null;
    });
  });
  afterAll(async () => {
    await browser?.close();
    await kvit?.end();
  });

  async function show(path: string, on = page): Promise<void> {
    await on.goto(`${kvit.url}${path}`, { waitUntil: "commit" });
    await on.locator("h1").first().waitFor();
    await on.locator(".page-waiting").first().waitFor({ state: "detached" });
  }
  async function choose(language: string): Promise<void> {
    const changed = await context.request.patch(`${kvit.url}/api/app/me`, {
      data: { language, preferences: { theme: "light" } },
      headers: { origin: kvit.url },
    });
    expect(changed.ok()).toBe(true);
    await page.evaluate(
      `localStorage.setItem("kvit.language", "${language}"); localStorage.setItem("kvit.theme", "light")`,
    );
  }
  /** The colours of a theme hang on one attribute, so a page need not be loaded anew for it, only stand still. */
  async function dress(theme: "light" | "dark", width: number): Promise<void> {
    await page.setViewportSize({ width, height: 900 });
    await page.evaluate(`
      document.documentElement.dataset.theme = "${theme}";
      Promise.allSettled(document.getAnimations().filter((change) => change.effect.getComputedTiming().endTime < Infinity).map((change) => change.finished)).then(() => null);
    `);
  }
  async function violations(): Promise<string[]> {
    // the frame of a mail runs no scripts, so nothing can be asked in there
    const axe = new AxeBuilder({ page })
      .setLegacyMode()
      .exclude("iframe")
      .options({ resultTypes: ["violations"] })
      .withTags(standards);
    const found = await axe.analyze();
    return found.violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html ?? ""}`);
  }
  /** Names of strings that were shown for the strings, and how far the page stands out at its side. */
  async function faults(language: string, on = page): Promise<string[]> {
    const { words, over, lang } = await on.evaluate<{ words: string; over: number; lang: string }>(`(() => {
      const main = document.querySelector("main");
      return {
        words: document.body.innerText,
        over: main.scrollWidth - main.clientWidth,
        lang: document.documentElement.lang,
      };
    })()`);
    return [
      ...words.split(/[\s,;()]+/).filter((word) => keys.has(word)),
      ...(over > 1 ? [`${over} pixels too wide`] : []),
      ...(lang === language ? [] : [`said to be in ${lang}`]),
    ];
  }

  it.each(rounds)(
    "L7, L1: have no accessibility violation, light and wide or dark and narrow, and fit in en: %s …",
    async (...paths) => {
      await choose("en");
      const found: string[] = [];
      const note = (path: string, what: readonly string[]) =>
        found.push(...what.map((each) => `${path}: ${each}`));
      for (const path of paths) {
        await page.setViewportSize({ width: 1440, height: 900 });
        await show(path);
        note(path, await violations());
        await dress("dark", 360);
        note(path, await violations());
        note(path, await faults("en"));
      }
      expect(found).toEqual([]);
    },
  );

  it.each(languages.filter((language) => language !== "en"))(
    "L1: say everything in %s, and fit 360 pixels",
    async (language) => {
      await choose(language);
      const found: string[] = [];
      const waiting = [...inside, ...outside];
      const walk = async (on: Page): Promise<void> => {
        await on.setViewportSize({ width: 360, height: 800 });
        for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
          await show(path, on);
          found.push(...(await faults(language, on)).map((fault) => `${path}: ${fault}`));
        }
      };
      await Promise.all([page, second].map(walk));
      expect(found).toEqual([]);
    },
  );
});
