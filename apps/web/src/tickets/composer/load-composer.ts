import { createSignal } from "../../store/signal.ts";

type Parts = typeof import("./Composer.tsx");
/** The composer's code; null until it is loaded. */
export const composerParts = createSignal<Parts | null>(null);
let loading: Promise<void> | null = null;

/** Loads the composer with its editor; callers share one request, and a failed one may be repeated. */
export function loadComposer(): Promise<void> {
  loading ??= import("./Composer.tsx").then(
    (parts) => composerParts.set(parts),
    () => {
      loading = null;
    },
  );
  return loading;
}

/** Loads it when the page has nothing better to do, so that `r` finds it ready. */
export function loadComposerWhenIdle(): void {
  if (loading !== null) return;
  if ("requestIdleCallback" in globalThis) requestIdleCallback(() => void loadComposer(), { timeout: 3000 });
  else setTimeout(() => void loadComposer(), 500);
}
