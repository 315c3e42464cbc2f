import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasBrowser, openBrowser, openPage } from "./browser.ts";
import { startCustomerPages, type CustomerPages, type Request } from "./customer-pages.ts";

let pages: CustomerPages;
let browser: Browser;

const statusOf = async ({ id }: Request) => (await pages.desk.ticket(id)).status;
const patience = { timeout: 5000, interval: 20 };
const versionOf = async ({ id }: Request) => (await pages.desk.ticket(id)).version;
async function open(url: string, options: BrowserContextOptions = {}): Promise<Page> {
  const { page, errors } = await openPage(browser, options);
  page.on("close", () => expect(errors).toEqual([]));
  await page.goto(url);
  return page;
}

describe.skipIf(!hasBrowser)("one click from the mail", () => {
  beforeAll(async () => {
    [pages, browser] = await Promise.all([startCustomerPages(), openBrowser()]);
  });
  afterAll(async () => {
    await browser.close();
    await pages.stop();
  });

  it.each(["yes", "no"])(
    "C5: a browser that opens “%s” and runs its scripts, with nobody there, changes nothing",
    async (answer) => {
      const request = await pages.resolved();
      const before = await versionOf(request);
      const page = await open(`${request.decision}?a=${answer}`);
      const posts: string[] = [];
      page.on("request", (sent) => {
        if (sent.method() !== "GET") posts.push(sent.url());
      });
      // What a scanner's scripts can do: make events of their own, scroll, wait.
      await page.evaluate(`
        for (const type of ["pointermove", "pointerdown", "touchstart", "wheel", "keydown", "scroll", "mousemove"])
          document.body.dispatchEvent(new Event(type, { bubbles: true }));
        document.body.style.height = "5000px";
        scrollTo(0, 2000);
      `);
      await page.waitForTimeout(5000);
      expect(posts).toEqual([]);
      expect(await versionOf(request)).toBe(before);
      await page.context().close();
    },
  );

  it("C6: a moved mouse saves “yes” without a second click, and says thank you", async () => {
    const request = await pages.resolved();
    const page = await open(`${request.decision}?a=yes`);
    await page.mouse.move(200, 200);
    await page.mouse.move(220, 240);
    await page.getByRole("heading", { name: "Great, it's closed." }).waitFor();
    expect(await statusOf(request)).toBe("closed");
    expect(new URL(page.url()).search).toBe("");
    await page.context().close();
  });

  it("B34: shows within 100 ms that it is saving, and has saved within a second", async () => {
    const request = await pages.resolved();
    const page = await open(`${request.decision}?a=yes`);
    // From the moment of the move, as the browser has it, to the changed words on the page.
    await page.evaluate(`
      globalThis.moved = new Promise((resolve) => {
        addEventListener("pointermove", (event) => resolve(event.timeStamp), { once: true });
      });
      globalThis.shown = new Promise((resolve) => {
        new MutationObserver(() => resolve(performance.now())).observe(document.body, {
          subtree: true, childList: true, characterData: true,
        });
      });
      "watching";
    `);
    // 300 ms of distance between the customer and the desk.
    await page.route("**/s/*", async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      await route.continue();
    });
    const started = Date.now();
    const said = page.evaluate<[number, string]>(
      `Promise.all([shown, moved]).then(([to, from]) => [to - from, document.getElementById("confirm").textContent])`,
    );
    await page.mouse.move(300, 300);
    const [took, words] = await said;
    await expect.poll(async () => statusOf(request), patience).toBe("closed");
    expect(Date.now() - started).toBeLessThan(1000);
    expect(took).toBeLessThan(100);
    expect(words).toBe("Yes, it's solved — saving…");
    await page.context().close();
  });

  it("C6: a finger saves it too", async () => {
    const request = await pages.resolved();
    const page = await open(`${request.decision}?a=yes`, {
      hasTouch: true,
      viewport: { width: 360, height: 640 },
    });
    await page.touchscreen.tap(180, 600);
    await expect.poll(async () => statusOf(request), patience).toBe("closed");
    await page.context().close();
  });

  it("C6: with the keyboard alone, a key saves the chosen answer", async () => {
    const request = await pages.resolved();
    const page = await open(`${request.decision}?a=no`);
    expect(await page.locator(":focus").textContent()).toContain("No, reopen");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "We've opened it again, and we're on it." }).waitFor();
    await expect.poll(async () => statusOf(request), patience).toBe("open");
    await page.context().close();
  });

  it("C6: without script, the chosen answer is one button", async () => {
    const request = await pages.resolved();
    const page = await open(`${request.decision}?a=yes`, { javaScriptEnabled: false });
    await page.mouse.move(200, 200);
    await page.mouse.move(220, 240);
    expect(await statusOf(request)).toBe("resolved");
    await page.getByRole("button", { name: "Yes, it's solved" }).click();
    await page.getByText("Great, it's closed.").waitFor();
    expect(await statusOf(request)).toBe("closed");
    await page.getByRole("button", { name: "Not solved after all? Reopen" }).click();
    await page.getByText("We've opened it again").waitFor();
    await page.getByLabel("What is still missing?").fill("The second shoe.");
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByText("Thank you, your message is with us.").waitFor();
    expect(await statusOf(request)).toBe("open");
    await page.context().close();
  });

  it("does nothing while the page is not seen", async () => {
    const request = await pages.resolved();
    const { page, context } = await openPage(browser);
    await page.addInitScript(`Object.defineProperty(document, "visibilityState", { get: () => "hidden" })`);
    await page.goto(`${request.decision}?a=yes`);
    await page.mouse.move(200, 200);
    await page.mouse.move(220, 240);
    await page.waitForTimeout(500);
    expect(await statusOf(request)).toBe("resolved");
    await context.close();
  });

  it("a link without an answer waits for a click, however the mouse moves", async () => {
    const request = await pages.resolved();
    const page = await open(request.decision);
    await page.mouse.move(200, 200);
    await page.mouse.move(220, 240);
    await page.keyboard.press("Tab");
    await page.waitForTimeout(300);
    expect(await statusOf(request)).toBe("resolved");
    await page.getByRole("button", { name: "No, reopen" }).click();
    await expect.poll(async () => statusOf(request), patience).toBe("open");
    await page.context().close();
  });

  it.each([
    ["a mouse", {}],
    ["a finger", { hasTouch: true, viewport: { width: 360, height: 640 } }],
  ])("the other answer, pressed by %s at once, is the only one that is given", async (_by, options) => {
    const request = await pages.resolved();
    const page = await open(`${request.decision}?a=no`, options);
    const posts: (string | null)[] = [];
    page.on("request", (sent) => {
      if (sent.method() === "POST") posts.push(sent.postData());
    });
    const button = page.getByRole("button", { name: "Yes, it's solved" });
    await ("hasTouch" in options ? button.tap() : button.click());
    await page.getByRole("heading", { name: "Great, it's closed." }).waitFor();
    expect(posts).toHaveLength(1);
    expect(await statusOf(request)).toBe("closed");
    await page.context().close();
  });

  it("says that it saves by itself; who walks to a button by keyboard answers with it", async () => {
    const request = await pages.resolved();
    const page = await open(`${request.decision}?a=yes`);
    await page.getByText("Touch the page or move the mouse, and your answer is saved.").waitFor();
    await page.keyboard.press("Tab");
    await page.getByText("Press the button to confirm.").waitFor();
    await page.mouse.move(200, 200);
    await page.waitForTimeout(700);
    expect(await statusOf(request)).toBe("resolved");
    await page.keyboard.press("Enter");
    await expect.poll(async () => statusOf(request), patience).toBe("open");
    await page.context().close();
  });

  it("the other answer, pressed while the first is being saved, counts in the end", async () => {
    const request = await pages.resolved();
    const page = await open(`${request.decision}?a=yes`);
    const pressed = Promise.withResolvers<void>();
    await page.route("**/s/*", async (route) => {
      await pressed.promise;
      await route.continue();
    });
    const underway = page.waitForRequest((sent) => sent.method() === "POST");
    await page.mouse.move(200, 200);
    await underway;
    await page.getByRole("button", { name: "No, reopen" }).click();
    pressed.resolve();
    await page.getByRole("heading", { name: "We've opened it again, and we're on it." }).waitFor();
    expect(await statusOf(request)).toBe("open");
    await page.context().close();
  });

  it("says so when it cannot be saved, and the button tries again", async () => {
    const request = await pages.resolved();
    const page = await open(`${request.decision}?a=yes`);
    await page.route("**/s/*", async (route) => route.abort());
    await page.mouse.move(200, 200);
    await page.getByText("This could not be saved just now.").waitFor();
    await page.unroute("**/s/*");
    await page.getByRole("button", { name: "Yes, it's solved" }).click();
    await expect.poll(async () => statusOf(request), patience).toBe("closed");
    await page.context().close();
  });

  it("T75: a foreign page's form is refused by the browser's own word", async () => {
    const request = await pages.resolved();
    const page = await open("about:blank");
    await page.setContent(
      `<form method="post" action="${request.decision}"><button name="answer" value="yes">win</button></form>`,
    );
    await Promise.all([page.waitForURL(/\/s\//), page.click("button")]);
    await page.getByText("This did not come from our page").waitFor();
    expect(await statusOf(request)).toBe("resolved");
    await page.context().close();
  });
});
