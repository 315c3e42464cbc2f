import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TicketView } from "@kvit/contract/tickets";
import { signedInApi, type Api } from "./api-client.ts";
import { hasBrowser, openBrowser, openPage, signIn } from "./browser.ts";
import { startKvit, type KvitProcess } from "./kvit-process.ts";

const slider = "[data-testid=time-slider]";
const past = "[data-testid=past-ticket]";
const sentence = "You are looking at the past. Back to now to act.";

describe.skipIf(!hasBrowser)("time travel", () => {
  let kvit: KvitProcess;
  let browser: Browser;
  let page: Page;
  let errors: string[];
  let api: Api;
  let lamp: TicketView;
  /** After the first ticket came and before anything else did. */
  let beginning: string;

  const said = async (): Promise<string | null> => page.locator(slider).getAttribute("aria-valuetext");
  const at = (): string | null => new URL(page.url()).searchParams.get("at");
  const read = async (number: number): Promise<TicketView> => api.get(`/api/v1/tickets/${number}`);

  beforeAll(async () => {
    kvit = await startKvit();
    browser = await openBrowser();
    ({ page, errors } = await openPage(browser, { permissions: ["clipboard-read", "clipboard-write"] }));
    api = await signedInApi(kvit);
    const requester = { email: "ana@customer.test", name: "Ana" };
    const question = { requester, subject: "Broken lamp", text: "It is dark." };
    ({ body: lamp } = await api.post<TicketView>("/api/v1/tickets", question));
    beginning = lamp.updatedAt;
    await api.post(`/api/v1/tickets/${lamp.number}/prioritise`, { priority: "high" });
    await api.post(`/api/v1/tickets/${lamp.number}/note`, { text: "Ask for the bulb" });
    await api.post(`/api/v1/tickets/${lamp.number}/resolve`, {});
    await api.post("/api/v1/tickets", { requester, subject: "Later matter", text: "Another one." });
    await signIn(page, kvit);
  });
  afterAll(async () => {
    await browser?.close();
    await kvit?.end();
  });

  it("steps from act to act of a ticket by the arrow keys, tells what happened, and Back goes back", async () => {
    await page.goto(`${kvit.url}/t/${lamp.number}`);
    await page.locator("[data-testid=event][data-type='ticket.prioritised'] .event-look").click();
    await page.locator(past).waitFor();
    expect(await said()).toContain("High");
    await page.locator(slider).focus();
    await page.keyboard.press("ArrowRight");
    await expect.poll(async () => page.locator(`${past} [data-testid=message]`).count()).toBe(2);
    const afterNote = at();
    await page.keyboard.press("ArrowLeft");
    await expect.poll(async () => page.locator(`${past} [data-testid=message]`).count()).toBe(1);
    await page.keyboard.press("ArrowLeft");
    await expect.poll(() => at()).toBe(beginning);
    await expect.poll(async () => page.locator(past).getAttribute("data-status")).toBe("new");
    await page.goBack();
    await page.goBack();
    await expect.poll(() => at()).toBe(afterNote);
    await page.reload();
    await page.locator(past).waitFor();
    expect(at()).toBe(afterNote);
  });

  it("copies a link to the moment that shows the same in another tab", async () => {
    await page.goto(`${kvit.url}/t/${lamp.number}?at=${encodeURIComponent(beginning)}`);
    await page.locator(past).waitFor();
    await page.getByRole("button", { name: "Copy link to this moment" }).first().click();
    const link = await page.evaluate<string>("navigator.clipboard.readText()");
    const other = await page.context().newPage();
    await other.goto(link);
    await other.locator(past).waitFor();
    const text = async (of: Page) => of.locator(`${past} .ticket-header`).innerText();
    expect(await text(other)).toBe(await text(page));
    expect(await other.locator("[data-testid=event]").count()).toBe(
      await page.locator("[data-testid=event]").count(),
    );
    await other.close();
  });

  it("refuses every act in words, and changes nothing", async () => {
    const before = await read(lamp.number);
    for (const key of ["e", "a", "n", "z", "c", "#"]) {
      await page.locator(past).click({ position: { x: 5, y: 5 } });
      await page.keyboard.press(key);
      await page.getByText(sentence).first().waitFor();
      await page.locator("[data-testid=toast] .icon-button").last().click();
      await expect.poll(async () => page.getByText(sentence).count()).toBe(0);
    }
    expect(await read(lamp.number)).toEqual(before);
  });

  it("shows the queue and its counts of then, undisturbed by what comes now", async () => {
    await page.goto(`${kvit.url}/v/all?at=${encodeURIComponent(beginning)}`);
    const rows = page.locator("[data-testid=past-list] [data-testid=row]");
    await expect.poll(async () => rows.count()).toBe(1);
    await expect.poll(async () => rows.innerText()).toContain("Broken lamp");
    expect(await rows.getAttribute("data-status")).toBe("new");
    await expect.poll(async () => page.locator("[data-view=all] .rail-count").innerText()).toBe("1");
    const requester = { email: "eva@customer.test", name: "Eva" };
    await api.post("/api/v1/tickets", { requester, subject: "Just now", text: "Hello." });
    await page.locator("[data-view=unassigned]").click();
    await page.waitForURL(/\/v\/unassigned\?at=/);
    await expect.poll(async () => rows.count()).toBe(1);
    await rows.click();
    await page.locator(past).waitFor();
    expect(at()).toBe(beginning);
    await page.getByRole("button", { name: "Back to now" }).click();
    await page.locator("[data-testid=ticket][data-status=resolved]").waitFor();
    expect(at()).toBeNull();
  });

  it("says that nothing was waiting, and that a ticket did not exist yet", async () => {
    const yesterday = new Date(Date.now() - 86_400_000).toISOString();
    await page.goto(`${kvit.url}/v/all?at=${yesterday}`);
    await page.getByText("Nothing was waiting then.").waitFor();
    await page.locator(slider).focus();
    await page.keyboard.press("PageDown");
    await expect.poll(() => Date.parse(at() ?? "")).toBeLessThan(Date.parse(yesterday) - 23 * 3_600_000);
    await page.goto(`${kvit.url}/t/${lamp.number}?at=${yesterday}`);
    await page.getByText("did not exist yet").waitFor();
    expect(errors).toEqual([]);
  });
});
