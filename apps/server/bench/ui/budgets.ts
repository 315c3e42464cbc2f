import type { Page } from "playwright-core";
import { currentRow, pressUntil, settle } from "./page.ts";

/** One budget: how one sample is taken, and within how many milliseconds it must be. */
export type Budget = {
  readonly id: string;
  readonly what: string;
  /** Null for a floor: what this machine and browser take by themselves, which the rest is read beside. */
  readonly millis: number | null;
  readonly sample: (page: Page, desk: Desk) => Promise<number>;
  readonly before?: (page: Page, desk: Desk) => Promise<void>;
};
export type Desk = {
  readonly url: string;
  /** A ticket with a long thread. */
  readonly long: number;
};

const pane = (number: number, variant: string) =>
  `d.querySelector('[data-testid=ticket][data-variant=${variant}][data-ticket="${number}"]')`;
const list = async (page: Page, { url }: Desk): Promise<void> => {
  await page.goto(`${url}/v/all`);
  await page.locator("[data-testid=row]").first().waitFor();
  await settle(page);
};
const toList = async (page: Page): Promise<void> => {
  await page.keyboard.press("u");
  await page.locator("[data-testid=list]").waitFor();
  await settle(page);
};
const toPage = async (page: Page): Promise<number> => {
  const number = await currentRow(page);
  await page.keyboard.press("Enter");
  await page.locator(`[data-variant=page][data-ticket="${number}"] [data-testid=composer-closed]`).waitFor();
  await settle(page);
  return number;
};

export const budgets: readonly Budget[] = [
  {
    id: "floor",
    what: "a key that only sets an attribute",
    millis: null,
    before: async (page, desk) => {
      await list(page, desk);
      await page.evaluate(
        `addEventListener("keydown", (event) => { if (event.key === "F8") document.body.dataset.floor = String(event.timeStamp); })`,
      );
    },
    sample: async (page) => {
      await settle(page);
      const before = await page.evaluate("document.body.dataset.floor ?? ''");
      return pressUntil(page, "F8", `(d.body.dataset.floor ?? "") !== ${JSON.stringify(before)}`);
    },
  },
  {
    id: "floor",
    what: "a letter in a bare field of an empty page",
    millis: null,
    before: async (page) => {
      await page.goto("data:text/html,<div id=field contenteditable>Hello </div>");
      await page.locator("#field").focus();
    },
    sample: async (page) => {
      const length = (await page.locator("#field").innerText()).length;
      return pressUntil(page, "x", `d.querySelector("#field").innerText.length > ${length}`);
    },
  },
  {
    id: "B1",
    what: "j: row, header and first message",
    millis: 50,
    before: list,
    sample: async (page) => {
      await settle(page);
      const next = await currentRow(page, 1);
      return pressUntil(
        page,
        "j",
        `d.querySelector('[data-testid=row][data-ticket="${next}"][data-current]') && ${pane(next, "preview")}?.querySelector("[data-message]")`,
      );
    },
  },
  {
    id: "B3",
    what: "Enter: subject, strip, messages, composer",
    millis: 50,
    before: list,
    sample: async (page) => {
      await page.keyboard.press("j");
      await settle(page);
      const number = await currentRow(page);
      const shown = pane(number, "page");
      const took = await pressUntil(
        page,
        "Enter",
        `${shown}?.querySelector("[data-testid=strip]") && ${shown}.querySelector("[data-message]") && ${shown}.querySelector("[data-testid=composer-closed]")`,
      );
      await toList(page);
      return took;
    },
  },
  {
    id: "B5",
    what: "e in the list: row gone, next shown, what is asked",
    millis: 50,
    before: list,
    sample: async (page) => {
      await settle(page);
      const [number, next] = [await currentRow(page), await currentRow(page, 1)];
      const took = await pressUntil(
        page,
        "e",
        `!d.querySelector('[data-testid=row][data-ticket="${number}"]') && ${pane(next, "preview")} && d.querySelector('[data-testid=asking][data-ticket="${number}"]')`,
      );
      await settle(page);
      return took;
    },
  },
  {
    id: "B5",
    what: "e on the page: chip, strip, what is asked",
    millis: 50,
    before: list,
    sample: async (page) => {
      const number = await toPage(page);
      const shown = pane(number, "page");
      const took = await pressUntil(
        page,
        "e",
        `${shown}?.dataset.status === "resolved" && ${shown}.querySelector("[data-testid=strip-item][data-now][data-status=resolved]") && d.querySelector('[data-testid=asking][data-ticket="${number}"]')`,
      );
      await settle(page);
      await toList(page);
      return took;
    },
  },
  {
    id: "B6",
    what: "z after e: row and strip as before",
    millis: 50,
    before: list,
    sample: async (page) => {
      await settle(page);
      const number = await currentRow(page);
      await page.keyboard.press("e");
      await page.locator(`[data-testid=row][data-ticket="${number}"]`).waitFor({ state: "detached" });
      await settle(page);
      const took = await pressUntil(
        page,
        "z",
        `d.querySelector('[data-testid=row][data-ticket="${number}"]') && ${pane(number, "preview")}?.querySelector("[data-testid=strip-item][data-now]")?.dataset.status !== "resolved"`,
      );
      await settle(page);
      await page.keyboard.press("j");
      return took;
    },
  },
  {
    id: "B8",
    what: "r: composer with the caret",
    millis: 50,
    before: list,
    sample: async (page) => {
      await page.keyboard.press("j");
      await settle(page);
      const took = await pressUntil(page, "r", "d.activeElement?.dataset?.testid === 'composer-text'");
      await page.keyboard.press("Escape");
      return took;
    },
  },
  {
    id: "B9",
    what: "a letter in the composer, thread of 80",
    millis: 16,
    before: async (page, desk) => {
      await page.goto(`${desk.url}/t/${desk.long}`);
      await page.locator("[data-testid=composer-closed]").waitFor();
      await settle(page);
      await page.keyboard.press("r");
      await page.locator("[data-testid=composer-text]").waitFor();
      await page.keyboard.type("Hello ");
    },
    sample: async (page) => {
      const length = (await page.locator("[data-testid=composer-text]").innerText()).length;
      return pressUntil(
        page,
        "x",
        `d.querySelector("[data-testid=composer-text]").innerText.length > ${length}`,
      );
    },
  },
  {
    id: "B10",
    what: "Mod+Enter: bubble, empty composer, Answered",
    millis: 50,
    before: list,
    sample: async (page) => {
      const number = await toPage(page);
      await page.keyboard.press("r");
      await page.locator("[data-testid=composer-text]").waitFor();
      await page.keyboard.type("The money left our bank today.");
      await page.waitForTimeout(300);
      const shown = pane(number, "page");
      const took = await pressUntil(
        page,
        "Control+Enter",
        `${shown}?.querySelector("[data-testid=delivery][data-state=held]") && ${shown}.dataset.status === "answered" && !d.querySelector("[data-testid=composer]")`,
      );
      await settle(page);
      await toList(page);
      return took;
    },
  },
  {
    id: "B12",
    what: "Mod+K: palette with the caret",
    millis: 50,
    before: list,
    sample: async (page) => {
      const took = await pressUntil(
        page,
        "Control+k",
        "d.querySelector('[data-testid=chooser]')?.contains(d.activeElement) && d.activeElement.tagName === 'INPUT'",
      );
      await page.keyboard.press("Escape");
      await page.locator("[data-testid=chooser]").waitFor({ state: "detached" });
      return took;
    },
  },
];
