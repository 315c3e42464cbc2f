import { getCompileCacheDir } from "node:module";
import path from "node:path";
import { Worker } from "node:worker_threads";
import type { Answer, Task, TaskResult } from "./protocol.ts";

export type SlotSettings = {
  readonly script: URL;
  readonly memoryMb: number;
};

export type WorkerSlot = {
  /** Resolves once the worker has loaded its code; false when it died before. */
  readonly started: Promise<boolean>;
  /** Runs one task. After `ok: false` the worker is gone and the slot is of no more use. */
  readonly run: (task: Task, timeoutMs: number) => Promise<TaskResult>;
  readonly isAlive: () => boolean;
  readonly stop: () => Promise<void>;
};

/** None of the secrets in our own; only where compiled code is kept, should the process keep any. */
function leanEnvironment(): Record<string, string> {
  const cache = getCompileCacheDir();
  return cache === undefined ? {} : { NODE_COMPILE_CACHE: path.dirname(cache) };
}

/** Of the garbage of some dozen mails little is alive when it is collected. */
const maxYoungGenerationSizeMb = 24;

/** One worker thread that can be killed at any moment without harm to anybody else. */
export function startSlot({ script, memoryMb }: SlotSettings): WorkerSlot {
  const worker = new Worker(script, {
    resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb, stackSizeMb: 4 },
    stdout: false,
    env: leanEnvironment(),
  });
  const ready = Promise.withResolvers<boolean>();
  let finish: ((result: TaskResult) => void) | null = null;
  let death: TaskResult | null = null;

  const end = (result: TaskResult): void => {
    const waiting = finish;
    finish = null;
    waiting?.(result);
  };
  const die = (detail: string): void => {
    death ??= { ok: false, problem: "crashed", detail };
    ready.resolve(false);
    end(death);
  };
  worker.on("message", (answer: Answer) => {
    if (answer.kind !== "ready") return end({ ok: true, answer });
    // An idle worker does not keep the process alive, one that starts or works does.
    worker.unref();
    ready.resolve(true);
  });
  worker.on("error", (error) => die(error instanceof Error ? error.message.slice(0, 300) : "unknown error"));
  worker.on("exit", (code) => die(`worker ended with code ${code}`));

  return {
    started: ready.promise,
    run: async (task, timeoutMs) => {
      if (death !== null) return death;
      worker.ref();
      const { promise, resolve } = Promise.withResolvers<TaskResult>();
      finish = resolve;
      const timer = setTimeout(() => {
        end({ ok: false, problem: "timeout", detail: `no answer within ${timeoutMs} ms` });
        void worker.terminate();
      }, timeoutMs);
      worker.postMessage(task, [task.raw.buffer]);
      const result = await promise;
      clearTimeout(timer);
      worker.unref();
      return result;
    },
    isAlive: () => death === null,
    stop: async () => {
      await worker.terminate();
    },
  };
}
