import { announceLayer, takeTypedAhead } from "../keys/layer.ts";
import { createSignal } from "../store/signal.ts";

/** A layer over the page: one at a time. The pickers act on the tickets named when they were opened. */
export type Overlay =
  | { readonly kind: "palette" | "keys" | "new-ticket" | "acts" }
  | { readonly kind: "actions" | "verify" | PickerKind; readonly numbers: readonly number[] }
  /** The ticket chosen to be merged into or linked with. */
  | {
      readonly kind: "merge-into" | "link-as";
      readonly numbers: readonly number[];
      readonly other: number;
    };
export type PickerKind =
  | "assign"
  | "status"
  | "priority"
  | "tags"
  | "transfer"
  | "postpone"
  | "close"
  | "merge"
  | "link"
  | "purge";

export const overlay = createSignal<Overlay | null>(null);
export const closeOverlay = (): void => overlay.set(null);
overlay.subscribe(() => {
  if (overlay.get() !== null) announceLayer();
  else takeTypedAhead();
});
