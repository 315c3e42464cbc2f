import { readdirSync, readFileSync } from "node:fs";

/** Clock ticks per second in /proc; the kernel's interface has it at 100 everywhere. */
const ticksPerSecond = 100;

/**
 * Processor time of a process with all children it has or had, in seconds: the
 * figure that neighbours on the same machine disturb least. NaN where there is
 * no /proc.
 */
export function cpuSecondsOf(pid: number): number {
  const own = timesOf(pid);
  if (own === null) return Number.NaN;
  const children = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => timesOf(Number(name)))
    .filter((times) => times?.parent === pid);
  return (own.own + own.ended + children.reduce((sum, times) => sum + (times?.own ?? 0), 0)) / ticksPerSecond;
}

function timesOf(
  pid: number,
): { readonly parent: number; readonly own: number; readonly ended: number } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name in parentheses may hold anything, so the fields are counted from behind it.
    const fields = text
      .slice(text.lastIndexOf(")") + 2)
      .split(" ")
      .map(Number);
    const [parent = 0, user = 0, system = 0, endedUser = 0, endedSystem = 0] = [1, 11, 12, 13, 14].map(
      (place) => fields[place],
    );
    return { parent, own: user + system, ended: endedUser + endedSystem };
  } catch {
    return null;
  }
}

/** "3.1 ms CPU each": server and database together, for so many pieces of work. */
export async function withCpu<Value>(
  pids: readonly number[],
  work: () => Promise<Value>,
  piecesOf: (value: Value) => number,
): Promise<{ readonly value: Value; readonly each: string }> {
  const total = () => pids.reduce((sum, pid) => sum + cpuSecondsOf(pid), 0);
  const before = total();
  const value = await work();
  const millis = ((total() - before) * 1000) / piecesOf(value);
  return { value, each: Number.isNaN(millis) ? "" : `, ${millis.toFixed(2)} ms CPU each` };
}
