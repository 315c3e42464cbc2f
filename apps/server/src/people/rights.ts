import { can, type Agent, type Permission, type Visibility } from "@kvit/domain/permissions";

/** Whether the agent has this permission anywhere at all; on which tickets is asked when the ticket is known. */
export function hasSomewhere(agent: Agent, permission: Permission): boolean {
  return can(agent, permission, null).ok;
}

/** The same predicate that lists use in SQL, for tickets held in memory. */
export function mayRead(
  visibility: Visibility,
  ticket: { readonly departmentId: number; readonly assigneeId: number | null },
): boolean {
  if (visibility.all) return true;
  if (ticket.assigneeId !== null && ticket.assigneeId === visibility.agentId) return true;
  if (visibility.departments.includes(ticket.departmentId)) return true;
  return ticket.assigneeId === null && visibility.unassignedIn.includes(ticket.departmentId);
}
