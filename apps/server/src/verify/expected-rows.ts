import type { Instant } from "@kvit/domain/kernel";
import { isActive, type Ticket } from "@kvit/domain/tickets";

/** What the queue's table must hold of a ticket; null when nothing. Instants as numbers. */
export function expectedActive(ticket: Ticket) {
  if (!isActive(ticket.status) || ticket.mergedInto !== null) return null;
  return {
    id: ticket.id,
    number: ticket.number,
    status: ticket.status,
    department_id: ticket.departmentId,
    assignee_id: ticket.assigneeId,
    priority: ticket.priority,
    contact_id: ticket.requesterId,
    tags: [...ticket.tags],
    created_at: ticket.createdAt,
    updated_at: ticket.updatedAt,
    waiting_since: ticket.oldestUnansweredAt,
  };
}

/** When a timer must wake the ticket; null when none may stand. */
export function expectedWake(ticket: Ticket): Instant | null {
  const sleeps = ticket.status === "postponed" && ticket.mergedInto === null;
  return sleeps ? (ticket.postponement?.until ?? null) : null;
}
