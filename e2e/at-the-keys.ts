import type { Page } from "playwright-core";
import type { TicketView } from "@kvit/contract/tickets";
import type { Api } from "./api-client.ts";

export type AtTheKeys = {
  /** Opens a list or a ticket by its path. */
  readonly goTo: (path: string) => Promise<void>;
  /** The number of the ticket on which the keys act in the list. */
  readonly currentRow: () => Promise<string | null>;
  /** The first ten; how many more are drawn depends on the room that is left. */
  readonly rows: () => Promise<string[]>;
  readonly press: (...keys: readonly string[]) => Promise<void>;
  /** Whatever the app did with keys since this was called: the keys of which it took the browser's own meaning away. */
  readonly watchKeys: () => Promise<() => Promise<string[]>>;
  /** How one sees where the focus is: "ring" where it is marked, else what is there instead. */
  readonly focusLook: () => Promise<unknown>;
};

/** Somebody who uses the queue and its tickets by the keyboard alone; the page is there when the tests begin. */
export function atTheKeys(open: () => { readonly page: Page; readonly url: string }): AtTheKeys {
  return {
    async goTo(path) {
      const { page, url } = open();
      await page.goto(`${url}${path}`);
      await page
        .locator(path.startsWith("/t/") ? "[data-testid=timeline]" : "[data-testid=row]")
        .first()
        .waitFor();
    },
    currentRow: async () =>
      open().page.locator("[data-testid=row][data-current]").getAttribute("data-ticket"),
    rows: async () =>
      open()
        .page.locator("[data-testid=row]")
        .evaluateAll((all) => all.slice(0, 10).map((row) => row.getAttribute("data-ticket") ?? "")),
    async press(...keys) {
      for (const key of keys) await open().page.keyboard.press(key);
    },
    async watchKeys() {
      const { page } = open();
      await page.evaluate(`
        window.taken = [];
        window.addEventListener("keydown", (event) => {
          const named = ["Control", "Meta", "Alt", "Shift"].includes(event.key);
          if (event.defaultPrevented && !named) window.taken.push(event.key);
        });
      `);
      return async () => page.evaluate("window.taken");
    },
    focusLook: async () => open().page.evaluate(lookOfFocus),
  };
}

const lookOfFocus = `(() => {
  const at = document.activeElement;
  const marked = (element) => {
    const { outlineStyle, outlineWidth, boxShadow, borderColor, backgroundColor } = getComputedStyle(element);
    return outlineStyle !== "none" && parseFloat(outlineWidth) > 0 ? "ring" : boxShadow + borderColor + backgroundColor;
  };
  if (at === null || at === document.body) return "nothing";
  if (at.matches("[data-testid=list]")) {
    const bar = getComputedStyle(at.querySelector("[data-current]"), "::before");
    return bar.backgroundColor === getComputedStyle(document.documentElement).getPropertyValue("--focus") || bar.width !== "0px" ? "ring" : "no bar";
  }
  if (at.matches("[contenteditable]")) return at.closest(".composer") === null ? "lost" : "ring";
  return marked(at);
})()`;

/** Grows with any change of any ticket but those named. */
export async function sumOfVersions(api: Api, without: readonly (string | null)[]): Promise<number> {
  const { items } = await api.get<{ items: TicketView[] }>("/api/v1/tickets?limit=100");
  return items
    .filter(({ number }) => !without.includes(String(number)))
    .reduce((sum, { version }) => sum + version, 0);
}
