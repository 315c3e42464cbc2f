import { execFileSync } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import type { Suite } from "./suite.ts";

const settleMillis = 10_000;

/** The server's resident memory when nothing happens. The database is a process of its own and not in it. */
export const memory: Suite = {
  name: "memory",
  run: async ({ pid }) => {
    await pause(settleMillis);
    const kilobytes = Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" }));
    return [{ what: "server idle, resident", value: kilobytes / 1024, unit: "MB", target: 200, limit: null }];
  },
};
