import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SandboxMail } from "@kvit/contract/mail";
import { eventually, signedInApi, type Api } from "./api-client.ts";
import { hasBrowser, openBrowser, openPage, signIn } from "./browser.ts";
import { startKvit, type KvitProcess } from "./kvit-process.ts";
import { sendMail } from "./send-mail.ts";

const text = "[data-testid=composer-text]";
/** How far below each other the lines with one letter stand. */
const gapsOf = async (page: Page, inside: string): Promise<number[]> =>
  page.locator(`${inside} p`).evaluateAll((all) => {
    const tops = all
      .filter((each) => /^[A-Z]$/.test(each.textContent?.trim() ?? ""))
      .map((each) => each.getBoundingClientRect().top);
    return tops.slice(1).map((top, index) => Math.round(top - (tops[index] ?? 0)));
  });

describe.skipIf(!hasBrowser)("the paragraphs of a reply", () => {
  let kvit: KvitProcess;
  let browser: Browser;
  let page: Page;
  let api: Api;
  beforeAll(async () => {
    kvit = await startKvit();
    browser = await openBrowser();
    ({ page } = await openPage(browser));
    api = await signedInApi(kvit);
    await sendMail(kvit, { from: "Ana <ana@customer.test>", subject: "Gaps", text: "Please." });
    await signIn(page, kvit);
    await page.locator("[data-testid=row]").first().waitFor();
    await page.keyboard.press("Enter");
    await page.locator("[data-testid=timeline] [data-testid=message]").first().waitFor();
    await page.keyboard.press("r");
    await page.locator(text).waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await kvit?.end();
  });

  it("begin lower with each Enter, and stay where they began when the first letter comes", async () => {
    const lastTop = async () =>
      page
        .locator(`${text} p`)
        .last()
        .evaluate(
          (last) => last.getBoundingClientRect().top - (last.parentElement?.getBoundingClientRect().top ?? 0),
        );
    await page.keyboard.type("A");
    let before = await lastTop();
    for (let line = 0; line < 3; line += 1) {
      await page.keyboard.press("Enter");
      const now = await lastTop();
      expect(now - before).toBeGreaterThanOrEqual(20);
      before = now;
    }
    await page.keyboard.type("B");
    expect(await lastTop()).toBe(before);
    await page.keyboard.press("Enter");
    await page.keyboard.type("C");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
  });

  it("stand in thread and mail as they stood in the composer", async () => {
    const written = await gapsOf(page, text);
    expect(written).toEqual([120, 40]);
    await page.keyboard.press("Control+Enter");
    await page.keyboard.press("Shift+Z");
    await page.locator(".authored p").first().waitFor();
    expect(await gapsOf(page, ".authored")).toEqual(written);
    const mail = await eventually("the mail in the sandbox", async () => {
      const { items } = await api.get<{ items: SandboxMail[] }>("/api/app/sandbox");
      const found = items.find(({ kind }) => kind === "reply");
      return found === undefined ? null : api.get<SandboxMail>(`/api/app/sandbox/${found.id}`);
    });
    const { page: inbox } = await openPage(browser);
    await inbox.setContent(mail.html ?? "");
    expect(await gapsOf(inbox, ".words")).toEqual(written);
    // the sign-off follows at once: what was empty at the end is not there
    expect(mail.html).not.toContain("<p></p>");
    await inbox.context().close();
  });
});
