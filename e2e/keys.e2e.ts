import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { EventView, TicketView } from "@kvit/contract/tickets";
import { eventually, signedInApi, type Api } from "./api-client.ts";
import { atTheKeys, sumOfVersions } from "./at-the-keys.ts";
import { hasBrowser, openBrowser, openPage, signIn } from "./browser.ts";
import { startKvit, type KvitProcess } from "./kvit-process.ts";
import { sendMail } from "./send-mail.ts";

const count = 40;
const sentence = "jeez, nice email #1!";
const composerText = "[data-testid=composer-text]";
const chooser = "[data-testid=chooser]";
const field = `${chooser} input`;

describe.skipIf(!hasBrowser)("the keys", () => {
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
    for (let index = 1; index <= count; index += 1)
      await api.post("/api/v1/tickets", {
        requester: { email: `person${index}@customer.test`, name: `Person ${index}` },
        subject: `Question ${index}`,
        text: `Would you look at question ${index}?`,
      });
    await signIn(page, kvit);
    await page.locator("[data-testid=row]").nth(5).waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await kvit?.end();
  });

  const { goTo, currentRow, rows, press, watchKeys, focusLook } = atTheKeys(() => ({ page, url: kvit.url }));
  /** The ticket with mail on its way, whose delivery may be noted at any time. */
  let answered: string | null = null;
  /** Grows with any change of any ticket, but of the one named and the answered one. */
  const versionSum = async (without: string | null = null) => sumOfVersions(api, [without, answered]);

  it("A1: from signing in to the next ticket without a mouse, the focus always in sight", async () => {
    const outlined = async (what: string): Promise<void> => expect(await focusLook(), what).toBe("ring");
    await press("g", "u");
    await page.waitForURL(/\/v\/unassigned$/);
    await outlined("the list");
    const number = await currentRow();
    answered = number;
    await press("Enter");
    await page.waitForURL(new RegExp(`/t/${number}$`));
    await press("i", "r");
    await page.locator(composerText).waitFor();
    await outlined("the composer");
    await page.keyboard.type("We have looked at it.");
    await press("Control+Enter");
    await page.locator("[data-testid=status-chip][data-status=answered]").first().waitFor();
    await press("Shift+Z", "e");
    await page.locator("[data-testid=status-chip][data-status=resolved]").first().waitFor();
    await press("z");
    await page.locator("[data-testid=status-chip][data-status=answered]").first().waitFor();
    await press("j");
    await page.waitForURL((url) => /\/t\/\d+$/.test(url.pathname) && !url.pathname.endsWith(`/t/${number}`));
    await press("Tab");
    await outlined("where Tab leads");
    const mine = await eventually("the ticket on the server", async () => {
      const now = await api.get<TicketView>(`/api/v1/tickets/${number}`);
      return now.status === "answered" ? now : null;
    });
    expect(mine.assignee?.email).toBe("petra@primer.test");
  });

  it("A2: each picker, page and layer of the sheet opens by the key it names", async () => {
    for (const path of ["/v/all", "/t/7"]) {
      await goTo(path);
      await press("?");
      const sheet = page.locator("[data-testid=keys]");
      await sheet.waitFor();
      const listed = (await sheet.locator(".keys-own .hidden").allInnerTexts()).map((chord) => chord.trim());
      await press("Escape");
      await sheet.waitFor({ state: "detached" });
      for (const key of ["a", "s", "t", "p", "l", "h", "b", "/", "Mod+K", ".", "c"]) {
        expect(listed, `${key} on ${path}`).toContain(key);
        await press(key.replace("Mod+K", "Control+k"));
        const layer = page.locator(`${chooser}, [data-testid=new-ticket]`);
        await layer.waitFor();
        await press("Escape");
        await layer.waitFor({ state: "detached" });
      }
    }
    for (const [second, path] of [
      ["m", "/v/mine"],
      ["u", "/v/unassigned"],
      ["w", "/v/waiting"],
      ["p", "/v/postponed"],
      ["s", "/v/spam"],
      ["t", "/v/deleted"],
      ["a", "/v/all"],
      ["e", "/settings"],
    ] as const) {
      await press("g", second);
      await page.waitForURL(`${kvit.url}${path}`);
    }
  });

  it("A3: a sentence typed into any field stays a sentence", async () => {
    const before = await versionSum();
    const typeInto = async (place: string, locator: string, path: string): Promise<void> => {
      await page.locator(locator).first().waitFor();
      await page.locator(locator).first().focus();
      await page.keyboard.type(sentence);
      const at = page.locator(locator).first();
      const got = locator === composerText ? await at.innerText() : await at.inputValue();
      expect(got.trim(), place).toBe(sentence);
      expect(page.url(), place).toBe(`${kvit.url}${path}`);
      await press("Escape");
    };
    await goTo("/v/all");
    await press("/");
    await typeInto("the search", field, "/v/all");
    await press("?");
    await typeInto("the filter of the key sheet", "[data-testid=keys] input", "/v/all");
    await press("l");
    await typeInto("a picker", field, "/v/all");
    await press("c");
    await typeInto("a dialog", "[data-testid=new-ticket] textarea", "/v/all");
    await goTo("/t/7");
    await press("r");
    await page.locator(".composer-add").click();
    await typeInto("the line of copies", ".composer-cc input", "/t/7");
    await press("r");
    await typeInto("the composer", composerText, "/t/7");
    await press("n");
    await typeInto("a note", composerText, "/t/7");
    expect(await versionSum()).toBe(before);
  });

  it("the postpone picker takes a date letter by letter, shows what it means first, and lets nothing out", async () => {
    await goTo("/v/all");
    const before = await versionSum();
    for (const typed of ["3d", "24.12. 10:00", "fri 9", "1 week"]) {
      await press("h");
      await page.keyboard.type(typed);
      await page.locator(`${chooser} [data-choice=typed]`).waitFor();
      expect(await page.locator(field).inputValue()).toBe(typed);
      expect(await page.locator(`${chooser} [data-testid=choice]`).first().getAttribute("data-choice")).toBe(
        "typed",
      );
      expect(await page.locator(`${chooser} kbd`).count(), "numbers before the lines").toBe(0);
      await press("Escape");
      await page.locator(chooser).waitFor({ state: "detached" });
    }
    expect(await versionSum()).toBe(before);
    expect(page.url()).toBe(`${kvit.url}/v/all`);
    const number = await currentRow();
    const others = await versionSum(number);
    await press("h");
    await page.keyboard.type("24.12. 10:00");
    await page.keyboard.press("Enter");
    await page.locator(chooser).waitFor({ state: "detached" });
    const postponed = await eventually("the postponed ticket", async () => {
      const now = await api.get<TicketView>(`/api/v1/tickets/${number}`);
      return now.status === "postponed" ? now : null;
    });
    expect(postponed.postponedUntil).toMatch(/-12-24T/);
    expect(await versionSum(number)).toBe(others);
    await press("z");
    await eventually("the ticket as before", async () =>
      (await api.get<TicketView>(`/api/v1/tickets/${number}`)).status === "new" ? true : null,
    );
  });

  it("a picker closed by a digit swallows the rest of the burst", async () => {
    await goTo("/v/all");
    const number = await currentRow();
    const others = await versionSum(number);
    await press("p");
    await page.locator(chooser).waitFor();
    await page.keyboard.type("1dejh#s");
    await eventually("the priority saved", async () =>
      (await api.get<TicketView>(`/api/v1/tickets/${number}`)).priority === "urgent" ? true : null,
    );
    expect(await page.locator(chooser).count()).toBe(0);
    expect(await currentRow()).toBe(number);
    expect(await versionSum(number)).toBe(others);
    // the pause that ends a burst is a matter of time alone
    await page.waitForTimeout(500);
    await press("j");
    expect(await currentRow()).not.toBe(number);
  });

  it("A4: with Ctrl, ⌘ or Alt down no plain key does anything, and the browser keeps its own", async () => {
    const before = await versionSum();
    const marks = ["#", "!", ".", ",", "?", "/", "[", "]", "1", "2"];
    const letters = "abcdefghijklmnopqrstuvwxyz".split("");
    for (const path of ["/v/all", "/t/7"]) {
      await goTo(path);
      const taken = await watchKeys();
      for (const modifier of ["Alt", "Meta", "Control"]) {
        // what Ctrl itself is bound to: palette, undo, all rows
        const own = modifier === "Control" ? ["k", "z", "a"] : [];
        for (const key of [...letters, ...marks].filter((each) => !own.includes(each)))
          await press(`${modifier}+${key}`);
        expect(await page.locator(`${chooser}, [data-testid=keys], [data-testid=new-ticket]`).count()).toBe(
          0,
        );
      }
      expect(await taken()).toEqual([]);
      expect(page.url()).toBe(`${kvit.url}${path}`);
      expect(await page.locator("[data-testid=composer]").count()).toBe(0);
    }
    expect(await versionSum()).toBe(before);
  });

  it("A7: single keys can be switched off, also for the next visit", async () => {
    await page.goto(`${kvit.url}/me`);
    const tick = page.locator("input[type=checkbox]").first();
    await tick.waitFor();
    const saved = page.waitForResponse((answer) => answer.request().method() === "PATCH");
    await tick.click();
    await saved;
    await goTo("/t/7");
    await press("e", "r", "j", "?");
    expect(await page.locator(`[data-testid=composer], [data-testid=keys]`).count()).toBe(0);
    expect(await page.locator("[data-testid=ticket]").getAttribute("data-status")).toBe("new");
    await press("Control+k");
    await page.locator(chooser).waitFor();
    await press("Escape");
    await page.goto(`${kvit.url}/me`);
    const again = page.waitForResponse((answer) => answer.request().method() === "PATCH");
    await tick.click();
    await again;
  });

  it("A8: thirty fast steps end on row 31, in sight and covered by nothing", async () => {
    await goTo("/v/all");
    await press("Home", "x");
    await page.locator("[data-testid=bulk]").waitFor();
    const order = (await api.get<{ items: TicketView[] }>("/api/v1/tickets?limit=100")).items.length;
    expect(order).toBe(count);
    const walked: (string | null)[] = [await currentRow()];
    for (let step = 0; step < 30; step += 1) {
      await press("j");
      walked.push(await currentRow());
    }
    expect(new Set(walked).size).toBe(31);
    expect(await page.locator("[data-testid=row][data-current]").getAttribute("aria-rowindex")).toBe("31");
    // while it scrolls the list lets the pointer through, so what lies on top is asked until it stands
    const uncovered = async (): Promise<unknown> =>
      page.evaluate(`(() => {
        const box = document.querySelector("[data-testid=row][data-current]").getBoundingClientRect();
        return [box.top + 4, box.bottom - 4].map((y) => {
          const hit = document.elementFromPoint(box.left + box.width / 2, y);
          return hit !== null && hit.closest("[data-current]") !== null;
        });
      })()`);
    await expect.poll(uncovered).toEqual([true, true]);
    await press("Shift+X");
  });

  it("A9: back from a ticket, the list stands where it stood, by u and by the browser's own way", async () => {
    const place = async (): Promise<unknown> =>
      page.evaluate(
        `[document.querySelector(".list-scroll").scrollTop, document.querySelector("[data-current]").dataset.ticket]`,
      );
    const before = await place();
    const number = await currentRow();
    await press("Enter");
    await page.locator("[data-testid=timeline]").waitFor();
    await page.locator(".pane-scroll").evaluate((box) => box.scrollTo(0, 9999));
    await press("u");
    await page.locator("[data-testid=list]").waitFor();
    expect(await place()).toEqual(before);
    await press("Enter");
    await page.locator("[data-testid=timeline]").waitFor();
    await page.goBack();
    await page.locator("[data-testid=list]").waitFor();
    expect(await place()).toEqual(before);
    await page.goForward();
    await page.waitForURL(`${kvit.url}/t/${number}`);
    const tab = await page.context().newPage();
    await tab.goto(`${kvit.url}/t/${number}`);
    await tab.locator("[data-testid=timeline]").waitFor();
    await tab.close();
  });

  it("A10: what arrives while I am in the list waits, and Shift+. shows it", async () => {
    await goTo("/v/all");
    await press("Home", "j", "j");
    const before = { rows: await rows(), current: await currentRow() };
    const counted = async (): Promise<number> =>
      Number(await page.locator("[data-testid=list-count]").innerText());
    const countBefore = await counted();
    await sendMail(kvit, { from: "new@customer.test", subject: "Just arrived", text: "Hello." });
    await page.locator("[data-testid=arrivals]", { hasText: "1" }).waitFor();
    expect({ rows: await rows(), current: await currentRow() }).toEqual(before);
    await press("Shift+Period");
    await page.locator("[data-testid=arrivals]").waitFor({ state: "detached" });
    expect(await currentRow()).toBe(before.current);
    expect(await counted()).toBe(countBefore + 1);
  });

  it("A15: the theme changes at once, and the next page is drawn in it from the first paint", async () => {
    const theme = async (): Promise<unknown> => page.evaluate("document.documentElement.dataset.theme");
    expect(await theme()).toBe("light");
    const saved = page.waitForResponse((answer) => answer.request().method() === "PATCH");
    await press("Shift+D");
    expect(await theme()).toBe("dark");
    await saved;
    await page.reload({ waitUntil: "commit" });
    await page.waitForFunction("document.body !== null");
    expect(await theme()).toBe("dark");
    await page.locator("[data-testid=row]").first().waitFor();
    await press("Shift+D");
  });

  it("A22: a stay picked on the strip narrows the timeline, and Esc brings the whole back to its place", async () => {
    const number = 9;
    for (let index = 0; index < 12; index += 1)
      await api.post(`/api/v1/tickets/${number}/note`, { text: `Note ${index}.\n\nIt says enough.` });
    await api.post(`/api/v1/tickets/${number}/resolve`);
    await goTo(`/t/${number}`);
    await page.locator("[data-testid=message]").nth(12).waitFor();
    const seventh = page.locator("[data-testid=message]").nth(6);
    const top = async (): Promise<number> => Math.round((await seventh.boundingBox())?.y ?? -1);
    await seventh.evaluate((line) => line.scrollIntoView({ block: "center" }));
    // lines that come into sight get their real heights first
    const standing = async (): Promise<number> =>
      eventually("the timeline standing still", async () => {
        const seen = await top();
        await page.waitForTimeout(100);
        return seen === (await top()) ? seen : null;
      });
    const before = await standing();
    await press(",", "Enter");
    await page.locator(".narrowed").waitFor();
    const { items } = await api.get<{ items: EventView[] }>(`/api/v1/tickets/${number}/events?limit=200`);
    const resolvedAt = items.find(({ type }) => type === "ticket.resolved")?.at ?? "";
    expect(resolvedAt).not.toBe("");
    expect(await page.locator("[data-testid=message]").count()).toBe(0);
    await press("Escape");
    await page.locator("[data-testid=message]").nth(12).waitFor();
    expect(page.url()).toBe(`${kvit.url}/t/${number}`);
    expect(Math.abs((await standing()) - before)).toBeLessThanOrEqual(2);
    await press("Escape");
    await page.waitForURL(/\/v\/all$/);
  });

  it("z takes back what was done here, not what the same person did on another device since", async () => {
    await goTo("/v/unassigned");
    for (let step = 0; step < 9; step += 1) await press("j");
    const number = await currentRow();
    expect((await api.get<TicketView>(`/api/v1/tickets/${number}`)).priority).toBe("normal");
    await press("p");
    await page.locator(chooser).waitFor();
    await press("1");
    await eventually("the priority is saved", async () => {
      const { priority } = await api.get<TicketView>(`/api/v1/tickets/${number}`);
      return priority === "urgent" ? true : null;
    });
    await api.post(`/api/v1/tickets/${number}/tag`, { add: ["elsewhere"] });
    // the pause that ends a burst is a matter of time alone
    await page.waitForTimeout(500);
    await press("z");
    await eventually("the priority is taken back", async () => {
      const { priority, tags } = await api.get<TicketView>(`/api/v1/tickets/${number}`);
      return priority === "normal" ? tags : null;
    }).then((tags) => expect(tags).toContain("elsewhere"));
  });

  it("a key held down does one thing once, and goes on moving", async () => {
    await goTo("/v/unassigned");
    const number = await currentRow();
    const status = async () => (await api.get<TicketView>(`/api/v1/tickets/${number}`)).status;
    const before = await status();
    const others = await versionSum(number);
    for (let repeat = 0; repeat < 5; repeat += 1) await page.keyboard.down("e");
    await page.keyboard.up("e");
    await eventually("it is resolved", async () => ((await status()) === "resolved" ? true : null));
    expect(await versionSum(number)).toBe(others);
    await press("z");
    await eventually("it is taken back", async () => ((await status()) === before ? true : null));
    expect(await currentRow()).toBe(number);
    for (let repeat = 0; repeat < 3; repeat += 1) await page.keyboard.down("j");
    await page.keyboard.up("j");
    expect(await currentRow()).toBe((await rows())[3]);
  });

  it("no page threw an error", () => {
    expect(errors).toEqual([]);
  });
});
