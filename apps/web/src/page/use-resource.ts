import { useCallback, useEffect, useState } from "react";
import { request } from "../api/request.ts";

export type Resource<Value> = {
  /** Null until the first answer came. */
  readonly value: Value | null;
  /** Null when the last try went well. */
  readonly error: unknown;
  readonly reload: () => void;
  /** Puts in what a change answered, without asking again. */
  readonly replace: (next: Value) => void;
};

/** What a page shows of the server: asked for when the page opens and whenever `path` changes. */
export function useResource<Value>(path: string): Resource<Value> {
  const [answer, setAnswer] = useState<Answer<Value> | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const abort = new AbortController();
    const load = async () => {
      const value = await request<Value>(path, { signal: abort.signal });
      setAnswer({ path, turn, value });
      setError(null);
    };
    load().catch((cause: unknown) => {
      if (!abort.signal.aborted) setError(cause);
    });
    return () => abort.abort();
  }, [path, turn]);
  const reload = useCallback(() => setTurn((before) => before + 1), []);
  const replace = useCallback((value: Value) => setAnswer({ path, turn, value }), [path, turn]);
  return { value: answer?.path === path ? answer.value : null, error, reload, replace };
}

/** What came, and to which question. */
type Answer<Value> = { readonly path: string; readonly turn: number; readonly value: Value };
