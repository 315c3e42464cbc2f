import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { languages } from "@kvit/i18n";
import { hasBrowser, openBrowser, openPage } from "./browser.ts";
import { startCustomerPages, type CustomerPages, type Request } from "./customer-pages.ts";

let pages: CustomerPages;
let browser: Browser;
/** The cookies of a device that has shown it holds Ana's mailbox. */
let device: Awaited<ReturnType<BrowserContext["storageState"]>>;

const lastCode = (): string => /\d{6}/.exec(pages.desk.codes.at(-1)?.paragraphs[0] ?? "")?.[0] ?? "";

async function open(url: string, options: BrowserContextOptions = {}): Promise<Page> {
  const { page } = await openPage(browser, { storageState: device, ...options });
  await page.goto(url);
  return page;
}

/** Every page there is, in the states in which it looks different. */
async function everyPage(): Promise<Readonly<Record<string, string>>> {
  const { desk } = pages;
  const [fresh, resolved, closed, answered] = [
    await pages.fresh(),
    await pages.resolved(),
    await pages.resolved(),
    await pages.fresh(),
  ];
  await desk.run(closed.id, "confirm", {});
  await desk.write(answered.id, {
    text: "Hi",
    html: "x",
    visibleHtml: "<p>See <a href='https://a.example'>here</a>.</p>",
  });
  return {
    "decision, new": fresh.decision,
    "decision, resolved": resolved.decision,
    "decision, yes chosen": `${resolved.decision}?a=yes`,
    "decision, closed": closed.decision,
    "decision, answered": answered.decision,
    "conversation, new": fresh.conversation,
    "conversation, resolved": resolved.conversation,
    "conversation, closed": closed.conversation,
    "conversation, answered": `${answered.conversation}?done=written`,
    "not found": `${pages.url}/s/nothing`,
  };
}

