import { createSignal } from "../store/signal.ts";
import type { Filter } from "./thread/timeline-entries.ts";

/** Grows with each wish to see the last message; the preview pane scrolls there. */
export const peek = createSignal(0);
/** Widens a timeline that was narrowed to one stay; null while it is whole. */
export const widen = createSignal<(() => void) | null>(null);
/** Grows with each wish to put the focus on the life-cycle strip. */
export const stripFocus = createSignal(0);
/** Steps through the messages: +1 the next, -1 the one before, 0 fold or unfold all. */
export const messageStep = createSignal<{ readonly by: number; readonly count: number }>({ by: 0, count: 0 });
export const stepMessages = (by: number): void => messageStep.set({ by, count: messageStep.get().count + 1 });
/** Which kind of line the timeline shows. */
export const timelineFilter = createSignal<Filter>("all");
