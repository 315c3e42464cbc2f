import { Secret, TOTP } from "otpauth";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { SandboxMail } from "@kvit/contract/mail";
import { eventually, signedInApi, type Api } from "./api-client.ts";
import { hasBrowser, openBrowser, openPage, signIn } from "./browser.ts";
import { owner, startKvit, type KvitProcess } from "./kvit-process.ts";

const marta = { email: "marta@primer.test", password: "seven wet umbrellas" };
const newPassword = "nine dry umbrellas";

/** The codes an authenticator app shows: of this half minute, and of the next one. */
function codesOf(secret: string): { readonly now: string; readonly next: string } {
  const totp = new TOTP({ secret: Secret.fromBase32(secret.replaceAll(/\s/g, "")), period: 30, digits: 6 });
  const at = Date.now();
  return { now: totp.generate({ timestamp: at }), next: totp.generate({ timestamp: at + 30_000 }) };
}

describe.skipIf(!hasBrowser)("the way in", () => {
  let kvit: KvitProcess;
  let browser: Browser;
  let api: Api;
  const contexts: BrowserContext[] = [];

  beforeAll(async () => {
    kvit = await startKvit();
    browser = await openBrowser();
    api = await signedInApi(kvit);
  });
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
  });
  afterAll(async () => {
    await browser?.close();
    await kvit?.end();
  });

  async function visitor(): Promise<Page> {
    const { page, context } = await openPage(browser);
    contexts.push(context);
    return page;
  }
  /** The newest mail of a kind that stayed in the sandbox, and the link in it. */
  const linkIn = async (kind: string, to: string): Promise<string> =>
    eventually(`the mail ${kind} to ${to}`, async () => {
      const { items } = await api.get<{ items: SandboxMail[] }>("/api/app/sandbox");
      const mail = items.find((each) => each.kind === kind && each.to.includes(to));
      return /https?:\/\/\S+\/(?:invitation|reset)\/[\w-]+/.exec(mail?.text ?? "")?.[0] ?? null;
    });
  async function typeCredentials(page: Page, who: typeof owner): Promise<void> {
    await page.goto(`${kvit.url}/sign-in`);
    await page.locator("input[name=email]").fill(who.email);
    await page.locator("input[name=password]").fill(who.password);
    await page.keyboard.press("Enter");
  }

  it("an invitation is sent from settings, found in the sandbox, and lets its reader in once", async () => {
    const page = await visitor();
    await signIn(page, kvit);
    await page.goto(`${kvit.url}/settings/agents/invite`);
    await page.locator("textarea[name=emails]").fill(`Marta Krall <${marta.email}>, ${marta.email}`);
    await page.locator("[data-testid=invite] button[type=submit]").click();
    await page.locator("[data-testid=invited] a").click();
    const mail = page.locator("[data-testid=sandbox-mail]");
    await mail.waitFor();
    const popup = page.waitForEvent("popup");
    await mail.frameLocator("iframe").locator("a[href*='/invitation/']").first().click();
    const joining = await popup;
    const link = joining.url();

    const guest = await visitor();
    await guest.goto(link);
    await guest.locator("input[name=name]").fill("Marta Krall");
    await guest.locator("input[name=password]").fill(marta.password);
    await guest.keyboard.press("Enter");
    await guest.locator("[data-testid=list]").waitFor();

    await guest.goto(link);
    await guest.locator("[data-testid=invitation-over]").waitFor();
    await page.goto(`${kvit.url}/settings/agents`);
    await page.locator(`[data-agent="${marta.email}"]`).waitFor();
    expect(await page.locator("[data-invitation]").count()).toBe(0);
  });

  it("T74: a mailed reset sets the password once, ends the sessions of before, and says the same to strangers", async () => {
    const before = await visitor();
    await signIn(before, kvit, marta);
    const asked = await visitor();
    const ask = async (email: string): Promise<string> => {
      await asked.goto(`${kvit.url}/reset`);
      await asked.locator("input[name=email]").fill(email);
      await asked.keyboard.press("Enter");
      return asked.locator("[data-testid=reset-sent]").innerText();
    };
    expect(await ask("nobody@primer.test")).toBe(await ask(marta.email));

    const link = await linkIn("reset", marta.email);
    await asked.goto(link);
    await asked.locator("input[name=password]").fill(newPassword);
    await asked.keyboard.press("Enter");
    await asked.locator("[data-testid=reset-done]").waitFor();

    await before.locator("[data-testid=sign-in]").waitFor();
    await asked.goto(`${kvit.url}/reset`);
    await asked.goto(link);
    await asked.locator("[role=alert]").waitFor();
    expect(await asked.locator("input[name=password]").count()).toBe(0);
    await signIn(asked, kvit, { ...marta, password: newPassword });
  });

  it("a session that is revoked is over at its next step", async () => {
    const here = await visitor();
    const there = await visitor();
    await signIn(here, kvit);
    await signIn(there, kvit);
    await here.goto(`${kvit.url}/me/security`);
    const others = here.locator("[data-testid=sessions] li:not([data-current])");
    await others.first().waitFor();
    const count = await others.count();
    // the newest session that is not this one is the other page's
    await others.first().locator("button").click();
    await eventually("one session less", async () => ((await others.count()) === count - 1 ? true : null));
    await there.locator("[data-testid=sign-in]").waitFor();
    expect(new URL(there.url()).pathname).toBe("/sign-in");
    await here.reload();
    await here.locator("[data-testid=sessions] [data-current]").waitFor();
  });

  it("T86: with the second factor on, a code lets in once and not again", async () => {
    const who = { ...marta, password: newPassword };
    const page = await visitor();
    await signIn(page, kvit, who);
    await page.goto(`${kvit.url}/me/security`);
    const state = page.locator("[data-testid=two-factor-state] .mark");
    expect(await state.getAttribute("data-status-color")).toBe("closed");
    await page.getByRole("button", { name: "Switch on" }).click();
    await page.locator("[data-testid=enable-two-factor] input[name=password]").fill(who.password);
    await page.keyboard.press("Enter");
    const codes = codesOf(await page.locator("[data-testid=secret]").innerText());
    const [backup] = await page.locator("[data-testid=backup-codes] li").allInnerTexts();
    expect(await page.evaluate("document.querySelector('.offer-qr').naturalWidth")).toBeGreaterThan(0);
    await page.locator("[data-testid=two-factor-offer] input[name=code]").fill(codes.now);
    await page.keyboard.press("Enter");
    await page.locator("[data-testid=two-factor-state] [data-status-color=resolved]").waitFor();

    const again = await visitor();
    const typeCode = async (code: string): Promise<void> => {
      await again.locator("[data-testid=two-factor] input[name=code]").fill(code);
      await again.keyboard.press("Enter");
    };
    const isRefused = async (): Promise<void> =>
      again.locator("[data-testid=two-factor] [role=alert]").waitFor();
    await typeCredentials(again, who);
    await typeCode(codes.now);
    await isRefused();
    await typeCode(codes.next);
    await again.locator("[data-testid=list]").waitFor();

    await again.context().clearCookies();
    await typeCredentials(again, who);
    await typeCode(codes.next);
    await isRefused();
    await typeCode(backup ?? "");
    await again.locator("[data-testid=list]").waitFor();
  });
});
