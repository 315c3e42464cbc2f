import { foldForSearch } from "@kvit/i18n/format";
import { allTickets, type ShownTicket } from "../../store/tickets.ts";

const most = 8;
const mostPeople = 5;
/** Among how many tickets people are looked for; they stand behind most of those found. */
const enough = 500;
const folded = new WeakMap<object, string>();

export type Person = { readonly id: number; readonly name: string; readonly email: string | null };
type Found = { readonly tickets: readonly ShownTicket[]; readonly people: readonly Person[] };

/**
 * Tickets in memory by number, subject, person or address, newest first, an
 * exact number before all; and the people who wrote them that answer the query
 * by themselves.
 */
export function findInMemory(query: string): Found {
  const needles = foldForSearch(query.replace(/^#/, ""))
    .split(/\s+/)
    .filter((word) => word !== "");
  if (needles.length === 0) return { tickets: [], people: [] };
  const found = allTickets().filter((ticket) => {
    const hay = textOf(ticket);
    return needles.every((needle) => hay.includes(needle));
  });
  const exact = Number(needles[0]);
  found.sort(
    (a, b) => Number(b.number === exact) - Number(a.number === exact) || (a.updatedAt < b.updatedAt ? 1 : -1),
  );
  return { tickets: found.slice(0, most), people: peopleBehind(found.slice(0, enough), needles) };
}

function peopleBehind(tickets: readonly ShownTicket[], needles: readonly string[]): readonly Person[] {
  const people = new Map<number, Person>();
  for (const { requester } of tickets) {
    if (people.size === mostPeople) break;
    const hay = foldedOnce(requester, () => `${requester.name} ${requester.email ?? ""}`);
    if (needles.every((needle) => hay.includes(needle))) people.set(requester.id, requester);
  }
  return [...people.values()];
}

function textOf(ticket: ShownTicket): string {
  const { reference, subject, requester } = ticket;
  return foldedOnce(ticket, () => `${reference} ${subject} ${requester.name} ${requester.email ?? ""}`);
}

function foldedOnce(of: object, text: () => string): string {
  const known = folded.get(of);
  if (known !== undefined) return known;
  const made = foldForSearch(text());
  folded.set(of, made);
  return made;
}
