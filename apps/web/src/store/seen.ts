import type { TicketView } from "@kvit/contract/tickets";
import { createKeyedSignal, useKeyed } from "./signal.ts";

/** Which version of a ticket this device has shown; kept between visits, the newest two thousand. */
const storageKey = "kvit.seen";
const limit = 2000;
const seen = createKeyedSignal<number, number>();
const since = firstVisit();

for (const [number, version] of readStored()) seen.set(number, version);

/** The version of a ticket that was last on the screen here. */
export const useSeen = (number: number): number | undefined => useKeyed(seen, number);

/** Unread: ours to do, and changed since it was last on the screen here. */
export function isUnread(ticket: TicketView): boolean {
  if (ticket.status !== "new" && ticket.status !== "open") return false;
  const version = seen.get(ticket.number);
  return version === undefined
    ? ticket.updatedAt > since || ticket.status === "new"
    : version < ticket.version;
}

export function markRead(number: number, version: number): void {
  if ((seen.get(number) ?? -1) >= version) return;
  seen.set(number, version);
  keep();
}

export function markUnread(ticket: TicketView): void {
  seen.set(ticket.number, 0);
  keep();
}

let timer: ReturnType<typeof setTimeout> | undefined;
function keep(): void {
  clearTimeout(timer);
  timer = setTimeout(() => {
    const newest = seen.keys().slice(-limit);
    localStorage.setItem(storageKey, JSON.stringify(newest.map((number) => [number, seen.get(number)])));
  }, 1000);
}

function readStored(): readonly (readonly [number, number])[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey) ?? "[]");
    if (!Array.isArray(stored)) return [];
    return stored.flatMap((pair: unknown) =>
      Array.isArray(pair) && typeof pair[0] === "number" && typeof pair[1] === "number"
        ? [[pair[0], pair[1]] as const]
        : [],
    );
  } catch {
    return [];
  }
}

/** What changed before this device first came here is not news. */
function firstVisit(): string {
  const stored = localStorage.getItem("kvit.since");
  if (stored !== null) return stored;
  const now = new Date().toISOString();
  localStorage.setItem("kvit.since", now);
  return now;
}