describe.skipIf(!hasBrowser)("the conversation in a browser", () => {
  beforeAll(async () => {
    [pages, browser] = await Promise.all([startCustomerPages(), openBrowser()]);
    const request = await pages.resolved();
    const { page, context } = await openPage(browser);
    await page.goto(request.conversation);
    await page.getByRole("button", { name: "Send me a code" }).click();
    await page.getByLabel("Six-digit code").waitFor();
    await page.keyboard.type(lastCode());
    await page.keyboard.press("Enter");
    await page.getByText("Still no money for order 1182.").waitFor();
    device = await context.storageState();
    await context.close();
  });
  afterAll(async () => {
    await browser.close();
    await pages.stop();
  });

  const answerOf = async ({ id }: Request) => (await pages.desk.ticket(id)).status;

  it("C10: the device that has shown it holds the mailbox reads and writes, with files", async () => {
    const request = await pages.resolved();
    const page = await open(request.conversation);
    await page.getByLabel("Write to us").fill("Here is the receipt.");
    await page.getByLabel("Add files").setInputFiles({
      name: "receipt.txt",
      mimeType: "text/plain",
      buffer: Buffer.from("49,90 €"),
    });
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByText("Thank you, your message is with us.").waitFor();
    expect(await answerOf(request)).toBe("open");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByText("receipt.txt").click(),
    ]);
    expect(download.suggestedFilename()).toBe("receipt.txt");
    await page.context().close();
  });

  it("works without script from the code to the reply", async () => {
    const request = await pages.resolved();
    const { page, context } = await openPage(browser, { javaScriptEnabled: false });
    await page.goto(request.conversation);
    pages.desk.clock.advance(16 * 60_000_000);
    await page.getByRole("button", { name: "Send me a code" }).click();
    await page.getByLabel("Six-digit code").fill(lastCode());
    await page.getByRole("button", { name: "Open my request" }).click();
    await page.getByLabel("Write to us").fill("No script here.");
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByText("Thank you, your message is with us.").waitFor();
    await page.getByText("No script here.").waitFor();
    expect(await page.getByRole("button", { name: "Print" }).count()).toBe(0);
    await context.close();
  });

  it("T109: runs nothing and asks for nothing that its policy does not allow", async () => {
    const { page, context } = await openPage(browser, { storageState: device });
    const said: string[] = [];
    const foreign: string[] = [];
    page.on("console", (message) => said.push(message.text()));
    page.on("request", (sent) => {
      if (!sent.url().startsWith(pages.url) && !sent.url().startsWith("data:")) foreign.push(sent.url());
    });
    for (const url of Object.values(await everyPage())) await page.goto(url);
    expect(said.filter((text) => !text.includes("404"))).toEqual([]);
    expect(foreign).toEqual([]);
    await context.close();
  });

  it.each([
    ["light", 1440],
    ["dark", 320],
  ] as const)("C15: has no A or AA violation, %s, %i px wide", async (colorScheme, width) => {
    const viewport = { width, height: 800 };
    const known = await openPage(browser, { storageState: device, colorScheme, viewport });
    const stranger = await openPage(browser, { colorScheme, viewport });
    const gate = (await pages.fresh()).conversation;
    const all = [
      ...Object.entries(await everyPage()).map(([name, url]) => ({ name, url, page: known.page })),
      { name: "gate", url: gate, page: stranger.page },
      { name: "code", url: `${gate}?step=code`, page: stranger.page },
    ];
    for (const { name, url, page } of all) {
      await page.goto(url);
      await page.evaluate(`for (const each of document.querySelectorAll("details")) each.open = true`);
      const found = await new AxeBuilder({ page })
        .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
        .analyze();
      expect(found.passes.length).toBeGreaterThan(5);
      expect(found.violations.map((each) => `${name}: ${each.id} ${each.nodes[0]?.html}`)).toEqual([]);
    }
    await known.context.close();
    await stranger.context.close();
  });

  it("C15 L4: reflows at 320 px and with text twice the size, in all six languages", async () => {
    const wanted = /resolved|closed|decision, answered/;
    const all = Object.entries(await everyPage()).filter(([name]) => wanted.test(name));
    const { page, context } = await openPage(browser, {
      storageState: device,
      viewport: { width: 320, height: 700 },
    });
    for (const language of languages) {
      for (const [name, url] of all) {
        await page.goto(`${url}?lang=${language}`);
        for (const size of ["100%", "200%"]) {
          const over = await page.evaluate<number>(`{
            const sheet = new CSSStyleSheet();
            sheet.replaceSync(":root { font-size: ${size}; }");
            document.adoptedStyleSheets = [sheet];
            Math.max(0, document.documentElement.scrollWidth - innerWidth);
          }`);
          expect(`${language} ${name} ${size}: ${over} px too wide`).toBe(
            `${language} ${name} ${size}: 0 px too wide`,
          );
        }
      }
    }
    await context.close();
  });

  it("C15 L8: gives a finger room: controls are at least 44 px high", async () => {
    const page = await open("about:blank", { viewport: { width: 360, height: 800 } });
    for (const url of Object.values(await everyPage())) {
      await page.goto(url);
      const low = await page.evaluate<string[]>(`
        [...document.querySelectorAll("button, textarea, input:not([type=hidden]), .languages summary")]
          .filter((element) => element.checkVisibility() && element.getBoundingClientRect().height < 44)
          .map((element) => element.outerHTML)
      `);
      expect(low).toEqual([]);
    }
    await page.context().close();
  });

  it("is read in the order in which it is seen, and every stop shows its focus", async () => {
    const request = await pages.resolved();
    const page = await open(request.conversation, { viewport: { width: 360, height: 800 } });
    const stops: { text: string; outline: string }[] = [];
    for (let presses = 0; presses < 9; presses += 1) {
      await page.keyboard.press("Tab");
      stops.push(
        await page.evaluate(`(() => {
          const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
          const text = document.activeElement.textContent || document.activeElement.id;
          return { text: text.trim().replaceAll(/\\s+/g, " "), outline: outlineStyle + " " + outlineWidth };
        })()`),
      );
    }
    expect(stops.map((stop) => stop.text)).toEqual([
      "English",
      "Yes, it's solved",
      "No, reopen",
      "reply-text",
      "reply-files",
      "Send",
      expect.stringMatching(/^All steps with dates/),
      "Print",
      "Forget this device",
    ]);
    expect(new Set(stops.map((stop) => stop.outline))).toEqual(new Set(["solid 2px"]));
    await page.context().close();
  });

  it("C16: the chosen language stays from page to page", async () => {
    const request = await pages.resolved();
    const page = await open(request.decision, { storageState: { cookies: [], origins: [] } });
    await page.locator(".languages summary").click();
    await page.getByRole("link", { name: "Slovenščina" }).click();
    await page.getByRole("heading", { name: "Mislimo, da je rešeno. Ali drži?" }).waitFor();
    await page.getByRole("link", { name: "Pokaži ves pogovor" }).click();
    await page.getByRole("button", { name: "Pošljite mi kodo" }).waitFor();
    expect(await page.locator("html").getAttribute("lang")).toBe("sl");
    await page.context().close();
  });
});
