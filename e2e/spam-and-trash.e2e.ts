import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TicketView } from "@kvit/contract/tickets";
import { eventually, signedInApi, type Api } from "./api-client.ts";
import { hasBrowser, openBrowser, openPage, signIn } from "./browser.ts";
import { startKvit, type KvitProcess } from "./kvit-process.ts";
import { sendMail } from "./send-mail.ts";

const word = "Zlatokljun";

describe.skipIf(!hasBrowser)("A39: spam and trash", () => {
  let kvit: KvitProcess;
  let browser: Browser;
  let page: Page;
  let errors: string[];
  let api: Api;
  let ticket: TicketView;

  beforeAll(async () => {
    kvit = await startKvit();
    browser = await openBrowser();
    ({ page, errors } = await openPage(browser));
    api = await signedInApi(kvit);
    await sendMail(kvit, { from: "Ana <ana@customer.test>", subject: word, text: `The ${word} is late.` });
    await signIn(page, kvit);
    await page.locator("[data-testid=row]", { hasText: word }).waitFor();
    const { items } = await api.get<{ items: TicketView[] }>("/api/v1/tickets");
    const found = items.find(({ subject }) => subject === word);
    if (found === undefined) throw new Error("The mail made no ticket.");
    ticket = found;
  });
  afterAll(async () => {
    await browser?.close();
    await kvit?.end();
  });

  const read = async () => api.get<TicketView>(`/api/v1/tickets/${ticket.number}`);
  const status = async (wanted: TicketView["status"]) =>
    eventually(`the ticket is ${wanted}`, async () => ((await read()).status === wanted ? true : null));
  const open = async () => {
    await page.goto(`${kvit.url}/t/${ticket.number}`);
    await page.locator("[data-testid=timeline]").waitFor();
  };
  const bar = () => page.locator("[data-testid=aside-bar]");

  it("gives a ticket back to the state it had, from spam and from the trash", async () => {
    await open();
    await page.keyboard.press("e");
    await status("resolved");
    await page.keyboard.press("!");
    await status("spam");
    await bar().getByRole("button", { name: "Not spam" }).click();
    await status("resolved");
    await page.keyboard.press("#");
    await status("deleted");
    await bar().getByRole("button", { name: "Restore" }).click();
    await status("resolved");
    await page.locator("[data-testid=ticket][data-status=resolved]").waitFor();
    await page.keyboard.press("Shift+E");
    await status("open");
    expect(errors).toEqual([]);
  });

  it("shows in the trash when a ticket goes for good", async () => {
    await page.keyboard.press("#");
    await status("deleted");
    await page.goto(`${kvit.url}/v/deleted`);
    const row = page.locator("[data-testid=row]", { hasText: word });
    await row.waitFor();
    expect(await row.locator(".row-time").innerText()).toMatch(/^gone on /);
  });

  it("counts what a customer writes there in a view of its own, says why, and z takes the look back", async () => {
    await sendMail(kvit, {
      from: "Ana <ana@customer.test>",
      subject: `Re: ${word} [#${ticket.number}]`,
      text: "Hello?",
    });
    const view = page.locator("[data-view=review]");
    await view.waitFor();
    expect(await view.locator(".rail-count").innerText()).toBe("1");
    await view.click();
    await page.locator("[data-testid=row]", { hasText: word }).waitFor();
    await open();
    await eventually("the bar says why", async () =>
      /A customer wrote to this deleted ticket on/.test(await bar().innerText()) ? true : null,
    );
    await bar().getByRole("button", { name: "Looked at it" }).click();
    await eventually("it was looked at", async () => ((await read()).needsReview ? null : true));
    await page.keyboard.press("z");
    await eventually("the look is taken back", async () => ((await read()).needsReview ? true : null));
    await bar().getByRole("button", { name: "Looked at it" }).click();
    await eventually("it was looked at", async () => ((await read()).needsReview ? null : true));
    await page.locator("[data-view=review]").waitFor({ state: "detached" });
    expect(errors).toEqual([]);
  });

  it("purges once the number is typed, leaves a tombstone, and finds the words no more", async () => {
    await open();
    await page.keyboard.press("Control+k");
    await page.keyboard.type("Delete for good");
    await page.locator('[data-choice="ticket.purge"]').click();
    const dialog = page.locator("[data-testid=purge]");
    await dialog.waitFor();
    const button = dialog.getByRole("button", { name: "Delete for good" });
    expect(await button.isDisabled()).toBe(true);
    await dialog.locator("input").fill(String(ticket.number + 1));
    expect(await button.isDisabled()).toBe(true);
    await dialog.locator("input").fill(String(ticket.number));
    await page.keyboard.press("Enter");
    await status("purged");
    expect(await read()).toMatchObject({ number: ticket.number, subject: "", preview: "" });
    for (const query of ["", "&status=purged", "&status=active,closed,spam,deleted"]) {
      const found = await api.get<{ items: TicketView[] }>(`/api/v1/tickets?q=${word}${query}`);
      expect(found.items).toEqual([]);
    }
    await page.goto(`${kvit.url}/t/${ticket.number}`);
    await page.locator("[data-testid=ticket][data-status=purged]").waitFor();
    expect(await page.locator("main").innerText()).not.toContain(word);
    expect(errors).toEqual([]);
  });
});

