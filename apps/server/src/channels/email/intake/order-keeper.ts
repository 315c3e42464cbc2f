/**
 * Runs tasks side by side, at most `width` at once, but tasks that share a key
 * one after the other in the order they were added. A task waits only for
 * earlier ones, so nothing can lock up.
 */
export type OrderKeeper = {
  /** Resolves when the task is done, rejects when it failed; the others go on. */
  readonly add: (keys: readonly string[], task: () => Promise<void>) => Promise<void>;
  /** Tasks added and not yet done. */
  readonly load: () => number;
  /** Resolves when fewer than `count` tasks are left. */
  readonly below: (count: number) => Promise<void>;
};

export function createOrderKeeper(width: number): OrderKeeper {
  const tails = new Map<string, Promise<void>>();
  const queue: (() => void)[] = [];
  const waiting = new Set<{ readonly count: number; readonly wake: () => void }>();
  let running = 0;
  let load = 0;

  async function slot(): Promise<void> {
    if (running < width) {
      running += 1;
      return;
    }
    await new Promise<void>((resolve) => queue.push(resolve));
  }

  function leave(): void {
    const next = queue.shift();
    if (next === undefined) running -= 1;
    else next();
    load -= 1;
    for (const waiter of waiting) {
      if (load >= waiter.count) continue;
      waiting.delete(waiter);
      waiter.wake();
    }
  }

  async function run(before: readonly Promise<void>[], task: () => Promise<void>): Promise<void> {
    await Promise.allSettled(before);
    await slot();
    try {
      await task();
    } finally {
      leave();
    }
  }

  async function forgetAfter(keys: readonly string[], done: Promise<void>): Promise<void> {
    await Promise.allSettled([done]);
    for (const key of keys) if (tails.get(key) === done) tails.delete(key);
  }

  return {
    async add(keys, task) {
      load += 1;
      const before = keys.flatMap((key) => tails.get(key) ?? []);
      const done = run(before, task);
      for (const key of keys) tails.set(key, done);
      void forgetAfter(keys, done);
      await done;
    },
    load: () => load,
    async below(count) {
      if (load < count) return;
      await new Promise<void>((wake) => waiting.add({ count, wake }));
    },
  };
}
