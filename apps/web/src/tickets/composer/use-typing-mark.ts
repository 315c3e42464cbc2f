import { useCallback, useEffect, useRef } from "react";
import { tell } from "../../store/live.ts";

/** A mark lasts a minute with the others; it is repeated well before, and ends when the typing pauses. */
const repeatMs = 20_000;
const pauseMs = 8000;

/** Tells the others that somebody writes here. The answer is called at each change of the text. */
export function useTypingMark(number: number): () => void {
  const state = useRef<{ toldAt: number; pause: ReturnType<typeof setTimeout> | undefined }>({
    toldAt: -repeatMs,
    pause: undefined,
  });
  const stop = useCallback(() => {
    clearTimeout(state.current.pause);
    state.current.pause = undefined;
    if (state.current.toldAt === -repeatMs) return;
    state.current.toldAt = -repeatMs;
    tell({ type: "presence", number, doing: "reading" });
  }, [number]);
  useEffect(() => stop, [stop]);
  return useCallback(() => {
    const now = performance.now();
    if (now - state.current.toldAt >= repeatMs) {
      state.current.toldAt = now;
      tell({ type: "presence", number, doing: "typing" });
    }
    clearTimeout(state.current.pause);
    state.current.pause = setTimeout(stop, pauseMs);
  }, [number, stop]);
}
