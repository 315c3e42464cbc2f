import { linkSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { systemErrorCode } from "../../startup-error.ts";
import { processIdentity } from "./process-identity.ts";

/** A server stays until it is told to go; a command is over in a while. */
export type LockRole = "server" | "command";

const holderShape = z.object({
  pid: z.number(),
  identity: z.string(),
  host: z.string(),
  role: z.enum(["server", "command"]),
});
export type LockHolder = z.infer<typeof holderShape>;

export type InstanceLock = { readonly release: () => void };
export type LockAttempt =
  | { readonly ok: true; readonly lock: InstanceLock }
  | { readonly ok: false; readonly holder: LockHolder; readonly foreign: boolean };

const takeoverPatienceMs = 10_000;

/**
 * Tries to make this process the only one that uses what `path` stands for.
 * The file names its holder by pid and start time: neither a kill -9 nor a pid
 * that was given out again locks anybody out. A holder on another host (a
 * container with its own process numbers) cannot be looked at from here; it is
 * reported as foreign and `takeForeign` says whether to take the lock over.
 */
export async function acquireLock(path: string, role: LockRole, takeForeign = false): Promise<LockAttempt> {
  const mine = JSON.stringify(ourselves(role));
  for (;;) {
    if (createExclusively(path, mine)) return { ok: true, lock: { release: () => release(path, mine) } };
    const holder = readHolder(path);
    const foreign = holder !== null && holder.host !== hostname();
    if (holder !== null && (foreign ? !takeForeign : isAlive(holder))) return { ok: false, holder, foreign };
    if (!removeStale(path, takeForeign)) await delay(20);
  }
}

function ourselves(role: LockRole): LockHolder {
  const identity = processIdentity(process.pid) ?? `${process.pid}`;
  return { pid: process.pid, identity, host: hostname(), role };
}

function isAlive(holder: LockHolder): boolean {
  return processIdentity(holder.pid) === holder.identity;
}

/** Appears with its content or not at all: a half-written lock would look stale to others. */
function createExclusively(path: string, content: string): boolean {
  const draft = `${path}.${process.pid}`;
  rmSync(draft, { force: true });
  writeFileSync(draft, content, { mode: 0o600, flag: "wx" });
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (systemErrorCode(error) === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function readHolder(path: string): LockHolder | null {
  try {
    return holderShape.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return null;
  }
}

/** Two starters may see the same stale file: only the one that holds the guard removes it. */
function removeStale(path: string, takeForeign: boolean): boolean {
  const guard = `${path}.takeover`;
  if (!createExclusively(guard, "")) {
    if (ageInMs(guard) > takeoverPatienceMs) rmSync(guard, { force: true });
    return false;
  }
  const holder = readHolder(path);
  const held = holder !== null && (holder.host === hostname() ? isAlive(holder) : !takeForeign);
  if (!held) rmSync(path, { force: true });
  rmSync(guard, { force: true });
  return true;
}

function ageInMs(path: string): number {
  try {
    return Date.now() - statSync(path).mtimeMs;
  } catch {
    return 0;
  }
}

function release(path: string, mine: string): void {
  try {
    if (readFileSync(path, "utf8") === mine) rmSync(path);
  } catch (error) {
    if (systemErrorCode(error) !== "ENOENT") throw error;
  }
}
