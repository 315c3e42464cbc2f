/** A value that may be a little old: read at most once in a while, by all who ask at the same time together. */
export type Recently<Value> = {
  readonly get: () => Promise<Value>;
  /** As it is now. */
  readonly fresh: () => Promise<Value>;
  readonly forget: () => void;
};

/** A failed reading is told to those who asked for it and not remembered. */
export function recently<Value>(maxAgeMs: number, read: () => Promise<Value>): Recently<Value> {
  let held: { readonly value: Promise<Value>; readonly at: number } | null = null;

  async function fresh(): Promise<Value> {
    const reading = { value: read(), at: performance.now() };
    held = reading;
    try {
      return await reading.value;
    } catch (error) {
      if (held === reading) held = null;
      throw error;
    }
  }

  return {
    fresh,
    get: async () => (held !== null && performance.now() - held.at < maxAgeMs ? held.value : fresh()),
    forget() {
      held = null;
    },
  };
}
