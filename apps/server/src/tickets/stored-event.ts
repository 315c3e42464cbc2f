import type { Selectable } from "kysely";
import { formatInstant } from "@kvit/domain/kernel";
import type { TicketEvent } from "@kvit/domain/tickets";
import type { Database } from "../platform/postgres/generated/database.ts";
import { trusted } from "../platform/postgres/trusted-json.ts";

/** An event as a row of the log. */
export function rowFromEvent(accountId: number, event: TicketEvent) {
  return {
    account_id: accountId,
    ticket_id: event.ticketId,
    seq: event.seq,
    at: formatInstant(event.at),
    type: event.type,
    actor_kind: event.actor.kind,
    actor_id: event.actor.id,
    cause: JSON.stringify(event.cause),
    act: event.act,
    changes: JSON.stringify(event.changes),
    data: JSON.stringify(event.data),
    prev_hash: Buffer.from(event.prevHash, "hex"),
    hash: Buffer.from(event.hash, "hex"),
  };
}

/** The event a row of the log tells, whole: purging leaves rows of which only the place in the chain is true. */
export function eventFromRow(row: Selectable<Database["ticket_event"]>): TicketEvent {
  return {
    ticketId: row.ticket_id,
    seq: row.seq,
    at: row.at,
    type: trusted<TicketEvent["type"]>(row.type),
    actor: { kind: row.actor_kind, id: row.actor_id },
    cause: trusted<TicketEvent["cause"]>(row.cause),
    act: row.act,
    changes: trusted<TicketEvent["changes"]>(row.changes),
    data: trusted<TicketEvent["data"]>(row.data),
    prevHash: row.prev_hash.toString("hex"),
    hash: row.hash.toString("hex"),
  };
}
