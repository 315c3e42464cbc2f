import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LifecycleView } from "@kvit/contract/lifecycle";
import type { DepartmentDetail } from "@kvit/contract/people";
import type { ThreadView, TicketView } from "@kvit/contract/tickets";
import { signedInApi, type Api } from "./api-client.ts";
import { hasBrowser, openBrowser, openPage, signIn } from "./browser.ts";
import { startKvit, type KvitProcess } from "./kvit-process.ts";

const ghost = "[data-testid=strip-ghost][data-status=resolved] .strip-when";
const rungsIn = (status: string) => `[data-testid=branch-${status}] [data-testid=rung]`;

describe.skipIf(!hasBrowser)("the closing ladder", () => {
  let kvit: KvitProcess;
  let browser: Browser;
  let page: Page;
  let errors: string[];
  let api: Api;
  let lamp: TicketView;

  beforeAll(async () => {
    kvit = await startKvit();
    browser = await openBrowser();
    ({ page, errors } = await openPage(browser));
    api = await signedInApi(kvit);
    const requester = { email: "ana@customer.test", name: "Ana" };
    const question = { requester, subject: "Broken lamp", text: "It is dark." };
    ({ body: lamp } = await api.post<TicketView>("/api/v1/tickets", question));
    await api.post(`/api/v1/tickets/${lamp.number}/reply`, { text: "Turn it on.", hold: 0 });
    await signIn(page, kvit);
  });
  afterAll(async () => {
    await browser?.close();
    await kvit?.end();
  });

  const why = () => page.locator("[data-testid=why-not]");
  const days = (status: string, index: number) => page.locator(`${rungsIn(status)} >> nth=${index} >> input`);
  const plan = async (): Promise<readonly (string | null)[]> => {
    const { plan: rungs } = await api.get<ThreadView>(`/api/app/tickets/${lamp.number}`);
    return rungs.map(({ act }) => act);
  };

  it("says what is wrong where it is while one types, and keeps it from being saved", async () => {
    await page.goto(`${kvit.url}/settings/closing`);
    await expect.poll(async () => page.locator(rungsIn("answered")).count()).toBe(2);
    expect(await why().textContent()).toBe("Nothing is changed yet.");
    await days("answered", 1).fill("4");
    const rung = page.locator(`${rungsIn("answered")} >> nth=1`);
    await expect.poll(async () => rung.locator(".field-error").textContent()).toContain("That is too soon");
    expect(await why().textContent()).toContain("Step 2");
    expect(await page.getByRole("button", { name: "Save the ladder…" }).isDisabled()).toBe(true);
    await days("answered", 1).fill("5");
    await expect.poll(async () => page.locator(".field-error").count()).toBe(0);
    expect(await page.getByRole("button", { name: "Save the ladder…" }).isDisabled()).toBe(false);
  });

  it("shows the draft on a real ticket, with the very mail in any language", async () => {
    await expect
      .poll(async () => page.locator("[data-testid=plan] .plan-what").allTextContents())
      .toEqual([
        "Reminder to the customer",
        "Resolved by itself",
        "Closed by itself",
        "From then on a reply begins a new ticket",
      ]);
    await page.locator("[data-testid=plan] >> text=Show the mail").first().click();
    const mail = page.locator("[data-testid=mail-preview]");
    await mail.locator("select").selectOption("sl");
    await expect
      .poll(async () => mail.frameLocator("iframe").locator("h1").textContent())
      .toBe("Vam je naš odgovor pomagal?");
  });

  it("A25: with yes to standing tickets the date on an open ticket changes without reload", async () => {
    const other = await page.context().newPage();
    await other.goto(`${kvit.url}/t/${lamp.number}`);
    await other.locator(ghost).waitFor();
    const before = await other.locator(ghost).textContent();
    expect(before).toMatch(/^by itself .+ if no answer$/);
    await other.locator("[data-testid=what-comes-next] >> text=Resolved by itself").waitFor();
    await page.locator("[data-testid=save-ladder] input[name=note]").fill("Faster");
    await page.getByRole("button", { name: "Save the ladder…" }).click();
    const question = page.locator("[data-testid=confirm]");
    await question.locator("text=Also for the 1 ticket that waits now?").waitFor();
    expect(await question.getByRole("radio", { name: "No" }).isChecked()).toBe(true);
    await question.getByText("Yes", { exact: true }).click();
    await question.getByRole("button", { name: "Save the ladder" }).click();
    await expect.poll(async () => other.locator(ghost).textContent()).not.toBe(before);
    await other.close();
    expect((await api.get<LifecycleView>("/api/v1/lifecycle")).version).toBe(1);
  });

  it("keeps the version with its reason and difference, and goes back to the one before", async () => {
    const version = page.locator("[data-testid=versions] [data-version='1']");
    await version.locator("text=“Faster”").waitFor();
    expect(await version.locator("del").textContent()).toBe("After 7 days of silence: resolve");
    expect(await version.locator("ins").textContent()).toBe("After 5 days of silence: resolve");
    await page.locator("[data-version='0'] >> text=Go back to this one").click();
    await page.locator("[data-testid=confirm] button[type=submit]").click();
    await page.locator("[data-version='2'] >> text=Went back to version 0").waitFor();
    await expect.poll(async () => days("answered", 1).inputValue()).toBe("7");
  });

  it("lists the attempts to reach a customer, and takes one more", async () => {
    await api.post(`/api/v1/tickets/${lamp.number}/resolve`, {});
    expect(await plan()).toEqual(["close", "lock"]);
    await page.goto(`${kvit.url}/t/${lamp.number}`);
    const attempts = page.locator("[data-testid=attempts]");
    await attempts.locator("text=None is recorded.").waitFor();
    await attempts.getByRole("button", { name: "Add attempt…" }).click();
    await page.locator("[data-testid=confirm] textarea").fill("Rang for a minute.");
    await page.locator("[data-testid=confirm] button[type=submit]").click();
    await attempts.locator("li[data-outcome=no-answer]").waitFor();
    expect(await attempts.locator("li").textContent()).toContain("Phone");
  });

  it("A37: after a Friday tomorrow is the first opening after a holiday, with what the clock does", async () => {
    await page.goto(`${kvit.url}/settings/departments/1`);
    const hours = page.locator("[data-testid=hours]");
    await hours.locator("input[name=day-0]").fill("8:30–12:00, 13-17");
    await hours.getByRole("button", { name: "Same as Monday from Tuesday to Friday" }).click();
    await hours.locator("input[name=day-5]").fill("nine");
    await hours.locator("text=Write times such as 9:00–17:00.").waitFor();
    await hours.locator("input[name=day-5]").fill("");
    await hours.locator("input[name=holiday]").fill("2027-03-01");
    await hours.getByRole("button", { name: "Add a holiday" }).click();
    await hours.getByRole("button", { name: "Save the hours" }).click();
    const set = async () => (await api.get<DepartmentDetail>("/api/v1/departments/1")).holidays;
    await expect.poll(set).toEqual(["2027-03-01"]);
    const department = await api.get<DepartmentDetail>("/api/v1/departments/1");
    expect(department.week[1]).toEqual([
      { from: 510, to: 720 },
      { from: 780, to: 1020 },
    ]);
    // Friday, 26 February 2027, at noon in London or Ljubljana alike; the Monday after it is the holiday
    await page.clock.setFixedTime(new Date("2027-02-26T12:00:00Z"));
    await page.goto(`${kvit.url}/t/${lamp.number}`);
    await page.locator("[data-testid=ticket]").waitFor();
    await page.keyboard.press("h");
    const tomorrow = page.locator("[data-testid=choice][data-choice=tomorrow]");
    await tomorrow.waitFor();
    const told = await tomorrow.textContent();
    expect(told).toMatch(/Tue,? 2 Mar/);
    expect(told).toContain("8:30");
    expect(told).toContain("the clock stands still");
    expect(await page.locator("[data-testid=choice][data-choice=monday]").count()).toBe(0);
    expect(errors).toEqual([]);
  });
});
