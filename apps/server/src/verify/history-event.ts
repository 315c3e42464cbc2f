import type { ErasedEvent, TicketEvent } from "@kvit/domain/tickets";
import { trusted } from "../platform/postgres/trusted-json.ts";
import type { EventEvidence } from "./evidence.queries.ts";

/** An event as it was hashed; of an erased one only its place in the chain. */
export function historyEvent(row: EventEvidence): TicketEvent | ErasedEvent {
  const { ticket_id: ticketId, seq, prev_hash: prevHash, hash } = row;
  if (row.erased) return { erased: true, ticketId, seq, prevHash, hash };
  return {
    ticketId,
    seq,
    at: row.at,
    type: trusted<TicketEvent["type"]>(row.type),
    actor: { kind: row.actor_kind, id: row.actor_id },
    cause: trusted<TicketEvent["cause"]>(row.cause),
    act: row.act,
    changes: trusted<TicketEvent["changes"]>(row.changes),
    data: trusted<TicketEvent["data"]>(row.data),
    prevHash,
    hash,
  };
}
