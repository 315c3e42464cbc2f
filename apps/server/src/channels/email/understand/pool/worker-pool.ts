import type { Task, TaskResult } from "./protocol.ts";
import { startSlot, type WorkerSlot } from "./worker-slot.ts";

export type PoolSettings = {
  readonly script: URL;
  /** At most so many at once. One is kept warm, the others come when mails wait and go when none do. */
  readonly workers: number;
  readonly memoryMb: number;
};

type Waiting = {
  readonly task: Task;
  readonly timeoutMs: number;
  readonly done: (result: TaskResult) => void;
};

/** A second worker is started only when the first cannot keep up: its start costs more than many mails. */
const growAfterMs = 150;
const idleMs = 20_000;
const closed: TaskResult = { ok: false, problem: "crashed", detail: "closed" };
const notStarted: TaskResult = { ok: false, problem: "crashed", detail: "the worker could not start" };

/**
 * Runs tasks in killable threads. The clock of a task starts when a ready worker
 * takes it; a dead worker is replaced and costs nobody but its own task anything.
 */
export class WorkerPool {
  private readonly settings: PoolSettings;
  private readonly queue: Waiting[] = [];
  private readonly idle: WorkerSlot[] = [];
  private readonly all = new Set<WorkerSlot>();
  private growing: NodeJS.Timeout | null = null;
  private shrinking: NodeJS.Timeout | null = null;
  private isClosed = false;

  constructor(settings: PoolSettings) {
    this.settings = settings;
    void this.open();
  }

  /** Never rejects. `task.raw` is taken away from the caller. */
  run(task: Task, timeoutMs: number): Promise<TaskResult> {
    if (this.isClosed) return Promise.resolve(closed);
    const { promise, resolve } = Promise.withResolvers<TaskResult>();
    this.queue.push({ task, timeoutMs, done: resolve });
    this.pump();
    return promise;
  }

  /** Ends the workers; what is under way or waiting ends as `crashed`. */
  async close(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.growing ?? undefined);
    clearTimeout(this.shrinking ?? undefined);
    for (const waiting of this.queue.splice(0)) waiting.done(closed);
    await Promise.all([...this.all].map((slot) => slot.stop()));
    this.all.clear();
  }

  private async open(): Promise<void> {
    const slot = startSlot(this.settings);
    this.all.add(slot);
    if (await slot.started) {
      this.idle.push(slot);
      this.pump();
      return;
    }
    this.all.delete(slot);
    // Code that cannot be loaded must not make its callers wait for ever.
    const victim = this.queue.shift();
    victim?.done(notStarted);
    if (victim !== undefined) this.pump();
  }

  private pump(): void {
    if (this.isClosed) return;
    while (this.queue.length > 0) {
      const slot = this.takeIdle();
      const next = slot === null ? undefined : this.queue.shift();
      if (slot === null || next === undefined) break;
      void this.work(slot, next);
    }
    if (this.all.size === 0) void this.open();
    else if (this.queue.length > 0) this.growSoon();
    else this.shrinkLater();
  }

  private takeIdle(): WorkerSlot | null {
    for (let slot = this.idle.pop(); slot !== undefined; slot = this.idle.pop()) {
      if (slot.isAlive()) return slot;
      this.all.delete(slot);
    }
    return null;
  }

  private async work(slot: WorkerSlot, { task, timeoutMs, done }: Waiting): Promise<void> {
    const result = await slot.run(task, timeoutMs);
    if (result.ok) this.idle.push(slot);
    else this.all.delete(slot);
    done(result);
    this.pump();
  }

  private growSoon(): void {
    if (this.all.size >= this.settings.workers || this.growing !== null) return;
    this.growing = setTimeout(() => {
      this.growing = null;
      const wanted = this.queue.length > 0 && this.all.size < this.settings.workers;
      if (wanted && !this.isClosed) void this.open();
    }, growAfterMs);
  }

  private shrinkLater(): void {
    if (this.all.size <= 1 || this.shrinking !== null) return;
    this.shrinking = setTimeout(() => {
      this.shrinking = null;
      const spare = this.all.size > 1 ? this.idle.shift() : undefined;
      if (spare === undefined) return;
      this.all.delete(spare);
      void spare.stop();
      this.shrinkLater();
    }, idleMs);
    this.shrinking.unref();
  }
}
