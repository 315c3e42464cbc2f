import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasBrowser, openBrowser, openPage, signIn } from "./browser.ts";
import { freePort, startKvit, type KvitProcess } from "./kvit-process.ts";
import { listenForImap, listenForSmtp, type MailListener } from "./mail-listeners.ts";

const credentials = { user: "help", password: "blue-kettle-7" };

describe.skipIf(!hasBrowser)("D2: connecting a mailbox", () => {
  let kvit: KvitProcess;
  let browser: Browser;
  let page: Page;
  let imap: MailListener;
  let smtp: MailListener;

  beforeAll(async () => {
    imap = await listenForImap(credentials);
    smtp = await listenForSmtp(credentials);
    kvit = await startKvit();
    browser = await openBrowser();
    ({ page } = await openPage(browser));
    await signIn(page, kvit);
    await page.goto(`${kvit.url}/settings/mailboxes/new`);
  });
  afterAll(async () => {
    await browser?.close();
    await kvit?.end();
    await imap?.end();
    await smtp?.end();
  });

  const fill = async (name: string, value: string): Promise<void> =>
    page.locator(`input[name="${name}"]`).fill(value);
  const save = async (ok: boolean): Promise<void> => {
    await page.locator("[data-testid=mailbox] button[type=submit]").click();
    await page.locator(`[data-testid=mailbox-test][data-ok=${ok}]`).waitFor();
  };
  /** The sentence at a field, and nowhere else. */
  async function errorAt(name: string): Promise<string> {
    expect(await page.locator("[data-testid=mailbox] [aria-invalid=true]").count()).toBe(1);
    const field = page.locator(`input[name="${name}"][aria-invalid=true]`);
    const id = (await field.getAttribute("aria-describedby"))?.split(" ").at(-1) ?? "";
    return page.locator(`[id="${id}"]`).innerText();
  }

  it("guesses the servers from the address", async () => {
    await fill("address", "help@primer.test");
    await page.getByText("Fetch by IMAP").click();
    await page.getByText("By a server of its own").click();
    expect(await page.locator("input[name=imap-host]").inputValue()).toBe("imap.primer.test");
    expect(await page.locator("input[name=relay-host]").inputValue()).toBe("smtp.primer.test");
  });

  it("names the password when the server refuses it", async () => {
    for (const [kind, port] of [
      ["imap", imap.port],
      ["relay", smtp.port],
    ] as const) {
      await fill(`${kind}-host`, "127.0.0.1");
      await fill(`${kind}-port`, String(port));
      await page.locator(`[data-testid=${kind}] input[type=checkbox]`).uncheck();
      await fill(`${kind}-user`, credentials.user);
      await fill(`${kind}-password`, credentials.password);
    }
    await fill("imap-password", "wrong kettle");
    await save(false);
    expect(await errorAt("imap-password")).toMatch(/^Password: .*user help/);
  });

  it("names the port when nothing answers there", async () => {
    await fill("imap-password", credentials.password);
    await fill("imap-port", String(await freePort()));
    await save(false);
    expect(await errorAt("imap-port")).toMatch(/^Port: .*127\.0\.0\.1/);
  });

  it("names the port of the outgoing server when sending is blocked", async () => {
    await fill("imap-port", String(imap.port));
    await fill("relay-port", String(await freePort()));
    await save(false);
    expect(await errorAt("relay-port")).toMatch(/^Port: /);
  });

  it("says so when both servers let it in, and keeps the passwords to itself", async () => {
    await fill("relay-port", String(smtp.port));
    await save(true);
    await page.goto(`${kvit.url}/settings/mailboxes`);
    await page.locator("[data-testid=mailboxes] a").click();
    const password = page.locator("input[name=imap-password]");
    await password.waitFor();
    expect(await password.inputValue()).toBe("");
    expect(await page.content()).not.toContain(credentials.password);
  });
});
