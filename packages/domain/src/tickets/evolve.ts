import type { Instant } from "../kernel/index.ts";
import { blankFields } from "./drafting/blank-fields.ts";
import { targets } from "./drafting/changes.ts";
import { genesisHash, type TicketEvent } from "./event.ts";
import type { Ticket } from "./ticket.ts";

/**
 * The ticket after an event. Applies its changes and knows no event type but
 * one: purging forgets everything except what the event itself names.
 */
export function evolve(ticket: Ticket | null, event: TicketEvent): Ticket {
  const purged = event.type === "ticket.purged";
  const before = purged ? tombstone(event) : (ticket ?? unborn(event));
  return {
    ...before,
    ...targets(event.changes),
    updatedAt: event.at,
    version: event.seq,
    lastHash: event.hash,
  };
}

/** The ticket a history tells; null for an empty one. */
export function fold(events: Iterable<TicketEvent>): Ticket | null {
  let ticket: Ticket | null = null;
  for (const event of events) ticket = evolve(ticket, event);
  return ticket;
}

/** The ticket as it stood at an instant; null before it was created. */
export function asOf(events: readonly TicketEvent[], at: Instant): Ticket | null {
  return fold(events.filter((event) => event.at <= at));
}

/** A ticket to which nothing has happened yet, not even its creation. Its number is in the event that creates it or erases all before. */
export function unborn({ ticketId, at, data }: TicketEvent): Ticket {
  return {
    ...blankFields,
    id: ticketId,
    number: Number(data["number"]),
    createdAt: at,
    updatedAt: at,
    version: 0,
    lastHash: genesisHash,
  };
}

function tombstone(event: TicketEvent): Ticket {
  return {
    ...unborn(event),
    createdAt: Number(event.data["createdAt"]),
    departmentId: Number(event.data["departmentId"]),
    requesterId: Number(event.data["requesterId"]),
  };
}
