import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/**
 * A text that names the running process `pid` and no later one with the same
 * number (pid and start time), or null when no such process runs. Zombies count
 * as not running.
 */
export function processIdentity(pid: number): string | null {
  if (!Number.isSafeInteger(pid) || pid <= 0) return null;
  if (process.platform === "linux") return linuxIdentity(pid);
  if (!answersSignals(pid)) return null;
  if (process.platform === "win32") return `${pid}`;
  const ps = spawnSync("ps", ["-o", "lstart=", "-p", String(pid)], {
    encoding: "utf8",
    env: { LC_ALL: "C" },
  });
  const started = ps.stdout.trim();
  return started === "" ? null : `${pid} ${started}`;
}

/** The command line of a running process with spaces between its words, or "" when it cannot be read. */
export function processCommand(pid: number): string {
  try {
    if (process.platform === "linux") {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    }
    if (process.platform === "win32") return "";
    return spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).stdout;
  } catch {
    return "";
  }
}

function linuxIdentity(pid: number): string | null {
  const stat = readOrNull(`/proc/${pid}/stat`);
  // With hidepid the processes of other users have no readable entry although they run.
  if (stat === null) return answersSignals(pid) ? `${pid}` : null;
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const state = fields[0];
  if (state === "Z" || state === "X") return null;
  const startedAtTick = fields[19] ?? "";
  return `${pid} ${startedAtTick} ${readOrNull("/proc/sys/kernel/random/boot_id")?.trim() ?? ""}`;
}

function answersSignals(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}
