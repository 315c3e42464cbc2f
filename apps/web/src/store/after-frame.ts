import { useEffect, useState } from "react";
import type { Signal } from "./signal.ts";

/** A page nobody looks at draws no frames. */
const longestMs = 100;
/** A person who types on without a pause keeps the page busy; what follows is put off no longer than this. */
const longestBusyMs = 50;

/** Resolves once what was just changed is on the screen: for work that may follow the answer to a key. */
export async function afterFrame(): Promise<void> {
  await new Promise<void>((resolve) => {
    const late = setTimeout(resolve, longestMs);
    requestAnimationFrame(() => {
      clearTimeout(late);
      // once the frame is drawn, and behind the answer to the next key
      if ("requestIdleCallback" in globalThis)
        requestIdleCallback(() => resolve(), { timeout: longestBusyMs });
      else setTimeout(resolve, 0);
    });
  });
}

/** A signal's value, at most a frame behind: for what may be drawn after the answer to a key. */
export function useSignalAfterFrame<Value>(signal: Signal<Value>): Value {
  const [value, setValue] = useState(signal.get);
  useEffect(() => {
    let waiting = false;
    let ended = false;
    const follow = async (): Promise<void> => {
      if (waiting) return;
      waiting = true;
      await afterFrame();
      waiting = false;
      if (!ended) setValue(signal.get());
    };
    const stop = signal.subscribe(() => void follow());
    void follow();
    return () => {
      ended = true;
      stop();
    };
  }, [signal]);
  return value;
}
