import { createTicker } from "./ticker.ts";

export type LeaseKeeper = {
  /** Runs the work; as long as it lasts, its lease is renewed. */
  readonly hold: (id: number, work: () => Promise<void>) => Promise<void>;
  readonly start: () => void;
  readonly stop: () => Promise<void>;
};

export type LeaseKeeperOptions = {
  readonly leaseMs: number;
  /** Writes down that these are still being worked on. */
  readonly renew: (ids: readonly number[]) => Promise<void>;
};

/** Shows other processes that work is going on, three times in a lease. Work that takes less costs nothing. */
export function createLeaseKeeper({ leaseMs, renew }: LeaseKeeperOptions): LeaseKeeper {
  const underWay = new Set<number>();
  const heart = createTicker({
    everyMs: leaseMs / 3,
    async round() {
      if (underWay.size > 0) await renew([...underWay]);
      return false;
    },
    // A lease that could not be renewed runs out, which its holder finds out when it writes.
    onError: () => undefined,
  });
  return {
    async hold(id, work) {
      underWay.add(id);
      try {
        await work();
      } finally {
        underWay.delete(id);
      }
    },
    start: heart.start,
    stop: heart.stop,
  };
}
