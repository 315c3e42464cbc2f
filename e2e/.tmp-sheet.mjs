import { chromium } from "playwright-core";
const [out, width, ...names] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--allow-file-access-from-files"],
});
const page = await browser.newPage({ viewport: { width: names.length * (Number(width) + 8), height: 400 } });
const { writeFileSync } = await import("node:fs");
writeFileSync(
  "/tmp/customer-pages/sheet.html",
  `<body style="margin:0;display:flex;gap:8px;background:#888;align-items:flex-start">${names.map((n) => `<img src="${n}" style="width:${width}px">`).join("")}`,
);
await page.goto("file:///tmp/customer-pages/sheet.html");
await page.screenshot({ path: `/tmp/customer-pages/${out}`, fullPage: true });
await browser.close();
