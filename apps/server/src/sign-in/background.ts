/** Work whose length the caller must not be able to measure: it goes on after the answer. */
export type Background = {
  readonly run: (task: () => Promise<void>) => void;
  /** Until everything begun so far is done: before closing the database. */
  readonly settled: () => Promise<void>;
};

export function createBackground(onError: (error: unknown) => void): Background {
  const running = new Set<Promise<void>>();
  return {
    run(task) {
      const going: Promise<void> = task()
        .catch(onError)
        .finally(() => running.delete(going));
      running.add(going);
    },
    async settled() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
