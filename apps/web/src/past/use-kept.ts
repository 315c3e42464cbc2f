import { useEffect, useState } from "react";
import { request } from "../api/request.ts";

type Answer<Value> = {
  readonly path: string;
  readonly turn: number;
  readonly of: string;
  readonly value: Value | null;
  readonly error: unknown;
};

type Kept<Value> = {
  readonly value: Value | null;
  readonly error: unknown;
  readonly loading: boolean;
  readonly reload: () => void;
};

/** What the server says, and until it does what it said before: going through time does not flicker. Another `of` begins anew. */
export function useKept<Value>(path: string, of: string): Kept<Value> {
  const [answer, setAnswer] = useState<Answer<Value> | null>(null);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const abort = new AbortController();
    request<Value>(path, { signal: abort.signal })
      .then((value) => setAnswer({ path, turn, of, value, error: null }))
      .catch((error: unknown) => {
        if (!abort.signal.aborted) setAnswer({ path, turn, of, value: null, error });
      });
    return () => abort.abort();
  }, [path, turn, of]);
  const loading = answer?.path !== path || answer.turn !== turn;
  return {
    value: answer?.of === of ? answer.value : null,
    error: loading ? null : answer.error,
    loading,
    reload: () => setTurn((before) => before + 1),
  };
}
