import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TicketView } from "@kvit/contract/tickets";
import { areas, languages } from "@kvit/i18n";
import { signedInApi, type Api } from "./api-client.ts";
import { hasBrowser, openBrowser, openPage, signIn } from "./browser.ts";
import { startKvit, type KvitProcess } from "./kvit-process.ts";

const standards = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"];
const keys = new Set(Object.values(areas).flatMap((area) => Object.keys(area)));
const day = 86_400_000;

describe.skipIf(!hasBrowser)("the looks of queue and ticket", () => {
  let kvit: KvitProcess;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let api: Api;
  /** A ticket that has been through much, so that its strip is long and its thread has every kind of line. */
  let busy: number;

  beforeAll(async () => {
    kvit = await startKvit();
    browser = await openBrowser();
    ({ page, context } = await openPage(browser));
    api = await signedInApi(kvit);
    for (const [index, priority] of (["low", "normal", "high", "urgent"] as const).entries())
      await api.post("/api/v1/tickets", {
        requester: { email: `person${index}@customer.test`, name: `Bartholomäus Wyszczelska ${index}` },
        subject: `A long subject about order 118${index} that does not fit into any column of the list`,
        text: "Hello,\n\nis there any news? See https://customer.test/a/very/long/address/that/does/not/break.",
        priority,
        tags: ["refund", "a longer tag than others"],
      });
    const { items } = await api.get<{ items: TicketView[] }>("/api/v1/tickets");
    busy = items[0]?.number ?? 0;
    const verbs: readonly (readonly [string, unknown])[] = [
      ["note", { text: "Ask the bank first." }],
      [
        "reply",
        { html: "<p>Dear <strong>customer</strong>, <code>1182</code></p><ul><li>One</li></ul>", hold: 0 },
      ],
      ["resolve", {}],
      ["reopen", {}],
      ["postpone", { until: new Date(Date.now() + day).toISOString() }],
      ["wake", {}],
    ];
    for (const [verb, body] of verbs) {
      const { status } = await api.post(`/api/v1/tickets/${busy}/${verb}`, body);
      if (status !== 200) throw new Error(`${verb} answered ${status}`);
    }
    await signIn(page, kvit);
  });
  afterAll(async () => {
    await browser?.close();
    await kvit?.end();
  });

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
  async function showQueue(): Promise<void> {
    await page.goto(`${kvit.url}/v/all`);
    await page.locator("[data-testid=row]").nth(2).waitFor();
    await page.keyboard.press("x");
    await page.locator("[data-testid=bulk]").waitFor();
  }
  async function showTicket(): Promise<void> {
    await page.goto(`${kvit.url}/t/${busy}`);
    await page.locator("[data-testid=strip-item]").nth(4).waitFor();
    await page.keyboard.press("r");
    await page.locator("[data-testid=composer-text]").waitFor();
  }
  const scenes: Readonly<Record<string, () => Promise<void>>> = {
    "the queue": showQueue,
    "the palette": async () => {
      await page.keyboard.press("Control+k");
      await page.locator("[data-testid=choice]").first().waitFor();
    },
    "a ticket with the composer": showTicket,
    "a ticket with a note": async () => {
      await page.keyboard.press("Control+.");
      await page.locator("[data-testid=composer][data-mode=note]").waitFor();
    },
  };

  it.each([
    ["light", 1440],
    ["dark", 1440],
    ["light", 360],
    ["dark", 360],
  ] as const)("L7: have no accessibility violation in the %s theme at %d pixels", async (theme, width) => {
    await choose("en", theme);
    await page.setViewportSize({ width, height: 900 });
    const found: string[] = [];
    for (const [scene, show] of Object.entries(scenes)) {
      await show();
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().withTags(standards).analyze();
      for (const { id, nodes } of violations)
        found.push(
          ...nodes.map(({ html, failureSummary }) => `${scene}: ${id} ${html} ${failureSummary ?? ""}`),
        );
    }
    expect(found).toEqual([]);
  });

  it.each(languages)("L1, L4: say everything in %s, whole, within 360 pixels", async (language) => {
    await choose(language, "light");
    await page.setViewportSize({ width: 360, height: 800 });
    const found: string[] = [];
    for (const [scene, show] of Object.entries(scenes)) {
      await show();
      const words = (await page.locator("body").innerText()).split(/[\s,;()]+/);
      found.push(...words.filter((word) => keys.has(word)).map((key) => `${scene}: ${key}`));
      found.push(...(await cutOrWide(page)).map((part) => `${scene}: ${part}`));
      expect(await page.locator("html").getAttribute("lang")).toBe(language);
    }
    expect(found).toEqual([]);
  });

  it("the list says every age in one form, with the exact instant in its title", async () => {
    await choose("en", "light");
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(`${kvit.url}/v/all`);
    const times = page.locator("[data-testid=row] time");
    await times.nth(3).waitFor();
    for (const age of await times.allInnerTexts()) expect(age).toMatch(/^(?:now|\d+\s[mhd])$/);
    for (const title of await times.evaluateAll((all) => all.map((time) => time.title)))
      expect(title).toMatch(/\d{1,2} \w+ 20\d\d, \d\d:\d\d:\d\d/);
  });

  it("the palette finds people and leads to their tickets, and lies within a phone's screen", async () => {
    await choose("en", "dark");
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(`${kvit.url}/v/all`);
    await page.locator("[data-testid=row]").first().waitFor();
    await page.keyboard.press("Control+k");
    const palette = page.locator("[data-testid=chooser]");
    await palette.waitFor();
    const bottom = await palette.evaluate((box) => box.getBoundingClientRect().bottom);
    expect(bottom).toBeLessThanOrEqual(740);
    await page.keyboard.type("wyszczelska 2");
    await palette.getByRole("option", { name: "person2@customer.test" }).click();
    await page.locator(".list h1", { hasText: "Wyszczelska 2" }).waitFor();
    expect(new URL(page.url()).pathname).toMatch(/^\/v\/person-\d+$/);
    expect(await page.locator("[data-testid=row]").count()).toBe(1);
    await page.reload();
    await page.locator("[data-testid=row]", { hasText: "Wyszczelska 2" }).waitFor();
  });

  it("at 1280 pixels no button breaks in two and no toast lies on the page", async () => {
    await choose("pl", "light");
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto(`${kvit.url}/t/${busy}`);
    await page.locator("[data-testid=strip-item]").first().waitFor();
    const heights = async (buttons: string): Promise<number[]> =>
      page.locator(buttons).evaluateAll((all) => all.map((button) => button.getBoundingClientRect().height));
    for (const height of await heights(".ticket-actions .button")) expect(height).toBeLessThanOrEqual(36);
    await page.keyboard.press("r");
    await page.locator("[data-testid=composer-text]").waitFor();
    await page.keyboard.type("Już wysłane.");
    await page.keyboard.press("Control+Enter");
    await page.locator("[data-testid=held]").waitFor();
    for (const height of await heights("[data-testid=held] .button")) expect(height).toBeLessThanOrEqual(36);
    const edgeOf = async (selector: string, side: "left" | "right"): Promise<number> =>
      page.locator(selector).evaluate((element, which) => element.getBoundingClientRect()[which], side);
    expect(await edgeOf("[data-testid=held]", "right")).toBeLessThanOrEqual(await edgeOf("#main", "left"));
    await page.setViewportSize({ width: 360, height: 800 });
    expect(await edgeOf("[data-testid=held]", "right")).toBeLessThanOrEqual(360);
    await page.keyboard.press("z");
  });
});

/** What stands out of the page, and what of our own words is cut. Customers' words may be cut: they are told in full elsewhere. */
async function cutOrWide(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`(() => {
    const found = [];
    const wide = document.documentElement.scrollWidth - innerWidth;
    if (wide > 0) found.push("the page is " + wide + " pixels too wide");
    const scrolls = (element) => element !== null && (/auto|scroll/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
    const customers = ".row, .ticket-subject, .person, .composer-to, .composer-tabs, .composer-closed, .message-head, .other-words, .choice-hint, .hidden, .tag, [data-testid=choice][data-choice^=ticket]";
    for (const element of document.querySelectorAll("button, a, h1, h2, h3, p, dt, dd, label, span, li")) {
      const box = element.getBoundingClientRect();
      const seen = box.width > 1 && box.height > 1 && element.checkVisibility({ visibilityProperty: true });
      if (!seen || element.closest(customers) !== null) continue;
      const says = element.textContent.trim().slice(0, 40);
      if (box.right > innerWidth + 1 && !scrolls(element)) found.push(says + " leaves the page");
      const cut = element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX === "hidden";
      if (cut && element.clientWidth > 0) found.push(says + " is cut");
    }
    return found;
  })()`);
}
