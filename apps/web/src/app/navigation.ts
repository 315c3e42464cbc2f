/** Goes to pages from code outside components. The router hands itself over at start. */
type Navigator = { readonly push: (path: string) => void; readonly back: () => void };
let navigator: Navigator = { push: (path) => location.assign(path), back: () => history.back() };

export function setNavigator(next: Navigator): void {
  navigator = next;
}
type Listener = (path: string) => void;
const listeners = new Set<Listener>();
/** Calls `listener` with every path this app goes to by itself, before the history has it. */
export function onGo(listener: Listener): void {
  listeners.add(listener);
}
export function go(path: string): void {
  for (const listener of listeners) listener(path);
  navigator.push(path);
}
export const goBack = (): void => navigator.back();
export const viewPath = (view: string): string => `/v/${encodeURIComponent(view)}`;
export const ticketPath = (number: number): string => `/t/${number}`;
