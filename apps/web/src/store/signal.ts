import { useCallback, useSyncExternalStore } from "react";

/** One value that components can watch. */
export type Signal<Value> = {
  readonly get: () => Value;
  readonly set: (value: Value) => void;
  readonly subscribe: (listener: () => void) => () => void;
};

export function createSignal<Value>(initial: Value): Signal<Value> {
  let current = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => current,
    set: (value) => {
      if (Object.is(value, current)) return;
      current = value;
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export function useSignal<Value>(signal: Signal<Value>): Value {
  return useSyncExternalStore(signal.subscribe, signal.get);
}

/** Many values by key, each watched for itself: a change of one row draws one row. */
export type KeyedSignal<Key, Value> = {
  readonly get: (key: Key) => Value | undefined;
  readonly set: (key: Key, value: Value | undefined) => void;
  /** Longest unchanged first. */
  readonly keys: () => readonly Key[];
  readonly watched: (key: Key) => boolean;
  readonly subscribe: (key: Key, listener: () => void) => () => void;
};

export function createKeyedSignal<Key, Value>(): KeyedSignal<Key, Value> {
  const values = new Map<Key, Value>();
  const listeners = new Map<Key, Set<() => void>>();
  return {
    get: (key) => values.get(key),
    set: (key, value) => {
      if (Object.is(values.get(key), value)) return;
      values.delete(key);
      if (value !== undefined) values.set(key, value);
      for (const listener of listeners.get(key) ?? []) listener();
    },
    keys: () => [...values.keys()],
    watched: (key) => (listeners.get(key)?.size ?? 0) > 0,
    subscribe: (key, listener) => {
      const set = listeners.get(key) ?? new Set();
      listeners.set(key, set.add(listener));
      return () => {
        set.delete(listener);
        if (set.size === 0) listeners.delete(key);
      };
    },
  };
}

export function useKeyed<Key, Value>(signal: KeyedSignal<Key, Value>, key: Key): Value | undefined {
  const subscribe = useCallback((listener: () => void) => signal.subscribe(key, listener), [signal, key]);
  return useSyncExternalStore(subscribe, () => signal.get(key));
}
