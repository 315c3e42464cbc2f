import { useCallback, useEffect, useRef, useState } from "react";
import { request } from "../api/request.ts";

type Answer<Item> = { readonly items: readonly Item[]; readonly next: string | null };

export type Rows<Item> = {
  /** Null until the first page came. */
  readonly items: readonly Item[] | null;
  readonly error: unknown;
  readonly hasMore: boolean;
  readonly loading: boolean;
  readonly more: () => void;
  /** Asks for the first page again; what is shown stays until it has come. */
  readonly reload: () => void;
  readonly change: (id: number, next: Item) => void;
};

/** A long list, page by page (keyset: the server says where the next page begins). `path` holds the filter. */
export function useRows<Item extends { readonly id: number }>(path: string): Rows<Item> {
  const [shown, setShown] = useState<Shown<Item>>();
  const [error, setError] = useState<unknown>(null);
  const [loading, setLoading] = useState(false);
  const [turn, setTurn] = useState(0);
  const reading = useRef<AbortController>(null);
  useEffect(() => {
    const abort = new AbortController();
    const load = async () => {
      const page = await request<Answer<Item>>(path, { signal: abort.signal });
      reading.current?.abort();
      setShown({ path, turn, ...page });
      setError(null);
    };
    load().catch((cause: unknown) => {
      if (!abort.signal.aborted) setError(cause);
    });
    return () => abort.abort();
  }, [path, turn]);
  const current = shown?.path === path ? shown : undefined;
  const readOn = async (from: Shown<Item>) => {
    const abort = new AbortController();
    reading.current?.abort();
    reading.current = abort;
    setLoading(true);
    try {
      const page = await request<Answer<Item>>(withCursor(path, from.next), { signal: abort.signal });
      setShown({ ...from, items: [...from.items, ...page.items], next: page.next });
      setError(null);
    } catch (cause) {
      if (!abort.signal.aborted) setError(cause);
    }
    setLoading(false);
  };
  return {
    items: current?.items ?? null,
    error,
    hasMore: current !== undefined && current.next !== null,
    loading,
    more: () => current !== undefined && void readOn(current),
    reload: useCallback(() => setTurn((before) => before + 1), []),
    change: (id, item) =>
      setShown(
        (before) => before && { ...before, items: before.items.map((old) => (old.id === id ? item : old)) },
      ),
  };
}

/** The pages read so far, and to which question. */
type Shown<Item> = Answer<Item> & { readonly path: string; readonly turn: number };

function withCursor(path: string, cursor: string | null): string {
  if (cursor === null) return path;
  return `${path}${path.includes("?") ? "&" : "?"}cursor=${encodeURIComponent(cursor)}`;
}
