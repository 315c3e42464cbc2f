/**
 * What the process that commits tells its own listeners, after the commit and
 * never before. Other processes' changes are found by reading the log on.
 */
export type TicketChange = {
  readonly accountId: number;
  readonly ticketId: number;
  readonly position: number;
};
export type ChangeFeed = {
  readonly publish: (changes: readonly TicketChange[]) => void;
  readonly subscribe: (listener: (changes: readonly TicketChange[]) => void) => () => void;
};

export function createChangeFeed(onError: (error: unknown) => void): ChangeFeed {
  const listeners = new Set<(changes: readonly TicketChange[]) => void>();
  return {
    publish(changes) {
      if (changes.length === 0) return;
      for (const listener of listeners) {
        try {
          listener(changes);
        } catch (error) {
          onError(error);
        }
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
