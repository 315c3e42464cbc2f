import { onGo } from "../app/navigation.ts";
import { createSignal } from "../store/signal.ts";

/** What the desk shows: a view's list with the ticket in hand beside it, or one ticket on its own. */
export type DeskPlace = {
  readonly view: string | null;
  readonly number: number | null;
  /** The instant looked back to, to the microsecond; null for now. */
  readonly at: string | null;
};

/** Set at the key press itself; the address and the router's history follow. */
export const desk = createSignal<DeskPlace>(
  deskPlaceOf(`${location.pathname}${location.search}`) ?? { view: null, number: null, at: null },
);

/** Which place of the desk a path names; null for pages beside it. */
export function deskPlaceOf(path: string): DeskPlace | null {
  const [pathname = "", query = ""] = (path.split("#")[0] ?? "").split("?");
  const at = new URLSearchParams(query).get("at");
  const number = /^\/t\/(\d+)$/.exec(pathname)?.[1];
  if (number !== undefined) return { view: null, number: Number(number), at };
  const view = /^\/v\/([^/]+)$/.exec(pathname)?.[1];
  return view === undefined ? null : { view: decodeURIComponent(view), number: null, at };
}

export function showPlace(path: string): void {
  const next = deskPlaceOf(path);
  const now = desk.get();
  if (next !== null && (next.view !== now.view || next.number !== now.number || next.at !== now.at))
    desk.set(next);
}

onGo(showPlace);
