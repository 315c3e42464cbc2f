import { cpus, loadavg, totalmem } from "node:os";
import { isDuration, passes, type Limits, type Row } from "./suite.ts";

export function machineLine(): string {
  const [cpu] = cpus();
  const memory = (totalmem() / 1024 ** 3).toFixed(0);
  const load = loadavg()
    .map((value) => value.toFixed(1))
    .join(" ");
  return `${cpus().length} × ${cpu?.model.trim() ?? "?"}, ${memory} GiB, Node ${process.versions.node}, load ${load}`;
}

export function limitLines(limits: Limits): string[] {
  return [
    `  commit with fsync           ${figure(limits.commitMillis)} ms p50, ${figure(limits.commitsPerSecond)}/s; 8 connections ${figure(limits.commitsPerSecondOf8)}/s`,
    `  select 1                    ${figure(limits.roundTripMillis)} ms p50`,
    `  4 KB written and synced     ${figure(limits.syncedFileMillis)} ms p50`,
    `  Fastify saying hello        ${figure(limits.helloMillis)} ms p50; 16 clients ${figure(limits.hellosPerSecond)}/s`,
  ];
}

/** A table of what was measured beside what is asked and what the machine could do at best. */
export function tableOf(rows: readonly Row[]): string[] {
  const cells = rows.map((row) => [
    row.what,
    `${figure(row.value)} ${row.unit}`,
    targetOf(row),
    verdictOf(row),
    limitOf(row),
    row.note ?? "",
  ]);
  const all = [["what", "measured", "target", "", "beside the limit", ""], ...cells];
  const widths = all[0]?.map((_, column) => Math.max(...all.map((line) => line[column]?.length ?? 0))) ?? [];
  return all.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}

function targetOf({ target, unit, ...row }: Row): string {
  if (target === null) return "";
  return `${isDuration({ unit, ...row }) ? "≤" : "≥"} ${figure(target)} ${unit}`;
}

function verdictOf(row: Row): string {
  const passed = passes(row);
  if (passed === null) return "";
  return passed ? "pass" : "FAIL";
}

/** How many times slower than the machine could be at best, or what share of its rate. */
function limitOf({ value, limit, unit, ...row }: Row): string {
  if (limit === null) return "";
  if (isDuration({ unit, ...row })) return `${figure(value / limit.value)} × ${limit.what}`;
  return `${figure((100 * value) / limit.value)} % of ${limit.what}`;
}

function figure(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString("en-GB");
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
