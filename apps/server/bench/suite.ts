import type { Pool } from "pg";

/** A desk filled for measuring, with its server running in a process of its own. */
export type Stage = {
  readonly folder: string;
  readonly tickets: number;
  /** How long each measurement lasts, in seconds. */
  readonly seconds: number;
  readonly pool: Pool;
  readonly host: string;
  readonly httpPort: number;
  readonly smtpPort: number;
  readonly apiKey: string;
  /** The server's process, and the database's first. */
  readonly pid: number;
  readonly databasePid: number;
  /** What the machine itself can do, measured in the same run. */
  readonly limits: Limits;
};

export type Limits = {
  /** Rows of 1 KB inserted and committed with fsync, one connection and eight: per second, and milliseconds each (p50). */
  readonly commitsPerSecond: number;
  readonly commitsPerSecondOf8: number;
  readonly commitMillis: number;
  /** `select 1`, there and back (p50). */
  readonly roundTripMillis: number;
  /** A file of 4 KB written and synced (p50). */
  readonly syncedFileMillis: number;
  /** Fastify answering a small JSON: one client (p50), and 16 clients per second. */
  readonly helloMillis: number;
  readonly hellosPerSecond: number;
};

/** One line of the result. */
export type Row = {
  readonly what: string;
  readonly value: number;
  readonly unit: "ms" | "/s" | "MB" | "s";
  /** What is asked, by the same unit; null for a figure that is only told. */
  readonly target: number | null;
  /** The machine's own limit that it is compared with. */
  readonly limit: { readonly what: string; readonly value: number } | null;
  readonly note?: string;
};

/** Measures one side of the desk. The list of suites is in `run.ts`; add one there. */
export type Suite = { readonly name: string; readonly run: (stage: Stage) => Promise<readonly Row[]> };

/** Lower is better for these units. */
export function isDuration({ unit }: Pick<Row, "unit">): boolean {
  return unit !== "/s";
}

export function passes(row: Row): boolean | null {
  if (row.target === null) return null;
  return isDuration(row) ? row.value <= row.target : row.value >= row.target;
}
