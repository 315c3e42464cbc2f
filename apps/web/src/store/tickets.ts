import type { TicketView } from "@kvit/contract/tickets";
import { createKeyedSignal, createSignal, useKeyed } from "./signal.ts";

/** A change shown before the server has it. `late` once it has waited two seconds. */
export type Overlay = { readonly id: string; readonly patch: Partial<TicketView>; readonly late: boolean };
/** A ticket as shown: the server's row with the overlays on top. */
export type ShownTicket = TicketView & { readonly pending: "no" | "new" | "late" };

const confirmed = new Map<number, TicketView>();
const overlays = new Map<number, readonly Overlay[]>();
const shown = createKeyedSignal<number, ShownTicket>();
/** Grows with every change of any ticket; lists and counts are computed anew when it does. */
export const ticketsChanged = createSignal(0);

export const getTicket = (number: number): ShownTicket | undefined => shown.get(number);
export const useTicket = (number: number): ShownTicket | undefined => useKeyed(shown, number);
export const confirmedTicket = (number: number): TicketView | undefined => confirmed.get(number);
export function allTickets(): readonly ShownTicket[] {
  const all: ShownTicket[] = [];
  for (const number of confirmed.keys()) {
    const ticket = shown.get(number);
    if (ticket !== undefined) all.push(ticket);
  }
  return all;
}

/** Takes rows from the server; an older version than the one held is an echo that came late and is left out. */
export function ingestTickets(tickets: readonly TicketView[], gone: readonly number[] = []): void {
  let changed = gone.length > 0;
  for (const ticket of tickets) {
    const held = confirmed.get(ticket.number);
    if (held !== undefined && (held.version > ticket.version || sameRow(held, ticket))) continue;
    confirmed.set(ticket.number, ticket);
    show(ticket.number);
    changed = true;
  }
  for (const number of gone) {
    confirmed.delete(number);
    shown.set(number, undefined);
  }
  if (changed) bump();
}

/** Whether two rows of one ticket show the same; most answers bring what is held already. */
function sameRow(a: TicketView, b: TicketView): boolean {
  if (a.version !== b.version || a.updatedAt !== b.updatedAt) return false;
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Replaces all rows by a fresh bootstrap. */
export function replaceTickets(tickets: readonly TicketView[]): void {
  const kept = new Set(tickets.map((ticket) => ticket.number));
  ingestTickets(
    tickets,
    [...confirmed.keys()].filter((number) => !kept.has(number)),
  );
}

export function addOverlay(number: number, overlay: Overlay): void {
  overlays.set(number, [...(overlays.get(number) ?? []), overlay]);
  show(number);
  bump();
}

/** The same for many tickets, told of once, or with the next if not `told`. */
export function addOverlays(
  rows: readonly (readonly [number: number, patch: Partial<TicketView>])[],
  id: string,
  told = true,
): void {
  for (const [number, patch] of rows) {
    overlays.set(number, [...(overlays.get(number) ?? []), { id, patch, late: false }]);
    show(number);
  }
  if (told) bump();
}

export function dropOverlays(numbers: readonly number[], id: string): void {
  for (const number of numbers) {
    const rest = (overlays.get(number) ?? []).filter((overlay) => overlay.id !== id);
    if (rest.length === 0) overlays.delete(number);
    else overlays.set(number, rest);
    show(number);
  }
  bump();
}

export function markLate(number: number, id: string): void {
  const list = overlays.get(number);
  if (list === undefined) return;
  overlays.set(
    number,
    list.map((overlay) => (overlay.id === id ? { ...overlay, late: true } : overlay)),
  );
  show(number);
}

export function dropOverlay(number: number, id: string): void {
  const rest = (overlays.get(number) ?? []).filter((overlay) => overlay.id !== id);
  if (rest.length === 0) overlays.delete(number);
  else overlays.set(number, rest);
  show(number);
  bump();
}

function show(number: number): void {
  const base = confirmed.get(number);
  if (base === undefined) return;
  const layers = overlays.get(number) ?? [];
  const merged = layers.reduce<TicketView>((ticket, layer) => ({ ...ticket, ...layer.patch }), base);
  shown.set(number, { ...merged, pending: pendingOf(layers) });
}

function pendingOf(layers: readonly Overlay[]): ShownTicket["pending"] {
  if (layers.length === 0) return "no";
  return layers.some((layer) => layer.late) ? "late" : "new";
}

const bump = () => ticketsChanged.set(ticketsChanged.get() + 1);

type Rows = readonly TicketView[];
let holding = 0;
let heldRows = new Map<number, TicketView>();
let heldGone = new Set<number>();
/** How often rows that stream in are shown while many change. */
const gatherMs = 400;

/** While thousands change, what streams in is shown a few times a second. Answers what ends it. */
export function holdChanges(): () => void {
  holding += 1;
  let held = true;
  return () => {
    if (!held) return;
    held = false;
    holding -= 1;
    if (holding === 0) flush();
  };
}

/** Takes rows that stream in. */
export function receiveTickets(tickets: Rows, gone: readonly number[]): void {
  if (holding === 0) {
    ingestTickets(tickets, gone);
    return;
  }
  if (heldRows.size === 0 && heldGone.size === 0) setTimeout(flush, gatherMs);
  for (const ticket of tickets) {
    heldGone.delete(ticket.number);
    heldRows.set(ticket.number, ticket);
  }
  for (const number of gone) {
    heldRows.delete(number);
    heldGone.add(number);
  }
}

function flush(): void {
  const [rows, gone] = [[...heldRows.values()], [...heldGone]];
  heldRows = new Map();
  heldGone = new Set();
  if (rows.length > 0 || gone.length > 0) ingestTickets(rows, gone);
}
