/** Something done again and again while the server runs. */
export type Repeated = { readonly stop: () => Promise<void> };

/**
 * Runs `work` every so many milliseconds, never twice at once. A run that
 * fails is reported and the next one comes all the same. `stop` waits for the
 * run under way.
 */
export function repeat(
  everyMillis: number,
  work: () => Promise<unknown>,
  onError: (error: unknown) => void,
): Repeated {
  let running: Promise<unknown> | null = null;
  const timer = setInterval(() => {
    running ??= work()
      .catch(onError)
      .finally(() => {
        running = null;
      });
  }, everyMillis);
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
