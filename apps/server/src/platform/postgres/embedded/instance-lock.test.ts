import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { acquireLock } from "./instance-lock.ts";
import { processIdentity } from "./process-identity.ts";

const folder = mkdtempSync(join(tmpdir(), "kvit-lock-"));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
const freshPath = (): string => join(folder, `lock-${(files += 1)}`);
const ourselves = {
  pid: process.pid,
  identity: processIdentity(process.pid),
  host: hostname(),
  role: "server",
};
const plant = (path: string, holder: object): void => writeFileSync(path, JSON.stringify(holder));

describe("the lock on a data folder", () => {
  it("is held by one and names it to the next", async () => {
    const path = freshPath();
    const first = await acquireLock(path, "server");
    expect(first.ok).toBe(true);
    expect(await acquireLock(path, "command")).toStrictEqual({
      ok: false,
      holder: ourselves,
      foreign: false,
    });
    if (first.ok) first.lock.release();
    expect((await acquireLock(path, "command")).ok).toBe(true);
  });

  it("leaves nothing behind when it is released", async () => {
    const path = freshPath();
    const attempt = await acquireLock(path, "server");
    if (attempt.ok) attempt.lock.release();
    expect(readdirSync(folder).filter((name) => path.endsWith(name))).toStrictEqual([]);
  });

  it.each([
    ["of a process that is gone", { ...ourselves, pid: 4_194_304 + 1 }],
    ["whose process number was given out again", { ...ourselves, identity: "another start" }],
    ["half written by a crash", "{"],
  ])("%s is taken over", async (_, holder) => {
    const path = freshPath();
    if (typeof holder === "string") writeFileSync(path, holder);
    else plant(path, holder);
    expect((await acquireLock(path, "server")).ok).toBe(true);
    expect(JSON.parse(readFileSync(path, "utf8"))).toStrictEqual(ourselves);
  });

  it("of another host is reported as foreign, and taken over only when told so", async () => {
    const path = freshPath();
    const elsewhere = { ...ourselves, host: "another-host", role: "server" };
    plant(path, elsewhere);
    expect(await acquireLock(path, "server")).toStrictEqual({ ok: false, holder: elsewhere, foreign: true });
    expect((await acquireLock(path, "server", true)).ok).toBe(true);
  });

  it("goes to exactly one of many that find a stale one at the same time", async () => {
    const path = freshPath();
    plant(path, { ...ourselves, identity: "another start" });
    const attempts = await Promise.all(Array.from({ length: 20 }, () => acquireLock(path, "server")));
    expect(attempts.filter((attempt) => attempt.ok)).toHaveLength(1);
  });
});
