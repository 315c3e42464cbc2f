import { foldForSearch } from "@kvit/i18n/format";
import { allTickets, type ShownTicket } from "../../store/tickets.ts";

const most = 8;
const folded = new WeakMap<ShownTicket, string>();

/** Tickets in memory by number, subject, person or address; newest first, an exact number before all. */
export function findTickets(query: string): readonly ShownTicket[] {
  const needles = foldForSearch(query.replace(/^#/, ""))
    .split(/\s+/)
    .filter((word) => word !== "");
  if (needles.length === 0) return [];
  const found = allTickets().filter((ticket) => {
    const hay = textOf(ticket);
    return needles.every((needle) => hay.includes(needle));
  });
  const exact = Number(needles[0]);
  return found
    .sort(
      (a, b) =>
        Number(b.number === exact) - Number(a.number === exact) || (a.updatedAt < b.updatedAt ? 1 : -1),
    )
    .slice(0, most);
}

function textOf(ticket: ShownTicket): string {
  const known = folded.get(ticket);
  if (known !== undefined) return known;
  const { reference, subject, requester } = ticket;
  const text = foldForSearch(`${reference} ${subject} ${requester.name} ${requester.email ?? ""}`);
  folded.set(ticket, text);
  return text;
}
