import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { HistoryFile } from "@kvit/domain/proof";
import type { SignerView } from "@kvit/contract/proof";
import type { TicketView } from "@kvit/contract/tickets";
import { signedInApi, type Api } from "./api-client.ts";
import { hasBrowser, openBrowser, openPage, signIn } from "./browser.ts";
import { startKvit, type KvitProcess } from "./kvit-process.ts";

describe.skipIf(!hasBrowser)("a history that can be proven", () => {
  const folder = mkdtempSync(join(tmpdir(), "kvit-proof-"));
  const checker = join(folder, "kvit-check.mjs");
  const file = join(folder, "kvit.json");
  let kvit: KvitProcess;
  let browser: Browser;
  let page: Page;
  let errors: readonly string[];
  let api: Api;
  let number: number;

  beforeAll(async () => {
    kvit = await startKvit();
    browser = await openBrowser();
    ({ page, errors } = await openPage(browser));
    api = await signedInApi(kvit);
    const made = await api.post<TicketView>("/api/v1/tickets", {
      subject: "The invoice is wrong",
      text: "It says 90, we agreed on 60.",
      requester: { email: "ana@customer.test", name: "Ana" },
    });
    ({ number } = made.body);
    await api.post(`/api/v1/tickets/${number}/note`, { text: "She is right." });
    await api.post(`/api/v1/tickets/${number}/tag`, { add: ["invoice"] });
    await signIn(page, kvit);
  });
  afterAll(async () => {
    await browser?.close();
    await kvit?.end();
    rmSync(folder, { recursive: true, force: true });
  });

  /** What the checker says of a file, and how it ends. */
  const check = (...args: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [checker, ...args], {
      encoding: "utf8",
      env: {},
    });
    return { status, said: `${stdout}${stderr}` };
  };
  const read = () => JSON.parse(readFileSync(file, "utf8")) as HistoryFile;

  it("is verified by the button on the ticket, in plain words", async () => {
    await page.goto(`${kvit.url}/t/${number}`);
    await page.locator("[data-testid=timeline-verify]").click();
    const verdict = page.locator("[data-testid=proof-verdict]");
    await verdict.waitFor();
    expect(await verdict.getAttribute("data-ok")).toBe("true");
    expect(await verdict.textContent()).toMatch(/^\d+ events and 2 messages are as they were written\.$/);
    const head = await page.locator("[data-testid=proof-head]").getAttribute("title");
    expect(head).toMatch(/^[0-9a-f]{64}$/);
  });

  it("is exported from there, and the checker, alone with the file, finds it whole", async () => {
    const [saved] = await Promise.all([
      page.waitForEvent("download"),
      page.locator("[data-testid=proof-export]").click(),
    ]);
    expect(saved.suggestedFilename()).toBe(`kvit-${number}.json`);
    await saved.saveAs(file);
    const [program] = await Promise.all([
      page.waitForEvent("download"),
      page.locator("[data-testid=proof-checker]").click(),
    ]);
    expect(program.suggestedFilename()).toBe("kvit-check.mjs");
    await program.saveAs(checker);
    expect(readFileSync(file, "utf8")).not.toContain("She is right.");
    const { fingerprint } = await api.get<SignerView>("/api/v1/signing-key");
    expect(check(file, "--fingerprint", fingerprint)).toMatchObject({
      status: 0,
      said: expect.stringContaining("Everything is as it was written."),
    });
    expect(check(file).said).toContain("Compare it with the one the desk shows");
  });

  it("with the notes ticked takes them along", async () => {
    await page.locator("[data-testid=proof-notes]").check();
    const [saved] = await Promise.all([
      page.waitForEvent("download"),
      page.locator("[data-testid=proof-export]").click(),
    ]);
    const full = join(folder, "full.json");
    await saved.saveAs(full);
    expect(readFileSync(full, "utf8")).toContain("She is right.");
    expect(check(full).status).toBe(0);
  });

  it("altered in one word is found and named by the checker", () => {
    const whole = read();
    const messages = whole.messages.map((message, index) =>
      index === 0 ? { ...message, text: message.text.replace("60", "80") } : message,
    );
    writeFileSync(file, JSON.stringify({ ...whole, messages }));
    const found = check(file);
    expect(found.status).toBe(1);
    expect(found.said).toMatch(/NOT as it was written\. 2 problems/);
    expect(found.said).toMatch(/the signature does not fit/);
    expect(found.said).toMatch(/event \d+: message \d+ was altered/);
    writeFileSync(file, JSON.stringify({ ...whole, events: whole.events.toSpliced(1, 1) }));
    expect(check(file).said).toMatch(/event 2: expected event 2, found 3/);
    expect(check(file, "--fingerprint", "0".repeat(64)).said).toMatch(/signed with another key/);
  });

  it("the checker says how it is called, and what it cannot read", () => {
    expect(check()).toMatchObject({ status: 2, said: expect.stringContaining("--fingerprint") });
    expect(check(join(folder, "none.json"))).toMatchObject({
      status: 1,
      said: expect.stringContaining("cannot be read"),
    });
    writeFileSync(file, "[]");
    expect(check(file)).toMatchObject({ status: 1, said: expect.stringContaining("no history file") });
  });

  it("the checker asks for nothing but what Node brings", () => {
    const imports = [...readFileSync(checker, "utf8").matchAll(/^import .* from "(.*)";$/gm)];
    expect(new Set(imports.map(([, from]) => from))).toEqual(new Set(["node:crypto", "node:fs"]));

    expect(errors).toEqual([]);
  });
});
