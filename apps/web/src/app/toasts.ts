import { createSignal } from "../store/signal.ts";

export type Toast = {
  readonly id: number;
  readonly text: string;
  /** A spoken one is for those who listen: what is to be seen of it stands elsewhere. */
  readonly kind: "status" | "error" | "spoken";
  readonly action?: { readonly label: string; readonly keys?: string; readonly run: () => void };
};

/** How long a message stays; an error stays until it is dismissed. */
const statusMs = 8000;
const most = 3;
let nextId = 1;
export const toasts = createSignal<readonly Toast[]>([]);

/** Says something that went well; read politely, gone after some seconds. Answers its id. */
export function say(text: string, action?: Toast["action"]): number {
  const id = add({ text, kind: "status", ...(action ? { action } : {}) });
  setTimeout(() => dismissToast(id), statusMs);
  return id;
}

/** Tells those who listen what the others see elsewhere. */
export function speak(text: string): void {
  const id = add({ text, kind: "spoken" });
  setTimeout(() => dismissToast(id), statusMs);
}

/** Says that something failed; read at once, stays until dismissed. */
export function complain(text: string, action?: Toast["action"]): number {
  return add({ text, kind: "error", ...(action ? { action } : {}) });
}

/** Something newer was done that says so elsewhere: the last good word and its "undo" are over. */
export function endStatus(): void {
  toasts.set(toasts.get().filter((toast) => toast.kind === "error"));
}

export function dismissToast(id: number): void {
  toasts.set(toasts.get().filter((toast) => toast.id !== id));
}

function add(toast: Omit<Toast, "id">): number {
  const id = nextId++;
  // one good word at a time: its "undo" takes back the last act, so an older one would mislead
  const kept = toasts.get().filter((other) => other.kind === "error" && other.text !== toast.text);
  toasts.set([...kept.slice(1 - most), { ...toast, id }]);
  return id;
}
