import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SandboxMail } from "@kvit/contract/mail";
import type { TicketView } from "@kvit/contract/tickets";
import { eventually, signedInApi, type Api } from "./api-client.ts";
import { hasBrowser, openBrowser, openPage, signIn } from "./browser.ts";
import { startKvit, type KvitProcess } from "./kvit-process.ts";
import { sendMail } from "./send-mail.ts";

describe.skipIf(!hasBrowser)("tickets that belong together", () => {
  let kvit: KvitProcess;
  let browser: Browser;
  let page: Page;
  let errors: string[];
  let api: Api;
  const numbers = new Map<string, number>();

  beforeAll(async () => {
    kvit = await startKvit();
    browser = await openBrowser();
    ({ page, errors } = await openPage(browser));
    api = await signedInApi(kvit);
    for (const subject of ["First", "Second", "Third"])
      await sendMail(kvit, { from: "Ana <ana@customer.test>", subject, text: `About the ${subject} one.` });
    await sendMail(kvit, { from: "Bor <bor@customer.test>", subject: "Other", text: "From Bor." });
    await signIn(page, kvit);
    await page.locator("[data-testid=row]", { hasText: "Other" }).waitFor();
    const { items } = await api.get<{ items: TicketView[] }>("/api/v1/tickets");
    for (const ticket of items) numbers.set(ticket.subject, ticket.number);
  });
  afterAll(async () => {
    await browser?.close();
    await kvit?.end();
  });

  const numberOf = (subject: string): number => numbers.get(subject) ?? 0;
  const read = async (subject: string) => api.get<TicketView>(`/api/v1/tickets/${numberOf(subject)}`);
  const open = async (subject: string): Promise<void> => {
    await page.goto(`${kvit.url}/t/${numberOf(subject)}`);
    await page.locator("[data-testid=timeline]").waitFor();
  };
  const mergedInto = async (subject: string, into: number | null): Promise<boolean> =>
    eventually(`${subject} is merged into ${into}`, async () =>
      (await read(subject)).mergedInto === into ? true : null,
    );

  it("are merged by the keyboard alone: the same person's come first, and z takes it back", async () => {
    await open("First");
    await page.keyboard.press("Shift+M");
    const choices = page.locator("[data-testid=chooser] [data-testid=choice]");
    await choices.first().waitFor();
    expect(await choices.allInnerTexts()).toEqual([
      expect.stringContaining("Third"),
      expect.stringContaining("Second"),
    ]);
    await page.keyboard.type(String(numberOf("Second")));
    await page.locator(`[data-choice="ticket:${numberOf("Second")}"]`).waitFor();
    await page.keyboard.press("Enter");
    const dialog = page.locator("[data-testid=merge]");
    await dialog.waitFor();
    expect(await dialog.innerText()).toMatch(/First[\s\S]+Second/);
    expect(await dialog.locator("[role=alert]").count()).toBe(0);
    await page.keyboard.press("Enter");
    await page.locator("[data-testid=merged-bar]").waitFor();
    await mergedInto("First", numberOf("Second"));
    await page.keyboard.press("z");
    await mergedInto("First", null);
    await page.locator("[data-testid=composer-closed]").waitFor();
    const told = (await api.get<{ items: SandboxMail[] }>("/api/app/sandbox")).items;
    expect(told.filter(({ kind }) => kind === "merged")).toEqual([]);
    expect(errors).toEqual([]);
  });

  it("show both threads in order of time in the one that goes on, and the way back in the other", async () => {
    await api.post(`/api/v1/tickets/${numberOf("First")}/merge`, {
      into: numberOf("Second"),
      tellCustomer: false,
    });
    await open("Second");
    const bodies = page.locator("[data-testid=message]");
    await bodies.nth(1).waitFor();
    const texts = await bodies.allInnerTexts();
    expect(texts[0]).toContain("First");
    expect(texts[0]).toContain(`from #${numberOf("First")}`);
    expect(texts[1]).toContain("Second");
    expect(await page.locator("[data-testid=linked]").innerText()).toContain("First");
    await open("First");
    const bar = page.locator("[data-testid=merged-bar]");
    expect(await bar.innerText()).toContain(`#${numberOf("Second")}`);
    await bar.locator("button").click();
    await mergedInto("First", null);
    expect(errors).toEqual([]);
  });

  it("warn before the requests of different people are merged, and leave the queue once they are", async () => {
    await open("Other");
    await page.keyboard.press("Shift+M");
    await page.locator("[data-testid=chooser]").waitFor();
    await page.keyboard.type("Third");
    await page.locator(`[data-choice="ticket:${numberOf("Third")}"]`).waitFor();
    await page.keyboard.press("Enter");
    const dialog = page.locator("[data-testid=merge]");
    await dialog.waitFor();
    expect(await dialog.locator("[role=alert]").innerText()).toMatch(/Ana[\s\S]*Bor|Bor[\s\S]*Ana/);
    await dialog.locator("button[type=submit]").click();
    await mergedInto("Other", numberOf("Third"));
    await page.goto(`${kvit.url}/v/all`);
    await page.locator("[data-testid=row]", { hasText: "Third" }).waitFor();
    expect(await page.locator("[data-testid=row]", { hasText: "Other" }).count()).toBe(0);
    await api.post(`/api/v1/tickets/${numberOf("Other")}/unmerge`, {});
    await page.locator("[data-testid=row]", { hasText: "Other" }).waitFor();
  });

  it("are linked by kind, and the link goes from both again", async () => {
    await api.post(`/api/v1/tickets/${numberOf("First")}/link`, {
      kind: "parent",
      ticket: numberOf("Other"),
    });
    await open("First");
    const linked = page.locator("[data-testid=linked]");
    await linked.locator(`a[href="/t/${numberOf("Other")}"]`).waitFor();
    expect(await linked.innerText()).toContain("Parent");
    await linked.locator("li button").click();
    await linked.locator(`a[href="/t/${numberOf("Other")}"]`).waitFor({ state: "detached" });
    await open("Other");
    await linked.waitFor();
    expect(await linked.locator("li").count()).toBe(0);
    expect(errors).toEqual([]);
  });

  it("come of one that is split: chosen in the thread, and taken back by z", async () => {
    await open("Third");
    await page.keyboard.press("Control+k");
    await page.keyboard.type("split messages");
    await page.locator('[data-choice="ticket.split"]').waitFor();
    await page.keyboard.press("Enter");
    const bar = page.locator("[data-testid=split-bar]");
    await bar.waitFor();
    const make = bar.locator("button").last();
    expect(await make.isDisabled()).toBe(true);
    await page.locator("[data-testid=split-choose]").first().check();
    expect(await bar.innerText()).toContain("1 chosen");
    await make.click();
    const link = page.locator("[data-testid=linked] a").first();
    await link.waitFor();
    const made = Number((await link.getAttribute("href"))?.split("/").at(-1));
    const message = page.locator("[data-testid=message]").first();
    expect(await message.innerText()).toContain(`Went on in #${made}`);
    await page.keyboard.press("z");
    await link.waitFor({ state: "detached" });
    expect((await api.get<TicketView>(`/api/v1/tickets/${made}`)).status).toBe("deleted");
    expect(errors).toEqual([]);
  });
});
