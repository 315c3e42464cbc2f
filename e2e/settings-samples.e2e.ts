import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TicketView } from "@kvit/contract/tickets";
import { eventually, signedInApi, type Api } from "./api-client.ts";
import { hasBrowser, openBrowser, openPage } from "./browser.ts";
import { startKvit, type KvitProcess } from "./kvit-process.ts";
import { sendMail } from "./send-mail.ts";

const olga = { email: "olga@primer.test", password: "eleven green hats" };

describe.skipIf(!hasBrowser)("a desk's first minutes", () => {
  let kvit: KvitProcess;
  let browser: Browser;
  let page: Page;
  let api: Api;

  beforeAll(async () => {
    kvit = await startKvit({ setUp: false });
    browser = await openBrowser();
    ({ page } = await openPage(browser));
  });
  afterAll(async () => {
    await browser?.close();
    await kvit?.end();
  });

  const tickets = async (query = ""): Promise<TicketView[]> =>
    (await api.get<{ items: TicketView[] }>(`/api/v1/tickets?limit=100${query}`)).items;

  it("D1: lead from the printed link to the first reply on a sample", async () => {
    const link = /https?:\/\/\S+\/setup#[\w-]+/.exec(kvit.output())?.[0] ?? "";
    await page.goto(link);
    await page.locator("input[name=name]").fill("Olga Zorman");
    await page.locator("input[name=email]").fill(olga.email);
    await page.locator("input[name=password]").fill(olga.password);
    await page.locator("input[name=deskName]").fill("Primer Help");
    await page.keyboard.press("Enter");
    const row = page.locator("[data-testid=row]").first();
    await row.waitFor();
    api = await signedInApi(kvit, olga);
    const [sample] = (await tickets("&status=new")).filter((ticket) => ticket.sample);

    await page.goto(`${kvit.url}/t/${sample?.number}`);
    await page.locator("[data-testid=strip]").waitFor();
    await page.keyboard.press("r");
    await page.locator("[data-testid=composer]").waitFor();
    await page.keyboard.type("Thank you, it is on its way.");
    await page.keyboard.press("Control+Enter");
    const answered = await eventually("the sample answered", async () => {
      const now = (await tickets()).find((ticket) => ticket.number === sample?.number);
      return now?.status === "answered" ? now : null;
    });
    expect(answered.sample).toBe(true);
  });

  it("D4: all sample data goes at once, and what is one's own stays", async () => {
    await sendMail(kvit, { from: "ana@customer.test", subject: "A real question", text: "Is it you?" });
    await eventually("the real ticket", async () =>
      (await tickets()).some((ticket) => !ticket.sample) ? true : null,
    );
    const samples = (await tickets()).filter((ticket) => ticket.sample);
    expect(samples.length).toBeGreaterThan(0);

    await page.goto(`${kvit.url}/settings/samples`);
    await page.locator("[data-testid=samples] button").click();
    await page.locator("[data-testid=confirm] button[type=submit]").click();
    await page.locator("[data-testid=samples][data-count='0']").waitFor();

    expect((await tickets()).map(({ subject }) => subject)).toEqual(["A real question"]);
    for (const { subject } of samples) {
      const found = await tickets(`&q=${encodeURIComponent(subject)}`);
      expect(found.filter((ticket) => ticket.sample || ticket.subject === subject)).toEqual([]);
    }
    await page.goto(`${kvit.url}/v/all`);
    await page.getByText("A real question").first().waitFor();
    expect(await page.locator("[data-testid=row]").count()).toBe(1);
  });

  it("the link works once", async () => {
    const link = /https?:\/\/\S+\/setup#[\w-]+/.exec(kvit.output())?.[0] ?? "";
    const { page: other } = await openPage(browser);
    await other.goto(link);
    await other.locator("[data-testid=set-up-over]").waitFor();
    expect(await other.locator("input").count()).toBe(0);
    expect((await api.get<{ items: unknown[] }>("/api/v1/agents")).items).toHaveLength(1);
  });
});
