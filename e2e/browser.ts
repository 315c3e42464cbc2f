import { existsSync } from "node:fs";
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from "playwright-core";
import { owner, type KvitProcess } from "./kvit-process.ts";

const executablePath = "/usr/bin/chromium";

/** Whether there is a browser to test with; a suite without one says so and is counted as skipped. */
export const hasBrowser = existsSync(executablePath);
if (!hasBrowser) console.warn(`Browser tests are skipped: there is no ${executablePath}.`);

const quiet = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export async function openBrowser(): Promise<Browser> {
  const asRoot = process.getuid?.() === 0;
  return chromium.launch({ executablePath, args: asRoot ? ["--no-sandbox", ...quiet] : quiet });
}

/** A page of its own that fails the test on any error the page itself throws. */
export async function openPage(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; context: BrowserContext; errors: string[] }> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: "en-GB",
    ...options,
  });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  return { page, context, errors };
}

export async function signIn(
  page: Page,
  kvit: KvitProcess,
  who: { readonly email: string; readonly password: string } = owner,
): Promise<void> {
  await page.goto(`${kvit.url}/sign-in`);
  await page.locator("input[name=email]").fill(who.email);
  await page.locator("input[name=password]").fill(who.password);
  await page.keyboard.press("Enter");
  await page.locator("[data-testid=list]").waitFor();
}
