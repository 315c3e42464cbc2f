import { setImmediate } from "node:timers/promises";
import { defaultLimits, OverLimit } from "./limits.ts";
import type { MailHeaders, UnderstandOptions, UnderstandOutcome } from "./parsed-mail.ts";
import { WorkerPool } from "./pool/worker-pool.ts";

export type UnderstanderSettings = {
  readonly workers?: number;
  /** What one mail may take in a ready worker, and as much again for every 10 MB of it. Waiting in the queue does not count. */
  readonly timeoutMs?: number;
  /** Heap of one worker. */
  readonly memoryMb?: number;
};

export type Understander = {
  /** Never rejects: whatever the mail does, the outcome says so. The raw bytes are left as they are. */
  readonly understand: (raw: Uint8Array, options: UnderstandOptions) => Promise<UnderstandOutcome>;
  readonly close: () => Promise<void>;
};

const headersTimeoutMs = 3000;
const patienceBytes = 10 * 1024 * 1024;
const workerScript = new URL("./pool/worker.ts", import.meta.url);

/** Understands mails in worker threads that are killed when a mail takes too long or too much. */
export function createUnderstander(settings: UnderstanderSettings = {}): Understander {
  return createUnderstanderWith(workerScript, settings);
}

/** The same with other code in the workers. */
export function createUnderstanderWith(script: URL, settings: UnderstanderSettings): Understander {
  const { workers = 2, timeoutMs = 15_000, memoryMb = 256 } = settings;
  const pool = new WorkerPool({ script, workers, memoryMb });
  return {
    understand: (raw, options) => understand(pool, raw, options, timeoutMs),
    close: () => pool.close(),
  };
}

async function understand(
  pool: WorkerPool,
  raw: Uint8Array,
  options: UnderstandOptions,
  timeoutMs: number,
): Promise<UnderstandOutcome> {
  const limit = options.limits?.rawBytes ?? defaultLimits.rawBytes;
  if (raw.byteLength > limit) {
    const { message: detail } = new OverLimit("rawBytes", raw.byteLength, limit);
    return {
      ok: false,
      problem: "over-limit",
      detail,
      headersOnly: await readHeadersOnly(pool, raw, options),
    };
  }
  const patience = Math.ceil(timeoutMs * (1 + raw.byteLength / patienceBytes));
  const result = await pool.run({ kind: "mail", raw: await copyOf(raw), options }, patience);
  if (result.ok && result.answer.kind === "mail") return result.answer.outcome;
  const headersOnly = await readHeadersOnly(pool, raw, options);
  if (!result.ok) return { ok: false, problem: result.problem, detail: result.detail, headersOnly };
  const detail = result.answer.kind === "error" ? result.answer.detail : "unexpected answer";
  return { ok: false, problem: "unparsable", detail, headersOnly };
}

const copyStep = 4 * 1024 * 1024;

/** A copy for the worker to take away, made step by step so that a big mail does not hold the main thread. */
async function copyOf(raw: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const copy = new Uint8Array(raw.byteLength);
  for (let at = 0; at < raw.byteLength; at += copyStep) {
    if (at > 0) await setImmediate();
    copy.set(raw.subarray(at, at + copyStep), at);
  }
  return copy;
}

/** The headers of a mail whose body did harm, read in a worker of their own; null when they do harm too. */
async function readHeadersOnly(
  pool: WorkerPool,
  raw: Uint8Array,
  options: UnderstandOptions,
): Promise<MailHeaders | null> {
  const reach = (options.limits?.headerBytes ?? defaultLimits.headerBytes) * 4;
  const head = new Uint8Array(raw.subarray(0, reach));
  const result = await pool.run({ kind: "headers", raw: head, options }, headersTimeoutMs);
  return result.ok && result.answer.kind === "headers" ? result.answer.headers : null;
}
