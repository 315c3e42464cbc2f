import { open } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SandboxMail } from "@kvit/contract/mail";
import type { ThreadView, TicketView } from "@kvit/contract/tickets";
import { eventually, signedInApi, type Api } from "./api-client.ts";
import { hasBrowser, openBrowser, openPage, signIn } from "./browser.ts";
import { inviteAgent } from "./invite-agent.ts";
import { startKvit, type KvitProcess } from "./kvit-process.ts";
import { sendMail } from "./send-mail.ts";

const jan = { email: "jan.nowak@primer.test", password: "eleven green hats" };
const text = "[data-testid=composer-text]";
const holdMs = 10_000;
const megabyte = 1024 * 1024;

describe.skipIf(!hasBrowser)("the composer", () => {
  let kvit: KvitProcess;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let errors: string[];
  let api: Api;
  let jans: Api;
  const numbers = new Map<string, number>();
  /** When a reply was taken back, epoch milliseconds: ten seconds later it would have left. */
  let takenBackAt = 0;

  beforeAll(async () => {
    kvit = await startKvit();
    browser = await openBrowser();
    ({ page, context, errors } = await openPage(browser));
    api = await signedInApi(kvit);
    await inviteAgent(kvit, api, jan);
    jans = await signedInApi(kvit, jan);
    for (const name of ["Undo", "Stop", "Note", "Draft", "Files"])
      await sendMail(kvit, {
        from: `${name} <${name}@customer.test>`,
        subject: name,
        text: `${name}, please.`,
      });
    await signIn(page, kvit);
    await page.locator("[data-testid=row]").nth(4).waitFor();
    const { items } = await api.get<{ items: TicketView[] }>("/api/v1/tickets");
    for (const ticket of items) numbers.set(ticket.subject, ticket.number);
  });
  afterAll(async () => {
    await browser?.close();
    await kvit?.end();
  });

  const numberOf = (name: string): number => numbers.get(name) ?? 0;
  const thread = async (name: string): Promise<ThreadView> =>
    api.get<ThreadView>(`/api/app/tickets/${numberOf(name)}`);
  const replies = async (): Promise<SandboxMail[]> =>
    (await api.get<{ items: SandboxMail[] }>("/api/app/sandbox")).items.filter(
      ({ kind }) => kind === "reply",
    );
  async function openTicket(name: string, key: "r" | "n" | null = null, on = page): Promise<void> {
    await on.goto(`${kvit.url}/t/${numberOf(name)}`);
    await on.locator("[data-testid=timeline] [data-testid=message]").first().waitFor();
    if (key === null) return;
    await on.keyboard.press(key);
    await on.locator(text).waitFor();
  }
  /** A file of a size, on disk as people have them. */
  const fileOf = async (name: string, size: number): Promise<string> => {
    const path = join(kvit.dataDir, name);
    const file = await open(path, "w");
    await file.truncate(size);
    await file.close();
    return path;
  };
  const written = async (on = page): Promise<string> => on.locator(text).innerText();
  const untilWritten = async (wanted: string, on = page): Promise<void> => {
    await expect.poll(async () => (await written(on)).trim(), { timeout: 5000 }).toBe(wanted);
  };
  const choose = async (files: readonly string[]): Promise<void> => {
    await page.locator("[data-testid=composer-file]").setInputFiles(files);
  };

  it("A26: a reply is held, and z brings its text, its files and the caret back", async () => {
    await openTicket("Undo", "r");
    await page.keyboard.type("Dear Ana, the parcel is its way.");
    await choose([await fileOf("label.txt", 200)]);
    await page.locator(".composer-files [data-state=there]").waitFor();
    // the caret is left where a word is missing
    for (let step = 0; step < "its way.".length; step += 1) await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Control+Enter");
    await page.locator(`[data-testid=held][data-ticket="${numberOf("Undo")}"]`).waitFor();
    await page.locator("[data-testid=status-chip][data-status=answered]").first().waitFor();
    expect(await page.locator("[data-testid=composer]").count()).toBe(0);
    await eventually("the held reply on the server", async () =>
      (await thread("Undo")).messages.some(({ delivery }) => delivery?.state === "held") ? true : null,
    );

    await page.keyboard.press("z");
    takenBackAt = Date.now();
    await page.locator(text).waitFor();
    await page.locator(".composer-files [data-state=there]", { hasText: "label.txt" }).waitFor();
    await page.keyboard.type("on ");
    await untilWritten("Dear Ana, the parcel is on its way.");
    await page.locator("[data-testid=status-chip][data-status=new]").first().waitFor();
    expect(await page.locator("[data-testid=held]").count()).toBe(0);
    await eventually("the reply gone from the thread", async () =>
      (await thread("Undo")).messages.length === 1 ? true : null,
    );

    await page.keyboard.press("Control+Enter");
    await page.locator("[data-testid=held]").waitFor();
    await page.keyboard.press("Shift+Z");
    await eventually("the whole reply in the sandbox", async () =>
      (await replies()).some((mail) => mail.text.includes("the parcel is on its way")) ? true : null,
    );
  });

  it("A30: a reply is stopped when somebody else answers first, and leaves only when it shall", async () => {
    await openTicket("Stop", "r");
    await page.keyboard.type("We are looking into it.");
    await jans.post(`/api/v1/tickets/${numberOf("Stop")}/reply`, { text: "It is solved already.", hold: 0 });
    await page.locator("[data-testid=message]", { hasText: "It is solved already." }).waitFor();
    await page.keyboard.press("Control+Enter");
    const stop = page.locator("[data-testid=stop][data-urgent]");
    await stop.waitFor();
    expect(await stop.innerText()).toContain("Jan Nowak");
    expect((await written()).trim()).toBe("We are looking into it.");
    expect((await thread("Stop")).messages).toHaveLength(2);

    await stop.getByRole("button", { name: "Send anyway" }).click();
    await eventually("the reply sent all the same", async () =>
      (await thread("Stop")).messages.length === 3 ? true : null,
    );
    await page.keyboard.press("Shift+Z");
  });

  it("A30: a stop that only the server sees keeps the text too", async () => {
    await openTicket("Stop", "r");
    await page.keyboard.type("One thing more.");
    // the page hears nothing of what happens meanwhile
    await page.route(`**/api/app/tickets/${numberOf("Stop")}`, (route) => route.abort());
    await jans.post(`/api/v1/tickets/${numberOf("Stop")}/reply`, { text: "Said before you.", hold: 0 });
    await page.keyboard.press("Control+Enter");
    await page.unroute(`**/api/app/tickets/${numberOf("Stop")}`);
    await page.locator("[data-testid=stop][data-urgent]").waitFor();
    await untilWritten("One thing more.");
    expect((await thread("Stop")).messages).toHaveLength(4);
    await page.keyboard.press("Escape");
    await page.locator("[data-testid=composer-closed]", { hasText: "One thing more." }).waitFor();
  });

  it("A36: reply and note keep their own texts, look different, and one key cannot mix them up", async () => {
    await openTicket("Note", "r");
    await page.keyboard.type("For the customer.");
    const looks = async (): Promise<Record<"mode" | "colour" | "label" | "button", string>> =>
      page.evaluate(`(() => {
        const box = document.querySelector("[data-testid=composer]");
        return {
          mode: box.dataset.mode,
          colour: getComputedStyle(box).backgroundColor,
          label: box.querySelector("[role=textbox]").getAttribute("aria-label"),
          button: box.querySelector("[data-testid=send]").textContent,
        };
      })()`);
    const asReply = await looks();
    await page.keyboard.press("Control+.");
    await untilWritten("");
    await page.keyboard.type("For the team.");
    const asNote = await looks();
    for (const part of ["mode", "colour", "label", "button"] as const)
      expect(asNote[part], part).not.toBe(asReply[part]);
    expect(await page.locator("[data-testid=composer]").innerText()).toContain("the customer can't see this");
    await page.keyboard.press("Control+.");
    await untilWritten("For the customer.");
    expect((await looks()).mode).toBe("reply");
    await page.keyboard.press("Control+.");
    await untilWritten("For the team.");
    // the chord that sends a reply and resolves
    await page.keyboard.press("Control+Shift+Enter");
    const { messages, ticket } = await eventually("the note", async () => {
      const now = await thread("Note");
      return now.messages.length === 2 ? now : null;
    });
    expect(messages.at(-1)?.kind).toBe("note");
    expect(ticket.status).toBe("new");
    expect((await replies()).some((mail) => mail.text.includes("For the team."))).toBe(false);
    await page.keyboard.press("z");
    await page.locator("[data-testid=toast]", { hasText: "A note cannot be taken back." }).waitFor();
    expect((await thread("Note")).messages).toHaveLength(2);
    await page.keyboard.press("r");
    await untilWritten("For the customer.");
    await page.keyboard.press("Escape");
  });

  it("A29: a draft is on another machine within five seconds, after the browser died", async () => {
    const first = await openPage(browser);
    await signIn(first.page, kvit);
    await openTicket("Draft", "r", first.page);
    await first.page.keyboard.type("Half a sentence");
    const typedAt = Date.now();
    await eventually("the draft on the server", async () =>
      (await thread("Draft")).drafts.reply?.includes("Half a sentence") === true ? true : null,
    );
    expect(Date.now() - typedAt).toBeLessThan(5000);
    await first.context.close();

    const other = await openPage(browser);
    await signIn(other.page, kvit);
    await openTicket("Draft", "r", other.page);
    await untilWritten("Half a sentence", other.page);
    await other.page.keyboard.type(" is whole now.");
    await other.page.keyboard.press("Escape");
    await other.page.keyboard.press("u");
    const row = other.page.locator(`[data-testid=row][data-ticket="${numberOf("Draft")}"]`);
    await row.locator(".row-draft").waitFor();
    await other.context.close();
  });

  it("A32: others are seen reading and typing, in the list and in the thread, until they are gone", async () => {
    const janOpened = await openPage(browser);
    await signIn(janOpened.page, kvit, jan);
    await page.goto(`${kvit.url}/v/all`);
    const mark = (doing: string) =>
      page.locator(
        `[data-testid=row][data-ticket="${numberOf("Files")}"] .row-presence[data-doing=${doing}]`,
      );
    await openTicket("Files", null, janOpened.page);
    await mark("reading").waitFor({ timeout: 3000 });
    await janOpened.page.keyboard.press("r");
    await janOpened.page.locator(text).waitFor();
    await janOpened.page.keyboard.type("I");
    await mark("typing").waitFor({ timeout: 1500 });
    await openTicket("Files");
    await page.locator(".presence-one[data-doing=typing]", { hasText: "Jan" }).waitFor({ timeout: 3000 });
    await janOpened.context.close();
    await expect.poll(async () => page.locator(".presence-one").count(), { timeout: 60_000 }).toBe(0);
  });

  it("A43: many files go up side by side, and one that is refused says why and spares the others", async () => {
    await openTicket("Files", "r");
    await choose([
      await fileOf("big.png", 5 * megabyte),
      await fileOf("film.mp4", 51 * megabyte),
      await fileOf("list.csv", 100),
    ]);
    const line = (name: string) => page.locator(".composer-files li", { hasText: name });
    await eventually("how each file fared", async () => {
      const states = await Promise.all(
        ["big.png", "film.mp4", "list.csv"].map(async (name) => line(name).getAttribute("data-state")),
      );
      return states.join() === "there,refused,there" ? true : null;
    });
    expect((await line("film.mp4").innerText()).length).toBeGreaterThan("film.mp4".length + 10);
    await line("film.mp4").getByRole("button").click();
    await page.locator(text).focus();
    await page.keyboard.type("Here they are.");
    await page.keyboard.press("Control+Enter");
    await page.keyboard.press("Shift+Z");
    const mail = await eventually("the reply with its files", async () => {
      const found = (await replies()).find((each) => each.text.includes("Here they are."));
      return found ?? null;
    });
    const sent = (await thread("Files")).messages.find(({ text: said }) => said.includes("Here they are."));
    const names = sent?.attachments.map(({ filename }) => filename) ?? [];
    expect(names.toSorted()).toEqual(["big.png", "list.csv"]);
    expect(mail.to).toEqual(["files@customer.test"]);
  });

  it("A26: of what was taken back nothing left, also when its ten seconds are over", async () => {
    await expect.poll(() => Date.now() - takenBackAt, { timeout: 2 * holdMs }).toBeGreaterThan(holdMs + 1000);
    const left = (await replies()).filter(({ to }) => to.includes("undo@customer.test"));
    expect(left).toHaveLength(1);
    expect(left[0]?.text).toContain("the parcel is on its way");
    expect((await thread("Undo")).messages).toHaveLength(2);
  });

  it("no page threw an error", () => {
    expect(errors).toEqual([]);
    expect(context.pages()).toHaveLength(1);
  });
});
