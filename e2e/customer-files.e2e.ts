import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasBrowser, openBrowser, openPage } from "./browser.ts";
import { startCustomerPages, type CustomerPages } from "./customer-pages.ts";

const file = (name: string, size: number) => ({
  name,
  mimeType: "text/plain",
  buffer: Buffer.alloc(size, "a"),
});

describe.skipIf(!hasBrowser)("the files of a customer's answer", () => {
  let pages: CustomerPages;
  let browser: Browser;
  beforeAll(async () => {
    [pages, browser] = await Promise.all([startCustomerPages(), openBrowser()]);
  });
  afterAll(async () => {
    await browser.close();
    await pages.stop();
  });

  /** The conversation on a device that has shown it holds the mailbox. */
  async function conversation(options: BrowserContextOptions = {}): Promise<Page> {
    const { page } = await openPage(browser, options);
    await page.goto((await pages.fresh()).conversation);
    await page.locator("form[action*='do=code'] button, main form button").first().click();
    await page
      .locator(".code input")
      .fill(/\d{6}/.exec(pages.desk.codes.at(-1)?.paragraphs[0] ?? "")?.[0] ?? "");
    await page.keyboard.press("Enter");
    await page.locator("#reply-files").waitFor({ state: "attached" });
    return page;
  }
  const lines = async (page: Page) => page.locator(".choosing li").allInnerTexts();
  const plain = (text: string) => text.replaceAll(/\s+/g, " ").trim();

  it("are added by a button in the page's words and stand with their sizes, in the page's language", async () => {
    const page = await conversation();
    await page.locator(".languages summary").click();
    await page.getByRole("link", { name: "Slovenščina" }).click();
    await page.getByText("Dodaj datoteke").waitFor();
    expect(
      await page
        .locator("#reply-files")
        .evaluate((field) => field.checkVisibility({ opacityProperty: true })),
    ).toBe(false);
    const [chooser] = await Promise.all([
      page.waitForEvent("filechooser"),
      page.getByLabel("Dodaj datoteke").click(),
    ]);
    await chooser.setFiles([file("račun.pdf", 1_234_000), file("note.txt", 2100)]);
    expect((await lines(page)).map(plain)).toEqual(["račun.pdf 1,2 MB ×", "note.txt 2,1 kB ×"]);
    await page.context().close();
  });

  it("grow with each choice, can be taken out again, and what is listed is what is sent", async () => {
    const page = await conversation({ viewport: { width: 360, height: 740 } });
    const field = page.locator("#reply-files");
    await field.setInputFiles([file("one.txt", 100), file("two.txt", 100)]);
    await field.setInputFiles([file("three.txt", 100)]);
    await page.getByRole("button", { name: "Remove two.txt" }).click();
    expect((await lines(page)).map(plain)).toEqual(["one.txt 0.1 kB ×", "three.txt 0.1 kB ×"]);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(360);
    await page.getByLabel("Write to us").fill("Here they are.");
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await page.getByText("Thank you, your message is with us.").waitFor();
    const sent = await page.locator(".files a").allInnerTexts();
    expect(sent.map(plain).join(" ")).toMatch(/^one\.txt.* three\.txt\S*$/);
    await page.context().close();
  });

  it("are chosen in the browser's own field without JavaScript", async () => {
    const page = await conversation({ javaScriptEnabled: false });
    const field = page.locator("#reply-files");
    expect((await field.boundingBox())?.width).toBeGreaterThan(200);
    await field.setInputFiles([file("plain.txt", 100)]);
    await page.getByLabel("Write to us").fill("By hand.");
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await page.locator(".files a", { hasText: "plain.txt" }).waitFor();
    await page.context().close();
  });
});
