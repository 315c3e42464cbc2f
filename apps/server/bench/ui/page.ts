import type { CDPSession, Page } from "playwright-core";

/**
 * What the page itself carries while it is measured. `__until(type, code)`
 * waits for the next event of that type and answers the milliseconds from its
 * time stamp to the frame in which the condition is on the screen; `__armed`
 * tells that it listens.
 */
export const probe = `
window.__until = (type, code) => new Promise((resolve) => {
  const holds = new Function("d", "return " + code);
  addEventListener(type, (event) => {
    const painted = () => requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => resolve(performance.now() - event.timeStamp);
      channel.port2.postMessage(0);
    });
    queueMicrotask(() => {
      if (holds(document)) return painted();
      const observer = new MutationObserver(() => { if (holds(document)) { observer.disconnect(); painted(); } });
      observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
      document.addEventListener("focusin", () => { if (holds(document)) { observer.disconnect(); painted(); } }, { once: true });
    });
  }, { once: true, capture: true });
  window.__armed = true;
});
window.__frames = (during) => new Promise((resolve) => {
  const gaps = []; let last = performance.now(); const end = last + during; let long = 0;
  const tasks = new PerformanceObserver((list) => { long += list.getEntries().length; });
  tasks.observe({ type: "longtask" });
  const frame = (now) => {
    gaps.push(now - last); last = now;
    if (now < end) requestAnimationFrame(frame); else { tasks.disconnect(); resolve({ gaps, long }); }
  };
  requestAnimationFrame(frame);
});
`;

const patienceMillis = 8000;

/** Presses a key and answers how long it took until `condition` (a JavaScript expression over `d`) was seen. */
export async function pressUntil(page: Page, key: string, condition: string): Promise<number> {
  const result = page.evaluate(
    `(window.__armed = false, Promise.race([window.__until("keydown", ${JSON.stringify(condition)}), new Promise((_, no) => setTimeout(() => no(new Error("never seen: " + ${JSON.stringify(condition)})), ${patienceMillis}))]))`,
  );
  await page.waitForFunction("window.__armed === true");
  await page.waitForTimeout(20);
  await page.keyboard.press(key);
  return (await result) as number;
}

/** The number of the row in hand. */
export async function currentRow(page: Page, offset = 0): Promise<number> {
  return page.evaluate(
    `(() => { const rows = [...document.querySelectorAll("[data-testid=row]")]; const at = rows.findIndex((row) => row.hasAttribute("data-current")); return Number(rows[at + ${offset}]?.dataset.ticket ?? 0); })()`,
  );
}

/** Waits until the network has been quiet for a moment, so that what is prefetched is there. */
export async function settle(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle").catch(() => undefined);
  await page.waitForTimeout(700);
}

/** Milliseconds of processor time the page's main thread has used so far; other programs on the machine do not count. */
export async function mainThreadMillis(cdp: CDPSession): Promise<number> {
  const { metrics } = await cdp.send("Performance.getMetrics");
  return 1000 * (metrics.find((metric) => metric.name === "TaskDuration")?.value ?? 0);
}
