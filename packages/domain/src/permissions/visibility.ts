import { departmentsAsLead, type Agent } from "./can.ts";
import { defaultRights, type Rights } from "./rights.ts";

/** Which tickets an agent may read, as a value from which a query makes its condition. */
export type Visibility =
  | { readonly all: true }
  | {
      readonly all: false;
      /** Tickets assigned to this agent; null when not even those. */
      readonly agentId: number | null;
      /** Everything in these departments. */
      readonly departments: readonly number[];
      /** What nobody has taken in these departments. */
      readonly unassignedIn: readonly number[];
    };

/** Says of every ticket what `can(agent, "ticket.read", ticket)` says. */
export function visibility(agent: Agent, rights: Rights = defaultRights): Visibility {
  const scope = agent.role === "owner" ? "all" : rights[agent.role]["ticket.read"];
  if (scope === "all") return { all: true };
  const led = departmentsAsLead(agent, "ticket.read", rights);
  const member = agent.memberships.map(({ departmentId }) => departmentId);
  const departments = scope === "department" ? [...new Set([...member, ...led])] : led;
  return {
    all: false,
    agentId: scope === undefined ? null : agent.id,
    departments,
    unassignedIn:
      scope === "own-and-unassigned" ? member.filter((department) => !departments.includes(department)) : [],
  };
}
