import { AxeBuilder } from "@axe-core/playwright";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasBrowser, openBrowser, openPage } from "./browser.ts";
import { startKvit, type KvitProcess } from "./kvit-process.ts";

describe.skipIf(!hasBrowser)("the pages before the app", () => {
  let kvit: KvitProcess;
  let browser: Browser;
  let link: string;

  beforeAll(async () => {
    kvit = await startKvit({ setUp: false });
    browser = await openBrowser();
    link = /https?:\/\/\S+\/setup#[\w-]+/.exec(kvit.output())?.[0] ?? "";
  });
  afterAll(async () => {
    await browser?.close();
    await kvit?.end();
  });

  it("ask three questions, and say beside each field what it lacks", async () => {
    const { page, context, errors } = await openPage(browser);
    await page.goto(link);
    await page.locator("[data-testid=set-up]").waitFor();
    expect(await page.locator("legend").count()).toBe(3);
    await page.locator("input[name=email]").fill("olga");
    await page.locator("[data-testid=set-up] [type=submit]").click();
    await page.locator("input[name=name][aria-invalid]").waitFor();
    const said = async (name: string): Promise<string> => {
      const ids = (await page.locator(`input[name=${name}]`).getAttribute("aria-describedby")) ?? "";
      return page.locator(`[id="${ids.split(" ").at(-1) ?? ""}"]`).innerText();
    };
    expect(await said("name")).toBe("Fill this in.");
    expect(await said("email")).toContain("not an e-mail address");
    expect(await said("password")).toBe("Fill this in.");
    expect(await page.evaluate("document.activeElement.name")).toBe("name");
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await page.keyboard.type("Olga Zorman");
    expect(await page.locator("input[name=name][aria-invalid]").count()).toBe(0);
    await page.locator("input[name=email]").fill("olga@primer.test");
    await page.locator("input[name=password]").fill("eleven green hats");
    await page.locator("input[name=deskName]").fill("Primer Help");
    await page.keyboard.press("Enter");
    await page.locator("[data-testid=list]").waitFor();
    expect(errors).toEqual([]);
    await context.close();
  });

  it("say at once that a set-up link was used, and where to go", async () => {
    const { page, context } = await openPage(browser);
    await page.goto(link);
    await page.locator("[data-testid=set-up-over]").waitFor();
    expect(await page.locator("form").count()).toBe(0);
    await page.getByRole("link", { name: "Sign in" }).click();
    await page.locator("[data-testid=sign-in]").waitFor();
    await context.close();
  });

  it("say at once that a reset link does not work, and offer another", async () => {
    const { page, context } = await openPage(browser);
    for (const token of ["bogus", "A".repeat(43)]) {
      await page.goto(`${kvit.url}/reset/${token}`);
      await page.locator("[data-testid=reset-over]").waitFor();
      expect(await page.locator("form").count()).toBe(0);
    }
    await page.getByRole("link", { name: "Ask for another link" }).click();
    await page.locator("[data-testid=ask-reset]").waitFor();
    await context.close();
  });
});
