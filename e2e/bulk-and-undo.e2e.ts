import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ActView } from "@kvit/contract/acts";
import type { TicketView } from "@kvit/contract/tickets";
import { eventually, signedInApi, type Api } from "./api-client.ts";
import { hasBrowser, openBrowser, openPage, signIn } from "./browser.ts";
import { startKvit, type KvitProcess } from "./kvit-process.ts";

const count = 150;

describe.skipIf(!hasBrowser)("a bulk act and the way back from anything", () => {
  let kvit: KvitProcess;
  let browser: Browser;
  let page: Page;
  let errors: string[];
  let api: Api;

  beforeAll(async () => {
    kvit = await startKvit();
    browser = await openBrowser();
    ({ page, errors } = await openPage(browser));
    api = await signedInApi(kvit);
    for (let index = 0; index < count; index += 1)
      await api.post("/api/v1/tickets", {
        subject: `Invoice ${index}`,
        text: "Please.",
        requester: { email: `c${index}@customer.test`, name: `Customer ${index}` },
      });
    await signIn(page, kvit);
    await page.goto(`${kvit.url}/v/all`);
    await page.locator("[data-testid=row]").first().waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await kvit?.end();
  });

  const inStatus = async (status: string): Promise<number> => {
    const { statuses } = await api.get<{ statuses: Record<string, number> }>("/api/v1/tickets/counts");
    return statuses[status] ?? 0;
  };
  const until = async (status: string, wanted: number): Promise<boolean> =>
    eventually(`${wanted} tickets are ${status}`, async () =>
      (await inStatus(status)) === wanted ? true : null,
    );
  const run = (state: string) => page.locator(`[data-testid=run][data-state=${state}]`);
  const toast = (text: RegExp) => page.locator("[data-testid=toast]", { hasText: text });
  const versions = async (): Promise<unknown> => {
    const rows: unknown[] = [];
    let cursor = "";
    for (;;) {
      const page_ = await api.get<{ items: TicketView[]; next: string | null }>(
        `/api/v1/tickets?limit=200&sort=created${cursor === "" ? "" : `&cursor=${cursor}`}`,
      );
      rows.push(...page_.items.map(({ version: _version, updatedAt: _updatedAt, ...row }) => row));
      if (page_.next === null) return rows;
      cursor = page_.next;
    }
  };

  it("shows how far it is, keeps the page usable, and z restores every ticket exactly", async () => {
    const before = await versions();
    await page.keyboard.press("Control+a");
    await page.locator("[data-testid=bulk]").waitFor();
    await page.keyboard.press("e");
    await page.locator("[data-testid=run]").waitFor();
    await expect.poll(async () => page.locator("[data-testid=row]").count()).toBe(0);
    await run("done").waitFor();
    expect(await run("done").innerText()).toMatch(new RegExp(`Resolved: ${count} tickets`));
    await until("resolved", count);
    await page.keyboard.press("z");
    await page.locator("[data-testid=row]").first().waitFor();
    await run("done").waitFor();
    await until("new", count);
    expect(await versions()).toEqual(before);
  });

  it("does it again by Mod+Shift+Z, and takes that back too", async () => {
    await page.keyboard.press("Control+Shift+z");
    await until("resolved", count);
    await run("done").waitFor();
    await page.keyboard.press("z");
    await until("new", count);
    expect(await page.locator("[data-testid=row]").count()).toBeGreaterThan(0);
  });

  it("one ticket is resolved, taken back and done again by keys", async () => {
    await page.locator("[data-testid=row]").first().click();
    await page.keyboard.press("e");
    await until("resolved", 1);
    await page.keyboard.press("z");
    await toast(/Undone/).waitFor();
    await until("resolved", 0);
    await page.keyboard.press("Control+Shift+z");
    await toast(/Done again/).waitFor();
    await until("resolved", 1);
    await page.keyboard.press("z");
    await until("resolved", 0);
    expect(await page.locator("[data-testid=row]").count()).toBeGreaterThan(0);
  });

  it("z takes back what was done on another device, says what, and offers to do it again", async () => {
    const { items } = await api.get<{ items: TicketView[] }>("/api/v1/tickets?limit=3");
    const [one] = items;
    await api.post(`/api/v1/tickets/${one?.number}/prioritise`, { priority: "urgent" });
    await page.reload();
    await page.locator("[data-testid=row]").first().waitFor();
    await page.keyboard.press("z");
    await toast(/Undone on 1 ticket: Priority/).waitFor();
    const priority = async () => (await api.get<TicketView>(`/api/v1/tickets/${one?.number}`)).priority;
    expect(await priority()).toBe(one?.priority);
    await page.keyboard.press("Control+Shift+z");
    await toast(/Done again/).waitFor();
    expect(await priority()).toBe("urgent");
  });

  it("a refused undo names the ticket and what came in between", async () => {
    const { items } = await api.get<{ items: TicketView[] }>("/api/v1/tickets?limit=1");
    const number = items[0]?.number ?? 0;
    await api.post(`/api/v1/tickets/${number}/prioritise`, { priority: "low" });
    const { items: acts } = await api.get<{ items: ActView[] }>("/api/v1/acts");
    await api.post(`/api/v1/tickets/${number}/prioritise`, { priority: "high" });
    await page.reload();
    await page.locator("[data-testid=row]").first().waitFor();
    await page.keyboard.press("Control+k");
    await page.locator("[data-testid=chooser]").waitFor();
    await page.keyboard.type("What I did");
    await page.keyboard.press("Enter");
    await page.locator("[data-testid=acts]").waitFor({ timeout: 5000 });
    const lines = page.locator("[data-testid=act]", { hasText: `#${number}` });
    await lines.nth(1).getByRole("button", { name: "Undo" }).click();
    await toast(new RegExp(`#${number}: .*Since then: Priority \\(petra,`, "is")).waitFor();
    expect(acts[0]?.numbers).toEqual([number]);
    expect(errors).toEqual([]);
  });
});
