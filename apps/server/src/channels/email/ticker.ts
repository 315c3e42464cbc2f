/** Something done again and again: at once when woken, otherwise every so often. */
export type Ticker = {
  readonly start: () => void;
  readonly wake: () => void;
  /** Waits for the round under way; no other begins. */
  readonly stop: () => Promise<void>;
};

export type TickerOptions = {
  readonly everyMs: number;
  /** Answers true when there may be more to do at once. */
  readonly round: () => Promise<boolean>;
  readonly onError: (error: unknown) => void;
};

/** Rounds never overlap. After an error the next one waits its time. */
export function createTicker(options: TickerOptions): Ticker {
  let stopped = true;
  let woken = false;
  let interrupt: (() => void) | null = null;
  let ended: Promise<void> = Promise.resolve();

  async function rest(): Promise<void> {
    if (woken) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, options.everyMs);
      interrupt = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    interrupt = null;
  }

  async function attempt(): Promise<boolean> {
    try {
      return await options.round();
    } catch (error) {
      options.onError(error);
      woken = false;
      return false;
    }
  }

  const isStopped = () => stopped;
  async function loop(): Promise<void> {
    while (!isStopped()) {
      woken = false;
      const more = await attempt();
      if (!more && !isStopped()) await rest();
    }
  }

  return {
    start() {
      if (!stopped) return;
      stopped = false;
      ended = loop();
    },
    wake() {
      woken = true;
      interrupt?.();
    },
    async stop() {
      stopped = true;
      interrupt?.();
      await ended;
    },
  };
}
