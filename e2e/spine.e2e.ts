import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Browser, Page } from "playwright-core";
import type { SandboxMail } from "@kvit/contract/mail";
import type { TicketView } from "@kvit/contract/tickets";
import { eventually, signedInApi, type Api } from "./api-client.ts";
import { hasBrowser, openBrowser, openPage, signIn } from "./browser.ts";
import { startKvit, type KvitProcess } from "./kvit-process.ts";
import { sendMail } from "./send-mail.ts";

const ana = "Ana Kovač <ana@customer.test>";

/** A19, A20: one ticket's whole life, from the mail to the customer's yes, with the keyboard alone. */
describe.skipIf(!hasBrowser)("the life of a ticket", () => {
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
    await signIn(page, kvit);
  });
  afterAll(async () => {
    await browser?.close();
    await kvit?.end();
  });

  const ticket = async (): Promise<TicketView> =>
    (await api.get<{ items: TicketView[] }>("/api/v1/tickets?q=Refund")).items[0]!;
  const untilStatus = async (status: string): Promise<TicketView> =>
    eventually(`the ticket ${status}`, async () => {
      const now = await ticket();
      return now?.status === status ? now : null;
    });
  const mails = async (kind: string): Promise<SandboxMail[]> =>
    (await api.get<{ items: SandboxMail[] }>("/api/app/sandbox")).items.filter((mail) => mail.kind === kind);

  it("a mail is a new ticket in the queue within a second", async () => {
    await sendMail(kvit, {
      from: ana,
      subject: "Refund for order 1182",
      text: "Still no money for order 1182.",
    });
    const row = page.locator("[data-testid=row][data-status=new]");
    await row.waitFor({ timeout: 1000 });
    expect(await row.textContent()).toContain("Refund for order 1182");
  });

  it("is taken and answered with the keyboard, and the mail is held", async () => {
    await page.keyboard.press("i");
    await page.locator("[data-testid=row]").first().waitFor();
    await page.keyboard.press("Enter");
    await page.locator("[data-testid=strip]").waitFor();
    await page.keyboard.press("r");
    await page.locator("[data-testid=composer]").waitFor();
    await page.keyboard.type("Hi Ana, the money left our bank today.");
    await page.keyboard.press("Control+Enter");
    await page.locator("[data-testid=status-chip][data-status=answered]").first().waitFor();
    const answered = await untilStatus("answered");
    expect(answered.assignee?.email).toBe("petra@primer.test");
    expect((await mails("reply")).length).toBe(0);
    await page.keyboard.press("Shift+Z");
    await eventually(
      "the reply in the sandbox",
      async () => ((await mails("reply")).length === 1 ? true : null),
      20_000,
    );
    // nobody got it yet, and the thread says so
    await page.locator("[data-testid=delivery][data-state=sent]", { hasText: "In the sandbox" }).waitFor();
  });

  it("the customer's answer by mail opens it again", async () => {
    const [reply] = await mails("reply");
    const messageId = reply?.headers
      .find((header) => header.name.toLowerCase() === "message-id")
      ?.value.replace(/[<>]/g, "");
    await sendMail(kvit, {
      from: ana,
      cc: "Ivo <ivo@partner.test>",
      subject: "Re: Refund",
      text: "Not here yet!",
      inReplyTo: messageId!,
    });
    await page.locator("[data-testid=status-chip][data-status=open]").first().waitFor();
    // An answer that was begun before this stands on the page is held back.
    const written = page.locator("[data-testid=message]", { hasText: "Not here yet!" });
    await written.waitFor();
    expect(await written.textContent()).toContain("ivo@partner.test");
    await untilStatus("open");
    expect((await api.get<{ items: unknown[] }>("/api/v1/tickets")).items).toHaveLength(1);
  });

  it("is replied to and resolved in one chord", async () => {
    await page.keyboard.press("r");
    await page.locator("[data-testid=composer]").waitFor();
    await page.keyboard.type("It is on your account now, we have checked with the bank.");
    await page.keyboard.press("Control+Shift+Enter");
    expect((await untilStatus("resolved")).reopenCount).toBe(0);
    await page.keyboard.press("Shift+Z");
  });

  it("the customer's yes in the mail closes it", async () => {
    const [mail] = await eventually(
      "the question",
      async () => {
        const found = (await mails("reply")).filter((each) => each.text.includes("?a=yes"));
        return found.length > 0 ? found : null;
      },
      20_000,
    );
    const link = /https?:\/\/\S+\?a=yes/.exec(mail!.text)![0];
    const customer = await openPage(browser);
    await customer.page.goto(link);
    expect((await ticket()).status).toBe("resolved");
    await customer.page.mouse.move(100, 100);
    await customer.page.mouse.move(200, 200);
    await untilStatus("closed");
    await customer.context.close();
  });

  it("strip, timeline, events and API tell one story", async () => {
    const { number } = await ticket();
    await page.goto(`${kvit.url}/t/${number}`);
    const strip = page.locator("[data-testid=strip-item]");
    await strip.nth(4).waitFor();
    const visited = await strip.evaluateAll((items) => items.map((item) => item.getAttribute("data-status")));
    expect(visited).toEqual(["new", "answered", "open", "resolved", "closed"]);
    const { items: events } = await api.get<{ items: { type: string; actor: { kind: string } }[] }>(
      `/api/v1/tickets/${number}/events?limit=200`,
    );
    const steps = events.filter((event) =>
      /^ticket\.(created|answered|opened|resolved|confirmed)$/.test(event.type),
    );
    expect(steps.map((event) => `${event.type} by ${event.actor.kind}`)).toEqual([
      "ticket.created by customer",
      "ticket.answered by agent",
      "ticket.opened by customer",
      "ticket.resolved by agent",
      "ticket.confirmed by customer",
    ]);
  });

  it("no page threw an error", () => {
    expect(errors).toEqual([]);
  });
});
