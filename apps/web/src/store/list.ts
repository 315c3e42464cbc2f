import type { TicketView } from "@kvit/contract/tickets";
import { request } from "../api/request.ts";
import { createKeyedSignal, createSignal } from "./signal.ts";
import { signedIn } from "./session.ts";
import { ingestTickets, ticketsChanged } from "./tickets.ts";
import { findView, numbersOf, type View } from "./views.ts";
import { prefetchThread } from "./threads.ts";

/**
 * The list on the screen: which rows in which order, where the person stands
 * and what is selected. Rows do not move under the hand: once the list has been
 * touched, arrivals wait in `arrivals` until they are asked for.
 */
export type ListState = {
  readonly view: View | null;
  readonly rows: readonly number[];
  readonly arrivals: readonly number[];
  readonly loading: boolean;
  readonly error: unknown;
  readonly more: string | null;
};

const empty: ListState = { view: null, rows: [], arrivals: [], loading: false, error: null, more: null };
export const list = createSignal<ListState>(empty);
/** The ticket in hand, or null. */
export const current = createSignal<number | null>(null);
/** The ticket shown beside the list: the one in hand, at once; while walking fast, where the walk ends. */
export const previewed = createSignal<number | null>(null);
export const isCurrent = createKeyedSignal<number, true>();
export const isSelected = createKeyedSignal<number, true>();
export const selectionSize = createSignal(0);
/** Scroll offset of each view, so that coming back finds the same place. */
export const offsets = new Map<string, number>();

let touched = false;
let known = new Set<number>();
let anchor: number | null = null;
const lastOf = new Map<string, number>();

/** Shows a view; the place where the person last stood in it is found again. */
export function openView(id: string): void {
  const world = signedIn();
  const view = world === null ? undefined : findView(id, world);
  if (view === undefined || list.get().view?.id === id) return;
  touched = false;
  clearSelection();
  const rows = numbersOf(view);
  known = new Set(rows);
  list.set({ ...empty, view, rows });
  const last = lastOf.get(id);
  setCurrent(last !== undefined && rows.includes(last) ? last : (rows[0] ?? null), false);
  if (view.remote !== undefined) void loadMore(true);
}

/** Brings the list up to date after tickets changed. */
function refresh(): void {
  const state = list.get();
  if (state.view === null) return;
  const computed = numbersOf(state.view);
  const inView = new Set(computed);
  const shownRows = touched
    ? withReturned(
        state.rows.filter((number) => inView.has(number)),
        computed,
      )
    : computed;
  const shown = new Set(shownRows);
  const arrivals = touched ? computed.filter((number) => !shown.has(number)) : [];
  if (!touched) for (const number of computed) known.add(number);
  keepPlace(state.rows, shown, shownRows);
  if (sameNumbers(state.rows, shownRows) && sameNumbers(state.arrivals, arrivals)) return;
  list.set({ ...state, rows: shownRows, arrivals });
}

/** Rows that were here before, also in an untouched list, and came back (an undo) take their place again; strangers wait. */
function withReturned(rows: readonly number[], computed: readonly number[]): readonly number[] {
  const present = new Set(rows);
  /** Those that come back, by the row they come back in front of; null: at the end. */
  const inFrontOf = new Map<number | null, number[]>();
  let follower: number | null = null;
  for (const number of computed.toReversed()) {
    if (present.has(number)) follower = number;
    else if (known.has(number)) {
      const waiting = inFrontOf.get(follower);
      if (waiting === undefined) inFrontOf.set(follower, [number]);
      else waiting.push(number);
    }
  }
  if (inFrontOf.size === 0) return rows;
  const returned = (row: number | null) => inFrontOf.get(row)?.toReversed() ?? [];
  return [...rows.flatMap((row) => [...returned(row), row]), ...returned(null)];
}

/** When the ticket in hand left the list, the one that followed it is taken; the first when none was in hand. */
function keepPlace(before: readonly number[], shown: ReadonlySet<number>, rows: readonly number[]): void {
  for (const number of isSelected.keys()) if (!shown.has(number)) select(number, false);
  const now = current.get();
  if (now !== null && shown.has(now)) return;
  if (placeHeld) return;
  const followers = now === null ? rows : before.slice(before.indexOf(now) + 1);
  setCurrent(followers.find((number) => shown.has(number)) ?? rows.at(-1) ?? null, false);
}

let placeHeld = false;
/** While a ticket page is open its ticket stays in hand, whichever view it has left. */
export function holdPlace(hold: boolean): void {
  placeHeld = hold;
  if (!hold) refresh();
}