describe.skipIf(!hasBrowser)("a customer's page", () => {
  let kvit: KvitProcess;
  let browser: Browser;
  let page: Page;
  let errors: string[];

  beforeAll(async () => {
    kvit = await startKvit();
    browser = await openBrowser();
    ({ page, errors } = await openPage(browser));
    await sendMail(kvit, { from: "Ana <ana@customer.test>", subject: "Bill", text: "My bill, please." });
    await signIn(page, kvit);
  });
  afterAll(async () => {
    await browser?.close();
    await kvit?.end();
  });

  it("is reached from a ticket, exports all data, and erases once the address is typed", async () => {
    await page.locator("[data-testid=row]", { hasText: "Bill" }).click();
    await page.keyboard.press("Enter");
    await page.locator("[data-testid=details] .person h3 a").click();
    await page.locator("[data-testid=person]").waitFor();
    await page.reload();
    await page.locator("[data-testid=person]").waitFor();
    expect(await page.locator(".person-requests").innerText()).toContain("Bill");
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "Export all data" }).click();
    expect((await download).suggestedFilename()).toMatch(/^person-\d+\.json$/);
    await page.getByRole("button", { name: "Erase…" }).click();
    const dialog = page.locator("[data-testid=confirm]");
    await dialog.locator("[data-testid=erase-goes]").waitFor();
    const button = dialog.getByRole("button", { name: "Erase for good" });
    expect(await button.isDisabled()).toBe(true);
    await dialog.locator("input[name=confirm]").fill("ana@customer.test");
    await button.click();
    await page.getByRole("heading", { name: "Erased person" }).waitFor();
    expect(await page.locator("main").innerText()).not.toContain("ana@customer.test");
    expect(errors).toEqual([]);
  });

  it("refuses retention that is too short, shows what it would do, and saves after one question", async () => {
    await page.goto(`${kvit.url}/settings/retention`);
    const form = page.locator("[data-testid=retention]");
    await form.locator("input[name=spamDays]").fill("3");
    await form.getByText("Nothing goes sooner than after 7 days.").waitFor();
    await form.locator("input[name=spamDays]").fill("14");
    await page.locator("[data-testid=retention-preview][data-rule=spamDays]").waitFor();
    await form.getByRole("button", { name: "Save" }).click();
    await page.locator("[data-testid=confirm]").getByRole("button", { name: "Save" }).click();
    await page.locator("[data-testid=confirm]").waitFor({ state: "detached" });
    await page.reload();
    expect(await form.locator("input[name=spamDays]").inputValue()).toBe("14");
    expect(errors).toEqual([]);
  });
});
