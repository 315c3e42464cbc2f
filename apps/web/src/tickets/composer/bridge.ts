import { announceLayer } from "../../keys/layer.ts";
import { createSignal } from "../../store/signal.ts";
import { getThread } from "../../store/threads.ts";

export type ComposerMode = "reply" | "note";
/** The composer that is open: of which ticket, for what. */
export type OpenComposer = {
  readonly number: number;
  readonly mode: ComposerMode;
  /** Grows each time somebody wants the caret in it. */
  readonly wish: number;
  /** The newest message the writer has seen; null until the conversation is there. A newer one stops the sending. */
  readonly seen: number | null;
};
export const composer = createSignal<OpenComposer | null>(null);

/** Opens the composer of a ticket, also before its code is loaded, and puts the caret into it; what is typed meanwhile is kept for it. */
export function openComposer(number: number, mode: ComposerMode): void {
  const open = composer.get();
  const same = open?.number === number ? open : null;
  announceLayer();
  composer.set({ number, mode, wish: (open?.wish ?? 0) + 1, seen: same?.seen ?? newestOf(number) });
}

/** The writer has seen everything up to a message. */
export function markSeen(seen: number): void {
  const open = composer.get();
  if (open !== null) composer.set({ ...open, seen });
}

export const closeComposer = (): void => composer.set(null);

function newestOf(number: number): number | null {
  const thread = getThread(number);
  return thread === null ? null : Math.max(0, ...thread.messages.map((message) => message.id));
}
