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
const standards = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"];
const keys = new Set(Object.values(areas).flatMap((area) => Object.keys(area)));

describe.skipIf(!hasBrowser)("the pages beside the queue", () => {
  let kvit: KvitProcess;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let api: Api;

  beforeAll(async () => {
    kvit = await startKvit();
    browser = await openBrowser();
    ({ page, context } = await openPage(browser));
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

  async function show(path: string): Promise<void> {
    await page.goto(`${kvit.url}${path}`);
    await page.locator("h1").first().waitFor();
    await page.locator(".page-waiting").first().waitFor({ state: "detached" });
  }
  async function choose(language: string, theme: string): Promise<void> {
    const changed = await context.request.patch(`${kvit.url}/api/app/me`, {
      data: { language, preferences: { theme } },
      headers: { origin: kvit.url },
    });
    expect(changed.ok()).toBe(true);
    await page.evaluate(
      `localStorage.setItem("kvit.language", "${language}"); localStorage.setItem("kvit.theme", "${theme}")`,
    );
  }

  const cases = [
    ["light", 1440],
    ["dark", 360],
    ["dark", 1440],
    ["light", 360],
  ] as const;
  it.each(cases)("L7: have no accessibility violation in the %s theme at %d pixels", async (theme, width) => {
    await choose("en", theme);
    await page.setViewportSize({ width, height: 900 });
    const found: string[] = [];
    for (const path of [...inside, ...outside]) {
      await show(path);
      // the frame of a mail runs no scripts, so nothing can be asked in there
      const axe = new AxeBuilder({ page }).setLegacyMode().exclude("iframe").withTags(standards);
      const { violations } = await axe.analyze();
      found.push(...violations.map(({ id, nodes }) => `${path}: ${id} ${nodes[0]?.html ?? ""}`));
    }
    expect(found).toEqual([]);
  });

  it.each(languages)("L1: say everything in %s, and fit 360 pixels", async (language) => {
    await choose(language, "light");
    await page.setViewportSize({ width: 360, height: 800 });
    const found: string[] = [];
    for (const path of [...inside, ...outside]) {
      await show(path);
      const words = (await page.locator("body").innerText()).split(/[\s,;()]+/);
      found.push(...words.filter((word) => keys.has(word)).map((key) => `${path}: ${key}`));
      const over = await page.evaluate(
        "document.querySelector('main').scrollWidth - document.querySelector('main').clientWidth",
      );
      if (Number(over) > 1) found.push(`${path}: ${String(over)} pixels too wide`);
      expect(await page.locator("html").getAttribute("lang")).toBe(language);
    }
    expect(found).toEqual([]);
  });
});