export function showArrivals(): void {
  const state = list.get();
  if (state.view === null) return;
  const rows = numbersOf(state.view);
  known = new Set(rows);
  list.set({ ...state, rows, arrivals: [] });
}

export function setCurrent(number: number | null, byHand = true): void {
  if (byHand) touched = true;
  const before = current.get();
  if (before !== number) {
    if (before !== null) isCurrent.set(before, undefined);
    if (number !== null) isCurrent.set(number, true);
    current.set(number);
    showBeside(number);
  }
  const view = list.get().view;
  if (number === null || view === null) return;
  lastOf.set(view.id, number);
  prefetchAround(number);
}

/** Steps that follow each other faster than this are a walk. */
const walkMs = 90;
let steppedAt = 0;
let walkTimer: ReturnType<typeof setTimeout> | undefined;
function showBeside(number: number | null): void {
  clearTimeout(walkTimer);
  const now = performance.now();
  const walking = now - steppedAt < walkMs;
  steppedAt = now;
  if (walking) walkTimer = setTimeout(() => previewed.set(current.get()), walkMs);
  else previewed.set(number);
}

function prefetchAround(number: number): void {
  const { rows } = list.get();
  const index = rows.indexOf(number);
  for (const near of [rows[index + 1], rows[index + 2], rows[index - 1]]) {
    if (near !== undefined) setTimeout(() => current.get() === number && prefetchThread(near), 120);
  }
}

/** Goes `by` rows down (up when negative), not beyond the ends. Answers where it came to stand. */
export function move(by: number): number | null {
  const { rows } = list.get();
  const now = current.get();
  const from = now === null ? -1 : rows.indexOf(now);
  const target = rows[Math.max(0, Math.min(rows.length - 1, from === -1 ? 0 : from + by))] ?? null;
  setCurrent(target);
  anchor = null;
  return target;
}

export function select(number: number, on: boolean): void {
  if ((isSelected.get(number) ?? false) === on) return;
  touched = true;
  isSelected.set(number, on ? true : undefined);
  selectionSize.set(selectionSize.get() + (on ? 1 : -1));
}

export const toggle = (number: number): void => select(number, isSelected.get(number) !== true);
export function clearSelection(): void {
  for (const number of isSelected.keys()) select(number, false);
}
/** Selects these, as far as they are in the list, and nothing else. */
export function selectOnly(numbers: readonly number[]): void {
  clearSelection();
  const rows = new Set(list.get().rows);
  for (const number of numbers) if (rows.has(number)) select(number, true);
}
export function selectAll(): void {
  for (const number of list.get().rows) select(number, true);
}

/** Selects the row in hand and the one it goes to. */
export function extend(by: 1 | -1): void {
  const now = current.get();
  if (now === null) return;
  anchor ??= now;
  select(now, true);
  const kept = anchor;
  const next = move(by);
  anchor = kept;
  if (next !== null) select(next, true);
}

/** What a command acts on: the selection, else the ticket in hand. */
export function subjects(): readonly number[] {
  const selected = list.get().rows.filter((number) => isSelected.get(number) === true);
  if (selected.length > 0) return selected;
  const now = current.get();
  return now === null ? [] : [now];
}

type Page = { readonly items: readonly TicketView[]; readonly next: string | null };
/** Reads the next page of a view that is not held in memory. */
export async function loadMore(first = false): Promise<void> {
  const state = list.get();
  const view = state.view;
  if (view?.remote === undefined || state.loading || (!first && state.more === null)) return;
  list.set({ ...state, loading: true, error: null });
  try {
    const page = await request<Page>(pagePath(view.remote, first ? null : state.more));
    if (list.get().view !== view) return;
    for (const ticket of page.items) known.add(ticket.number);
    ingestTickets(page.items);
    list.set({ ...list.get(), loading: false, more: page.next });
  } catch (error) {
    if (list.get().view === view) list.set({ ...list.get(), loading: false, error });
  }
}

function pagePath(by: NonNullable<View["remote"]>, cursor: string | null): string {
  const query = new URLSearchParams({
    ...by,
    sort: "-updated",
    limit: "50",
    ...(cursor === null ? {} : { cursor }),
  });
  return `/api/v1/tickets?${query.toString()}`;
}

const sameNumbers = (a: readonly number[], b: readonly number[]) =>
  a.length === b.length && a.every((number, index) => number === b[index]);

ticketsChanged.subscribe(refresh);
