import { defaultRights, type Rights, type Role, type Scope } from "./rights.ts";
import type { Permission } from "./permission.ts";

export type Membership = {
  readonly departmentId: number;
  /** The department's lead or a deputy. */
  readonly lead: boolean;
};

export type Agent = {
  readonly id: number;
  readonly role: Role;
  readonly memberships: readonly Membership[];
};

/** What a right needs to know of a ticket. `assignTo`: whom an assignment names. */
export type TicketFacts = {
  readonly departmentId: number;
  readonly assigneeId: number | null;
  readonly assignTo?: number | null | undefined;
};

export const denialReasons = ["role", "not-yours", "not-your-department", "only-to-yourself"] as const;
export type DenialReason = (typeof denialReasons)[number];
export type Verdict = { readonly ok: true } | { readonly ok: false; readonly reason: DenialReason };

const yes: Verdict = { ok: true };
const no = (reason: DenialReason): Verdict => ({ ok: false, reason });

/**
 * Whether the agent may. Without a ticket: whether there is anything at all on
 * which they may, as a route asks before it knows which ticket is meant.
 */
export function can(
  agent: Agent,
  permission: Permission,
  ticket: TicketFacts | null,
  rights: Rights = defaultRights,
): Verdict {
  if (agent.role === "owner") return yes;
  const scope = rights[agent.role][permission];
  const departments = departmentsAsLead(agent, permission, rights);
  if (ticket === null) return scope !== undefined || departments.length > 0 ? yes : no("role");
  if (departments.includes(ticket.departmentId)) return yes;
  if (scope === undefined) return no("role");
  if (!reaches(scope, agent, ticket)) return no(denial(scope, agent, ticket));
  const toOther = ticket.assignTo !== undefined && ticket.assignTo !== agent.id;
  return toOther && isOwnScope(scope) ? no("only-to-yourself") : yes;
}

/** The departments in which the agent, as lead or deputy, has the right on everything. */
export function departmentsAsLead(agent: Agent, permission: Permission, rights: Rights): readonly number[] {
  if (rights.lead[permission] === undefined) return [];
  return agent.memberships.filter(({ lead }) => lead).map(({ departmentId }) => departmentId);
}

function reaches(scope: Scope, agent: Agent, { assigneeId, departmentId }: TicketFacts): boolean {
  if (scope === "all" || assigneeId === agent.id) return true;
  if (scope === "own" || (scope === "own-and-unassigned" && assigneeId !== null)) return false;
  return isMember(agent, departmentId);
}

function denial(scope: Scope, agent: Agent, { departmentId }: TicketFacts): DenialReason {
  return scope !== "own" && !isMember(agent, departmentId) ? "not-your-department" : "not-yours";
}

const isOwnScope = (scope: Scope): boolean => scope === "own" || scope === "own-and-unassigned";

const isMember = (agent: Agent, departmentId: number): boolean =>
  agent.memberships.some((membership) => membership.departmentId === departmentId);
