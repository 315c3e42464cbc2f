import { createSignal } from "../../store/signal.ts";

export type ComposerMode = "reply" | "note";
/** The composer that is open: of which ticket, for what; `wish` grows each time somebody wants the caret in it. */
export type OpenComposer = { readonly number: number; readonly mode: ComposerMode; readonly wish: number };
export const composer = createSignal<OpenComposer | null>(null);

/** Opens the composer of a ticket, also before its code is loaded, and puts the caret into it. */
export function openComposer(number: number, mode: ComposerMode): void {
  composer.set({ number, mode, wish: (composer.get()?.wish ?? 0) + 1 });
}
export const closeComposer = (): void => composer.set(null);
