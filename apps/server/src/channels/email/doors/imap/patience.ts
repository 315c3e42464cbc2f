/** How long to wait before a mail host is tried again, in milliseconds: longer each time, up to half a minute. */
export type Patience = {
  readonly next: () => number;
  /** It worked: begin anew. */
  readonly restored: () => void;
};

const firstMs = 500;
const longestMs = 30_000;

/** A quarter more or less by chance, so that many mailboxes of one host do not come back together. */
export function createPatience(chance: () => number): Patience {
  let failures = 0;
  return {
    next() {
      const wait = Math.min(longestMs, firstMs * 2 ** failures);
      failures += 1;
      return Math.round(wait * (0.75 + chance() / 2));
    },
    restored() {
      failures = 0;
    },
  };
}
