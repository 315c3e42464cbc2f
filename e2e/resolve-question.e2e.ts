import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SandboxMail } from "@kvit/contract/mail";
import type { TicketView } from "@kvit/contract/tickets";
import { eventually, signedInApi, type Api } from "./api-client.ts";
import { hasBrowser, openBrowser, openPage, signIn } from "./browser.ts";
import { startKvit, type KvitProcess } from "./kvit-process.ts";
import { sendMail } from "./send-mail.ts";

const line = "[data-testid=asking]";

describe.skipIf(!hasBrowser)("the question that a resolve leads to", () => {
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
    for (const name of ["Ana", "Bor", "Cene", "Dana"])
      await sendMail(kvit, { from: `${name} <${name}@customer.test>`, subject: name, text: "Please." });
    await signIn(page, kvit);
    await page.locator("[data-testid=row]", { hasText: "Dana" }).waitFor();
    const { items } = await api.get<{ items: TicketView[] }>("/api/v1/tickets");
    for (const ticket of items) numbers.set(ticket.subject, ticket.number);
  });
  afterAll(async () => {
    await browser?.close();
    await kvit?.end();
  });

  const row = (name: string) => page.locator(`[data-testid=row][data-ticket="${numbers.get(name)}"]`);
  const lineOf = (name: string) => page.locator(`${line}[data-ticket="${numbers.get(name)}"]`);
  const statusOf = async (name: string): Promise<string> =>
    (await api.get<TicketView>(`/api/v1/tickets/${numbers.get(name)}`)).status;
  const until = async (name: string, status: string): Promise<boolean> =>
    eventually(`${name} is ${status}`, async () => ((await statusOf(name)) === status ? true : null));
  const asked = async (): Promise<string[]> =>
    (await api.get<{ items: SandboxMail[] }>("/api/app/sandbox")).items
      .filter(({ kind }) => kind === "solved")
      .flatMap(({ subject }) => subject.match(/Ana|Bor|Cene|Dana/) ?? []);
  const resolve = async (name: string): Promise<void> => {
    await row(name).click();
    await page.keyboard.press("e");
    await lineOf(name).waitFor();
  };

  it("is told with its countdown, by one line and to those who listen, and z takes it back", async () => {
    await resolve("Ana");
    expect(await lineOf("Ana").innerText()).toMatch(
      /#\d+ · Resolved\.\s+The customer is asked by mail in (?:10|9|8) s\./,
    );
    expect(await lineOf("Ana").innerText()).toMatch(/Undo\s+z\s+Send now\s+Shift\W*z/i);
    expect(await page.locator("[data-testid=toast]").count()).toBe(0);
    await expect
      .poll(async () => page.locator(".toasts [role=status]").textContent())
      .toContain("asked by mail");
    await until("Ana", "resolved");
    await page.keyboard.press("z");
    await page.locator("[data-testid=toast]", { hasText: /^Undone(?!:)/ }).waitFor();
    expect(await page.locator(line).count()).toBe(0);
    await until("Ana", "new");
  });

  it("is taken back for one ticket after the other, and each takes its place in the list again", async () => {
    await page.goto(`${kvit.url}/v/all`);
    const rows = page.locator("[data-testid=row]");
    await rows.nth(3).waitFor();
    const places = async () => rows.evaluateAll((all) => all.map((each) => each.getAttribute("data-ticket")));
    const before = await places();
    for (const [key, left] of [
      ["e", 3],
      ["e", 2],
      ["z", 3],
      ["z", 4],
    ] as const) {
      await page.keyboard.press(key);
      await expect.poll(async () => rows.count(), { timeout: 5000 }).toBe(left);
    }
    expect(await places()).toEqual(before);
    expect(await page.locator("[data-testid=arrivals]").count()).toBe(0);
    await until("Ana", "new");
    await until("Bor", "new");
  });

  it("leaves at once with Shift+Z, and undoing afterwards says that it has left", async () => {
    await resolve("Bor");
    await page.keyboard.press("Shift+Z");
    await page.locator("[data-testid=toast]", { hasText: "has left by mail" }).waitFor();
    expect(await page.locator(line).count()).toBe(0);
    // well before it would have left by itself
    await eventually(
      "the question in the sandbox",
      async () => ((await asked()).includes("Bor") ? true : null),
      6000,
    );
    await page.keyboard.press("z");
    await page.locator("[data-testid=toast]", { hasText: "had already left by mail" }).waitFor();
    await until("Bor", "new");
    expect(await asked()).toEqual(["Bor"]);
  });

  it("stands while other things are done, and its own button takes back that very act", async () => {
    await resolve("Cene");
    await resolve("Dana");
    expect(await lineOf("Dana").innerText()).toContain("1 more waiting");
    await page.keyboard.press("g");
    await page.keyboard.press("w");
    await row("Dana").click();
    await page.keyboard.press("p");
    await page.keyboard.press("1");
    await page.locator("[data-testid=toast]", { hasText: "Undo" }).waitFor();
    expect(await lineOf("Dana").innerText()).not.toMatch(/Undo\s+z/i);
    await lineOf("Dana").getByRole("button", { name: "Undo" }).click();
    await until("Dana", "new");
    const { priority } = await api.get<TicketView>(`/api/v1/tickets/${numbers.get("Dana")}`);
    expect([priority, await statusOf("Cene")]).toEqual(["urgent", "resolved"]);
  });

  it("throws no error on the page", () => {
    expect(errors).toEqual([]);
  });
});
