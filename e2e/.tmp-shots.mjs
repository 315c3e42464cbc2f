import { chromium } from "playwright-core";
import { readFileSync } from "node:fs";
const paths = JSON.parse(readFileSync("/tmp/customer-pages/paths.json", "utf8"));
const base = "http://127.0.0.1:8699";
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
const only = process.argv[2]?.split(",");
const shots = [
  ["en", "light", 1440],
  ["en", "dark", 360],
  ["pl", "light", 360],
  ["pl", "dark", 1440],
];
const state = await (async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  page.on("console", (m) => console.log("console:", m.text()));
  await page.goto(base + paths["r-resolved"]);
  await page.screenshot({ path: "/tmp/customer-pages/gate.png" });
  await page.click("button");
  await page.waitForURL(/step=code/);
  await page.screenshot({ path: "/tmp/customer-pages/gate-code.png" });
  await page.waitForTimeout(500);
  await page.fill("#code", readFileSync("/tmp/customer-pages/code.txt", "utf8"));
  await page.click("form.code button");
  await page.waitForURL(/\/r\/[^?]+$/);
  const s = await context.storageState();
  await context.close();
  return s;
})();
for (const [lang, scheme, width] of shots) {
  const context = await browser.newContext({
    colorScheme: scheme,
    viewport: { width, height: 800 },
    storageState: state,
  });
  const page = await context.newPage();
  page.on("console", (m) => console.log("console:", lang, m.text()));
  for (const [name, path] of Object.entries(paths)) {
    if (only && !only.includes(name)) continue;
    await page.goto(`${base}${path}?lang=${lang}`);
    const over = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    if (over) console.log("overflow", name, lang, width);
    await page.screenshot({
      path: `/tmp/customer-pages/${name}-${lang}-${scheme}-${width}.png`,
      fullPage: true,
    });
  }
  await context.close();
}
await browser.close();
