import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TicketView } from "@kvit/contract/tickets";
import { eventually, signedInApi, type Api } from "./api-client.ts";
import { hasBrowser, openBrowser, openPage, signIn } from "./browser.ts";
import { startKvit, type KvitProcess } from "./kvit-process.ts";
import { sendMail } from "./send-mail.ts";

const olga = { email: "olga@primer.test", password: "eleven green hats" };

describe.skipIf(!hasBrowser)("the first steps of a new desk", () => {
  let kvit: KvitProcess;
  let browser: Browser;
  let page: Page;
  let errors: string[];
  let api: Api;

  beforeAll(async () => {
    kvit = await startKvit({ setUp: false });
    browser = await openBrowser();
    ({ page, errors } = await openPage(browser));
    const link = /https?:\/\/\S+\/setup#[\w-]+/.exec(kvit.output())?.[0] ?? "";
    await page.goto(link);
    await page.locator("input[name=name]").fill("Olga Zorman");
    await page.locator("input[name=email]").fill(olga.email);
    await page.locator("input[name=password]").fill(olga.password);
    await page.locator("input[name=deskName]").fill("Primer Help");
    await page.keyboard.press("Enter");
    await page.locator("[data-testid=first-steps]").waitFor();
    api = await signedInApi(kvit, olga);
  });
  afterAll(async () => {
    await browser?.close();
    await kvit?.end();
  });

  const card = () => page.locator("[data-testid=first-steps]");
  const step = (id: string, done: boolean) => page.locator(`[data-step=${id}][data-done=${done}]`).waitFor();
  const part = (name: string, done: boolean) =>
    page.locator(`[data-part="firstSteps.${name}"][data-done=${done}]`).waitFor();

  it("stand above the queue with nothing done", async () => {
    expect(await card().getAttribute("data-done")).toBe("0");
    expect(await card().getAttribute("data-all")).toBe("3");
    for (const name of ["key.reply", "key.resolve", "key.undo", "key.palette"]) await part(name, false);
  });

  it("tick themselves while one does them, with the keys they name", async () => {
    await card().locator("[data-step=answer] a").click();
    await page.locator("[data-testid=strip]").waitFor();
    await page.keyboard.press("r");
    await page.locator("[data-testid=composer]").waitFor();
    await page.keyboard.type("Thank you, it is on its way.");
    await page.keyboard.press("Control+Enter");
    await eventually("the sample answered", async () => {
      const { items } = await api.get<{ items: TicketView[] }>("/api/v1/tickets?limit=100&status=answered");
      return items.some((ticket) => ticket.sample) ? true : null;
    });
    await page.keyboard.press("Control+k");
    await page.locator("[data-testid=chooser]").waitFor();
    const paletteOpened = await eventually("the palette noted", async () => {
      const { preferences } = await api.get<{ preferences: { paletteOpened: boolean } }>("/api/app/me");
      return preferences.paletteOpened ? true : null;
    });
    expect(paletteOpened).toBe(true);
    await page.goto(`${kvit.url}/v/all`);
    await step("answer", true);
    await step("mailbox", false);
  });

  it("tick the mailbox's parts without a reload, and offer to remove the samples at the first real mail", async () => {
    await part("mailbox.in", false);
    await sendMail(kvit, { from: "ana@customer.test", subject: "A real question", text: "Is it you?" });
    await part("mailbox.in", true);
    await part("mailbox.address", false);
    await page.locator("[data-testid=first-steps-offer] button").first().click();
    await page.locator("[data-testid=confirm] button[type=submit]").click();
    await page.locator("[data-testid=first-steps-offer]").waitFor({ state: "detached" });
    const { items } = await api.get<{ items: TicketView[] }>("/api/v1/tickets?limit=100");
    expect(items.map(({ subject }) => subject)).toEqual(["A real question"]);
    expect(await card().getAttribute("data-all")).toBe("2");
  });

  it("begin folded on a desk with real mail, and tick the team once somebody is invited", async () => {
    await api.post("/api/v1/invitations", { emails: ["jan@primer.test"], role: "agent" });
    await page.goto(`${kvit.url}/v/all`);
    await card().waitFor();
    expect((await card().boundingBox())?.height ?? 0).toBeLessThan(70);
    await card().locator("button[aria-expanded]").click();
    await step("team", true);
    expect(await card().getAttribute("data-done")).toBe("1");
  });

  it("stay away on every device once put away, and come back from the palette", async () => {
    const hidden = page.waitForResponse(
      (answer) => answer.url().endsWith("/api/app/me") && answer.request().method() === "PATCH",
    );
    await page.locator("[data-testid=first-steps-hide]").click();
    await hidden;
    await card().waitFor({ state: "detached" });
    const { page: elsewhere } = await openPage(browser);
    await signIn(elsewhere, kvit, olga);
    expect(await elsewhere.locator("[data-testid=first-steps]").count()).toBe(0);

    await page.keyboard.press("Control+k");
    await page.keyboard.type("first steps");
    await page.locator("[data-testid=choice]", { hasText: "Show the first steps" }).waitFor();
    await page.keyboard.press("Enter");
    await card().waitFor();
    expect(errors).toEqual([]);
  });

  it("fit a phone, folded to one line until they are wanted", async () => {
    const { page: phone } = await openPage(browser, { viewport: { width: 360, height: 740 } });
    await signIn(phone, kvit, olga);
    const small = phone.locator("[data-testid=first-steps]");
    await small.waitFor();
    expect((await small.boundingBox())?.height ?? 0).toBeLessThan(70);
    await small.locator("button[aria-expanded]").click();
    await phone.locator("[data-step=mailbox]").waitFor();
    const wide = await phone.evaluate("document.documentElement.scrollWidth");
    expect(wide).toBe(360);
    for (const colorScheme of ["light", "dark"] as const) {
      await phone.emulateMedia({ colorScheme });
      const { violations } = await new AxeBuilder({ page: phone })
        .include("[data-testid=first-steps]")
        .analyze();
      expect(violations.map(({ id }) => id)).toEqual([]);
    }
  });
});
