import { createSignal, type Signal } from "../store/signal.ts";

/** Which side panes are folded; kept on this device. */
export const railFolded = remembered("kvit.rail-folded");
export const detailsFolded = remembered("kvit.details-folded");
export const flip = (signal: Signal<boolean>): void => signal.set(!signal.get());

function remembered(key: string): Signal<boolean> {
  const signal = createSignal(localStorage.getItem(key) === "yes");
  signal.subscribe(() => localStorage.setItem(key, signal.get() ? "yes" : "no"));
  return signal;
}
