import { announceLayer, takeTypedAhead } from "../keys/layer.ts";
import { createSignal } from "../store/signal.ts";

/** A layer over the page: one at a time. The pickers act on the tickets named when they were opened. */
export type Overlay =
  | { readonly kind: "palette" | "keys" | "new-ticket" }
  | { readonly kind: "actions" | "verify" | PickerKind; readonly numbers: readonly number[] };
export type PickerKind =
  | "assign"
  | "status"
  | "priority"
  | "tags"
  | "transfer"
  | "postpone"
  | "close"
  | "purge";

export const overlay = createSignal<Overlay | null>(null);
export const closeOverlay = (): void => overlay.set(null);
overlay.subscribe(() => {
  if (overlay.get() !== null) announceLayer();
  else takeTypedAhead();
});
