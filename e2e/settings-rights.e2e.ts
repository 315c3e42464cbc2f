import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually, signedInApi, type Api } from "./api-client.ts";
import { hasBrowser, openBrowser, openPage, signIn } from "./browser.ts";
import { startKvit, type KvitProcess } from "./kvit-process.ts";
import { sendMail } from "./send-mail.ts";

describe.skipIf(!hasBrowser)("D23: looking as another role, and the log of changes", () => {
  let kvit: KvitProcess;
  let browser: Browser;
  let page: Page;
  let api: Api;

  beforeAll(async () => {
    kvit = await startKvit();
    browser = await openBrowser();
    ({ page } = await openPage(browser));
    api = await signedInApi(kvit);
    await signIn(page, kvit);
    await sendMail(kvit, { from: "ana@customer.test", subject: "Stays in support", text: "One." });
    await sendMail(kvit, { from: "jan@customer.test", subject: "Goes to billing", text: "Two." });
    await page.locator("[data-testid=row]").nth(1).waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await kvit?.end();
  });

  const subjects = async (): Promise<string[]> => {
    await page.locator("[data-testid=list]").waitFor();
    const rows = await page.locator("[data-testid=row] .row-subject b").allInnerTexts();
    return rows.toSorted();
  };

  it("the log says who changed what, from what to what", async () => {
    await page.goto(`${kvit.url}/settings/desk`);
    await page.locator("input[name=name]").fill("Primer Help");
    await page.locator("[data-testid=desk] button[type=submit]").click();
    await page.getByText("Saved").waitFor();

    await page.goto(`${kvit.url}/settings/departments`);
    await page.locator("input[name=name]").fill("Billing");
    await page.locator("[data-testid=new-department] button[type=submit]").click();
    await page.locator("[data-testid=department]").waitFor();

    await page.goto(`${kvit.url}/settings/departments/1`);
    await page.getByLabel("petra: Member").check();
    await page.locator("[data-testid=members] button[type=submit]").click();
    await page.getByText("Saved").first().waitFor();

    await page.goto(`${kvit.url}/settings/audit`);
    const entry = (subject: string, action: string) =>
      page.locator(`[data-testid=audit] li[data-subject="${subject}"][data-action="${action}"]`);
    const desk = entry("desk", "changed");
    await desk.waitFor();
    expect(await desk.locator("del").innerText()).toBe("Kvit");
    expect(await desk.locator("ins").innerText()).toBe("Primer Help");
    expect(await desk.innerText()).toContain("petra");
    expect(await entry("department:2", "created").locator("ins").first().innerText()).toBe("Billing");
    expect(await entry("department:1", "changed").locator("ins").innerText()).toBe("petra");
  });

  it("shows what an agent sees, and nothing more", async () => {
    const { items } = await api.get<{ items: { number: number; subject: string }[] }>("/api/v1/tickets");
    const moved = items.find(({ subject }) => subject === "Goes to billing");
    await api.post(`/api/v1/tickets/${moved?.number}/transfer`, { department: "Billing" });
    await page.goto(`${kvit.url}/v/all`);
    await eventually("both tickets", async () => ((await subjects()).length === 2 ? true : null));

    await page.goto(`${kvit.url}/settings/rights`);
    await page.locator("[data-testid=rights] [data-permission='ticket.purge']").waitFor();
    const cells = page.locator("[data-permission='ticket.purge'] td");
    expect(await cells.evaluateAll((all) => all.map((cell) => cell.getAttribute("data-scope")))).toEqual([
      "none",
      "none",
      "all",
      "all",
    ]);
    await page.getByRole("button", { name: "Look as an agent" }).click();
    await page.locator("[data-testid=view-as]").waitFor();
    expect(await page.locator("[data-testid=view-as]").innerText()).toContain(
      "You see the desk as an agent does.",
    );
    expect(await subjects()).toEqual(["Stays in support"]);
    expect(await page.locator("[data-testid=rail]").innerText()).not.toContain("Mail ledger");
    await page.goto(`${kvit.url}/t/${moved?.number}`);
    await eventually("no such ticket", async () =>
      (await page.locator("main").innerText()).includes("Goes to billing") ? null : true,
    );
    await page.goto(`${kvit.url}/settings/audit`);
    await page.getByText("Only admins can open this page.").waitFor();
  });

  it("shows every role's rights on a telephone, one role at a time", async () => {
    const narrow = await openPage(browser, { viewport: { width: 360, height: 740 } });
    await signIn(narrow.page, kvit);
    await narrow.page.goto(`${kvit.url}/settings/rights`);
    await narrow.page.locator("[data-testid=rights]").waitFor();
    for (const role of ["Owner", "Admin", "Lead", "Agent"]) {
      await narrow.page.locator("[data-testid=role-pick]").getByRole("button", { name: role }).click();
      const heads = narrow.page.locator("[data-testid=rights] thead th[data-column]:visible");
      expect(await heads.allInnerTexts()).toEqual([role]);
      const box = await heads.first().boundingBox();
      expect((box?.x ?? 0) + (box?.width ?? 999)).toBeLessThanOrEqual(360);
    }
    await narrow.context.close();
  });

  it("changes nothing while it looks, and gives everything back when it stops", async () => {
    await page.goto(`${kvit.url}/me`);
    await page.locator("input[name=name]").fill("Somebody else");
    await page.locator("[data-testid=account] button[type=submit]").click();
    await page.locator("[data-testid=account] [role=alert]").waitFor();
    await page.getByRole("button", { name: "Stop" }).click();
    await page.locator("[data-testid=rights]").waitFor();
    expect(await page.locator("[data-testid=view-as]").count()).toBe(0);
    await page.goto(`${kvit.url}/v/all`);
    await eventually("both tickets", async () => ((await subjects()).length === 2 ? true : null));
  });
});
