import type { Browser, Page } from "playwright-core";
import { createTransport } from "nodemailer";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFakeRelay, type FakeRelay } from "../apps/server/test/fake-relay.ts";
import { hasBrowser, openBrowser, openPage, signIn } from "./browser.ts";
import { startKvit, type KvitProcess } from "./kvit-process.ts";

describe.skipIf(!hasBrowser)("D2: a mailbox proven there and back", () => {
  let kvit: KvitProcess;
  let browser: Browser;
  let page: Page;
  let relay: FakeRelay;

  beforeAll(async () => {
    relay = await createFakeRelay();
    kvit = await startKvit();
    browser = await openBrowser();
    ({ page } = await openPage(browser));
    await signIn(page, kvit);
    await page.goto(`${kvit.url}/settings/mailboxes/new`);
  });
  afterAll(async () => {
    await browser?.close();
    await kvit?.end();
    await relay?.close();
  });

  const state = (name: string) => page.locator(`[data-testid=round-trip][data-state=${name}]`).waitFor();
  const send = async () => page.locator("[data-testid=round-trip-send]").click();

  /** What the provider does with mail to the address: it forwards it to the door of Kvit. */
  async function forward({ from, to, raw }: { from: string; to: readonly string[]; raw: string }) {
    const transport = createTransport({ host: "127.0.0.1", port: kvit.smtpPort, ignoreTLS: true });
    await transport.sendMail({ envelope: { from, to: [...to] }, raw: Buffer.from(raw, "latin1") });
    transport.close();
  }

  it("asks for the way out first", async () => {
    await page.locator("input[name=address]").fill("help@primer.test");
    await page.getByText("By a server of its own").click();
    await page.locator("input[name=relay-host]").fill("127.0.0.1");
    await page.locator("input[name=relay-port]").fill(new URL(relay.url).port);
    await page.locator("[data-testid=relay] input[type=checkbox]").uncheck();
    await page.locator("input[name=relay-user]").fill("");
    expect(await page.locator("[data-testid=round-trip-send]").count()).toBe(0);
    await page.locator("[data-testid=mailbox] button[type=submit]").click();
    await page.locator("[data-testid=mailbox-test][data-ok=true]").waitFor();
    await page.locator("[data-testid=round-trip-send]").waitFor();
    expect(await page.locator("[data-testid=round-trip]").count()).toBe(0);
  });

  it("says that the server refused, in words and in its own", async () => {
    relay.onRecipient = () => ({ code: 550, words: "5.7.1 Sender not allowed" });
    await send();
    await state("refused");
    const said = await page.locator("[data-testid=round-trip]").innerText();
    expect(said).toContain("step 3");
    await page.locator("[data-testid=round-trip] summary").click();
    expect(await page.locator("[data-testid=round-trip]").innerText()).toContain("5.7.1 Sender not allowed");
  });

  it("waits while the mail is outside", async () => {
    relay.onRecipient = () => null;
    await send();
    await state("waiting");
    expect(relay.arrived).toHaveLength(1);
  });

  it("ticks when it is back, without a reload, and makes no ticket of it", async () => {
    const [outside] = relay.arrived;
    if (outside === undefined) throw new Error("Nothing has left.");
    await forward(outside);
    await state("back");
    expect(await page.locator("[data-testid=round-trip]").innerText()).toMatch(/came back after \d+ second/);
    await page.goto(`${kvit.url}/v/all`);
    await page.locator("[data-testid=empty]").waitFor();
    await page.locator('[data-part="firstSteps.mailbox.back"][data-done=true]').waitFor();
    await page.locator('[data-part="firstSteps.mailbox.address"][data-done=true]').waitFor();
    await page.locator('[data-part="firstSteps.mailbox.out"][data-done=true]').waitFor();
  });
});
