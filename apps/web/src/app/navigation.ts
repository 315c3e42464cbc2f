/** Goes to pages from code outside components. The router hands itself over at start. */
type Navigator = { readonly push: (path: string) => void; readonly back: () => void };
let navigator: Navigator = { push: (path) => location.assign(path), back: () => history.back() };

export function setNavigator(next: Navigator): void {
  navigator = next;
}
export const go = (path: string): void => navigator.push(path);
export const goBack = (): void => navigator.back();
export const viewPath = (view: string): string => `/v/${encodeURIComponent(view)}`;
export const ticketPath = (number: number): string => `/t/${number}`;
