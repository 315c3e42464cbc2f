import { createSignal, type Signal } from "../store/signal.ts";

/** Below this width the details lie over the ticket, so they are folded until asked for. */
const roomy = matchMedia("(width >= 80em)");

/** Whether the rail is folded to its icons; kept on this device. */
export const railFolded = remembered("kvit.rail-folded");
const detailsWanted = remembered("kvit.details-folded");
/** Whether the details are folded; the choice made on a roomy screen is kept on this device. */
export const detailsFolded = createSignal(!roomy.matches || detailsWanted.get());
detailsFolded.subscribe(() => {
  if (roomy.matches) detailsWanted.set(detailsFolded.get());
});
roomy.addEventListener("change", () => detailsFolded.set(!roomy.matches || detailsWanted.get()));

export const flip = (signal: Signal<boolean>): void => signal.set(!signal.get());

function remembered(key: string): Signal<boolean> {
  const signal = createSignal(localStorage.getItem(key) === "yes");
  signal.subscribe(() => localStorage.setItem(key, signal.get() ? "yes" : "no"));
  return signal;
}
