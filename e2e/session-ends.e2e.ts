import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AgentView } from "@kvit/contract/people";
import { eventually, signedInApi, type Api } from "./api-client.ts";
import { hasBrowser, openBrowser, openPage, signIn } from "./browser.ts";
import { inviteAgent } from "./invite-agent.ts";
import { startKvit, type KvitProcess } from "./kvit-process.ts";

const jan = { email: "jan.nowak@primer.test", password: "eleven green hats" };
const secret = "The account is SI56 1910 0000 0123 438";
const text = "[data-testid=composer-text]";

describe.skipIf(!hasBrowser)("a session that ends elsewhere", () => {
  let kvit: KvitProcess;
  let browser: Browser;
  let api: Api;

  beforeAll(async () => {
    kvit = await startKvit();
    browser = await openBrowser();
    api = await signedInApi(kvit);
    await api.post("/api/v1/tickets", {
      requester: { email: "ana@customer.test", name: "Ana" },
      subject: "Refund",
      text: secret,
    });
    await inviteAgent(kvit, api, jan);
  });
  afterAll(async () => {
    await browser?.close();
    await kvit?.end();
  });

  it("T74: takes the desk of an agent who is shut out off the screen at once, and says why", async () => {
    const { page, context } = await openPage(browser);
    await signIn(page, kvit, jan);
    await page.goto(`${kvit.url}/t/1`);
    await page.locator("[data-testid=message]", { hasText: secret }).waitFor();
    await page.keyboard.press("r");
    await page.locator(text).waitFor();
    const saved = page.waitForResponse((answer) => answer.url().includes("/api/app/drafts/"));
    await page.keyboard.type("We send it to SI56.");
    await saved;
    const { items } = await api.get<{ items: AgentView[] }>("/api/v1/agents");
    const id = items.find(({ email }) => email === jan.email)?.id ?? 0;
    await api.post(`/api/v1/agents/${id}/deactivate`, {});
    await page.locator("[data-testid=ended]").waitFor();
    expect(new URL(page.url()).pathname).toBe("/sign-in");
    expect(await page.locator("body").innerText()).not.toContain("SI56");
    const kept = JSON.stringify(await page.evaluate("({ ...localStorage, ...sessionStorage })"));
    expect(kept).not.toContain("SI56");
    await page.goBack();
    await page.locator("[data-testid=sign-in]").waitFor();
    expect(await page.locator("body").innerText()).not.toContain("SI56");
    await context.close();
  });

  it("keeps the desk on the screen while the network alone is down", async () => {
    const { page, context } = await openPage(browser);
    await signIn(page, kvit);
    await page.locator("[data-testid=row]").first().waitFor();
    await context.setOffline(true);
    await page.locator("[data-testid=offline]").waitFor();
    await page.keyboard.press("e");
    await page.locator("[data-testid=asking]").waitFor();
    expect(await page.locator("[data-testid=list]").count()).toBe(1);
    await context.setOffline(false);
    await page.locator("[data-testid=offline]").waitFor({ state: "detached" });
    await eventually("the change made offline", async () => {
      const { status } = await api.get<{ status: string }>("/api/v1/tickets/1");
      return status === "resolved" ? true : null;
    });
    await context.close();
  });

  it("loads a conversation that could not be loaded as soon as the network is back", async () => {
    const { page, context } = await openPage(browser);
    await context.route("**/api/app/tickets/1", (route) => route.abort());
    await signIn(page, kvit);
    await page.goto(`${kvit.url}/t/1`);
    await page.locator("[data-testid=ticket] [role=alert]").waitFor();
    await context.setOffline(true);
    await page.locator("[data-testid=offline]").waitFor();
    await context.unroute("**/api/app/tickets/1");
    await context.setOffline(false);
    await page.locator("[data-testid=message]", { hasText: secret }).waitFor();
    expect(await page.locator("[data-testid=ticket] [role=alert]").count()).toBe(0);
    await context.close();
  });

  it("sends a person whose session was ended on another device to sign in at the first refused answer", async () => {
    const { page, context } = await openPage(browser);
    await signIn(page, kvit);
    await page.locator("[data-testid=list]").waitFor();
    await context.clearCookies();
    await page.keyboard.press("g");
    await page.keyboard.press("s");
    await page.locator("[data-testid=ended]").waitFor();
    await page.reload();
    await page.locator("[data-testid=sign-in]").waitFor();
    expect(await page.locator("[data-testid=ended]").count(), "said once").toBe(0);
    await context.close();
  });
});
