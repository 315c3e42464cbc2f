import type { MessageView } from "@kvit/contract/tickets";
import { createSignal } from "../../store/signal.ts";

/** The messages being chosen to be split off a ticket; null while nobody chooses. */
export const splitting = createSignal<{ readonly number: number; readonly ids: readonly number[] } | null>(
  null,
);

export const beginSplit = (number: number): void => splitting.set({ number, ids: [] });
export const endSplit = (): void => splitting.set(null);

export function toggleSplit(id: number): void {
  const chosen = splitting.get();
  if (chosen === null) return;
  const ids = chosen.ids.includes(id) ? chosen.ids.filter((each) => each !== id) : [...chosen.ids, id];
  splitting.set({ ...chosen, ids });
}

/** What a customer wrote or we have sent can begin a ticket of its own, once. */
export function isSplittable(message: MessageView, number: number): boolean {
  const isSaid = message.kind === "customer" || message.kind === "agent";
  return isSaid && message.ticket === number && message.wentTo === null && message.delivery?.state !== "held";
}
