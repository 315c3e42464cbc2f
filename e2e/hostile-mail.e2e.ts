import { createServer, type Server } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createTransport, type SendMailOptions } from "nodemailer";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ThreadView, TicketView } from "@kvit/contract/tickets";
import { eventually, signedInApi, type Api } from "./api-client.ts";
import { attacks } from "./attack-mails.ts";
import { hasBrowser, openBrowser, openPage, signIn } from "./browser.ts";
import { startKvit, type KvitProcess } from "./kvit-process.ts";

const perTicket = 50;
const batches = Array.from({ length: Math.ceil(attacks.length / perTicket) }, (_, index) =>
  attacks.slice(index * perTicket, (index + 1) * perTicket),
);
const markup = `<img src=x onerror=alert(1)> "Ana" & 'Co' {{7*7}}`;

describe.skipIf(!hasBrowser)("mail that means harm", () => {
  let kvit: KvitProcess;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let api: Api;
  let stranger: Server;
  /** What the stranger's web server was asked, by whomever. */
  const asked: string[] = [];
  const dialogs: string[] = [];
  const requests: string[] = [];

  beforeAll(async () => {
    kvit = await startKvit();
    browser = await openBrowser();
    ({ page, context } = await openPage(browser, { acceptDownloads: true }));
    context.on("dialog", (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    context.on("request", (request) => requests.push(request.url()));
    api = await signedInApi(kvit);
    await signIn(page, kvit);
    stranger = createServer((request, answer) => {
      asked.push(request.url ?? "");
      answer.writeHead(200, { "content-type": "image/gif" }).end();
    });
    stranger.listen(0, "127.0.0.1");
    await once(stranger, "listening");
  });
  afterAll(async () => {
    stranger?.close();
    await browser?.close();
    await kvit?.end();
  });

  /** Hands over many mails on a few connections. */
  const sendAll = async (mails: readonly SendMailOptions[]): Promise<void> => {
    const transport = createTransport({
      host: "127.0.0.1",
      port: kvit.smtpPort,
      secure: false,
      ignoreTLS: true,
      pool: true,
    });
    await Promise.all(mails.map(async (mail) => transport.sendMail({ to: "help@primer.test", ...mail })));
    transport.close();
  };
  const ticketOf = async (subject: string): Promise<TicketView> =>
    eventually(`the ticket ${subject}`, async () => {
      const { items } = await api.get<{ items: TicketView[] }>("/api/v1/tickets?limit=100");
      return items.find((ticket) => ticket.subject === subject) ?? null;
    });
  const open = async (number: number): Promise<void> => {
    await page.goto(`${kvit.url}/t/${number}`);
    await page.locator("[data-testid=timeline] [data-testid=message]").first().waitFor();
  };
  /** Whatever was asked for but the app's own pages, files and answers. */
  const strange = (): string[] => {
    const own = new RegExp(`^${kvit.url}/(?:api/|assets/|t/|v/|favicon.svg|theme.js|sign-in|$)`);
    return requests.filter((url) => !own.test(url) && !/^(?:data|blob|about):/.test(url));
  };

  it(`T34: ${attacks.length} attacks in HTML run nothing, ask for nothing, and leave the words around them`, async () => {
    for (const [batch, bodies] of batches.entries()) {
      const from = `Mallory ${batch} <mallory${batch}@customer.test>`;
      const first = `first-${batch}@customer.test`;
      const subject = `Attacks ${batch}`;
      await sendAll([{ from, subject, text: "Look at these.", messageId: `<${first}>` }]);
      const { number } = await ticketOf(subject);
      await sendAll(
        bodies.map((body, index) => ({
          from,
          subject: `Re: ${subject}`,
          inReplyTo: `<${first}>`,
          references: `<${first}>`,
          html: `<p><b>Words before ${index}.</b></p>${body}`,
        })),
      );
      await eventually(
        `all mails of ${subject}`,
        async () => {
          const { messages } = await api.get<ThreadView>(`/api/app/tickets/${number}`);
          return messages.length === bodies.length + 1 ? true : null;
        },
        60_000,
      );
      await open(number);
      await page.locator("[data-testid=message]").nth(bodies.length).waitFor();
      const shown = page.locator(".message-frame");
      await expect.poll(async () => shown.count(), { timeout: 20_000 }).toBe(bodies.length);
      expect(await unreadableOf(page), subject).toEqual([]);
    }
    expect(dialogs).toEqual([]);
    expect(strange()).toEqual([]);
    expect(requests.filter((url) => url.includes("/sign-out"))).toEqual([]);
  });

  it("T34: a mail as high as its window does not grow, and what lies under it can be reached", async () => {
    const subject = "High";
    const fill = `position:fixed;width:100vw;height:100vh;min-height:100vh;background:yellow`;
    await sendAll([
      {
        from: "High <high@customer.test>",
        subject,
        html: `<div style="${fill}"><b>Words.</b></div><p>The end.</p>`,
      },
    ]);
    const { number } = await ticketOf(subject);
    // as one that was stored before such measures were left out
    await page.route(`**/api/app/tickets/${number}`, async (route) => {
      const answer = await route.fetch();
      const thread = (await answer.json()) as ThreadView;
      const html = `<div style="height:100vh;background:yellow"><b>Words.</b></div><p>The end.</p>`;
      const messages = thread.messages.map((message) => ({ ...message, html, visibleHtml: html }));
      await route.fulfill({ response: answer, json: { ...thread, messages } });
    });
    const heights: number[] = [];
    for (const stored of [true, false]) {
      await open(number);
      const frame = page.locator(".message-frame");
      await frame.contentFrame().getByText("The end.").scrollIntoViewIfNeeded();
      const height = async (): Promise<number> => (await frame.boundingBox())?.height ?? 0;
      await expect.poll(height).toBeGreaterThan(20);
      const first = await height();
      await page.waitForTimeout(1000);
      expect(await height(), `stored before: ${stored}`).toBe(first);
      heights.push(first);
      await page.unroute(`**/api/app/tickets/${number}`);
    }
    expect(Math.max(...heights)).toBeLessThan(200);
  });

  it("T50: a picture of a stranger is not asked for until the agent agrees, and then through us", async () => {
    const { port } = stranger.address() as AddressInfo;
    const pixel = `http://127.0.0.1:${port}/pixel.gif?who=agent`;
    const subject = "Newsletter";
    await sendAll([
      {
        from: "News <news@customer.test>",
        subject,
        html: `<p><b>Read on.</b></p><img src="${pixel}" width="1"><img src="https://evil.example/logo.png">`,
      },
    ]);
    await open((await ticketOf(subject)).number);
    const frame = page.locator(".message-frame").contentFrame();
    await frame.getByText("Read on.").waitFor();
    requests.length = 0;
    await page.reload();
    await frame.getByText("Read on.").waitFor();
    expect(requests.filter((url) => url.includes("/pictures/"))).toEqual([]);
    const answers = Promise.all(
      [0, 1].map(async (index) =>
        page.waitForResponse((answer) => answer.url().endsWith(`/pictures/${index}`)),
      ),
    );
    await page.locator(".message-images button").click();
    // one address is inside our own house, the other does not exist: neither is fetched
    expect((await answers).map((answer) => answer.status())).toEqual([404, 404]);
    expect(strange()).toEqual([]);
    expect(asked).toEqual([]);
  });

  it("T36: files that could act as a page are downloads that can do nothing", async () => {
    const active = `<script>alert(1)</script><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`;
    const kinds = [
      ["page.html", "text/html"],
      ["drawing.svg", "image/svg+xml"],
      ["data.xml", "application/xml"],
      ["page.xhtml", "application/xhtml+xml"],
      ["paper.pdf", "application/pdf"],
      ["saved.mht", "multipart/related"],
    ] as const;
    const subject = "Files";
    await sendAll([
      {
        from: "Mallory <files@customer.test>",
        subject,
        text: "See the files.",
        attachments: kinds.map(([filename, contentType]) => ({
          filename,
          contentType: contentType === "multipart/related" ? "message/rfc822" : contentType,
          content: active,
        })),
      },
    ]);
    const { number } = await ticketOf(subject);
    await open(number);
    const links = page.locator("a.file");
    await links.first().waitFor();
    expect(await links.count()).toBe(kinds.length);
    const paths = await links.evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));
    for (const path of paths) {
      const answer = await context.request.get(`${kvit.url}${path}`);
      expect(answer.headers()).toMatchObject({
        "content-type": "application/octet-stream",
        "x-content-type-options": "nosniff",
        "content-security-policy": "default-src 'none'; sandbox",
      });
      expect(answer.headers()["content-disposition"]).toMatch(/^attachment;/);
      const tab = await context.newPage();
      const download = tab.waitForEvent("download");
      await tab.goto(`${kvit.url}${path}`).catch(() => null);
      await (await download).cancel();
      expect(tab.url()).toBe("about:blank");
      await tab.close();
    }
    expect(dialogs).toEqual([]);
  });

  it("T40: markup in names, subject, tags and file names is text wherever an agent meets it", async () => {
    await sendAll([
      {
        from: { name: markup, address: "ana@customer.test" },
        subject: markup,
        text: markup,
        attachments: [{ filename: "<svg onload=alert(1)>.txt", content: "x" }],
      },
    ]);
    const { number } = await ticketOf(markup);
    await api.post(`/api/v1/tickets/${number}/tag`, { add: ["<b>vip</b>"] });
    await api.post(`/api/v1/tickets/${number}/note`, { text: markup });
    const clean = async (): Promise<void> => {
      expect(await page.locator("img[src=x], svg[onload], .tag b").count()).toBe(0);
    };
    await page.goto(`${kvit.url}/v/all`);
    const row = page.locator(`[data-testid=row][data-ticket="${number}"]`);
    await row.waitFor();
    expect(await row.locator(".row-subject b").innerText()).toBe(markup);
    expect(await row.locator(".row-person").innerText()).toBe(markup);
    await row.click();
    await clean();
    await open(number);
    expect(await page.locator(".ticket-subject").innerText()).toBe(markup);
    expect(await page.locator("[data-testid=details] h3").first().innerText()).toBe(markup);
    expect(await page.locator("[data-testid=details] .tag").innerText()).toBe("<b>vip</b>");
    expect(await page.locator("a.file").innerText()).toContain("onload=alert(1)");
    expect(await page.title()).toContain(markup);
    await page.keyboard.press("r");
    await page.locator("[data-testid=composer-text]").waitFor();
    await clean();
    await page.keyboard.press("Escape");
    await page.keyboard.press("/");
    await page.locator("[data-testid=chooser] input").fill("onerror");
    await page.locator("[data-testid=choice]", { hasText: markup }).first().waitFor();
    await clean();
    expect(dialogs).toEqual([]);
    expect(strange()).toEqual([]);
  });
});

/** Brings each mail into sight; answers how those begin that cannot be read or whose frame is no wall. */
async function unreadableOf(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`(async () => {
    const bad = [];
    for (const frame of document.querySelectorAll(".message-frame")) {
      frame.scrollIntoView();
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      const walled = !frame.sandbox.contains("allow-scripts") && frame.srcdoc.includes("default-src 'none'");
      const words = frame.contentDocument.body.innerText;
      const line = frame.contentDocument.querySelector("b").getBoundingClientRect();
      const inSight = line.height > 8 && line.bottom <= frame.clientHeight;
      if (!walled || !inSight || !/Words before \\d+\\./.test(words)) bad.push(words.slice(0, 80));
    }
    return bad;
  })()`);
}
