import { defaultRights, type Agent, type Permission, type Scope } from "@kvit/domain/permissions";

/** How far a permission reaches for this agent where it reaches farthest; null when they do not have it. */
export function scopeOf(agent: Agent, permission: Permission): Scope | null {
  if (agent.role === "owner") return "all";
  const scope = defaultRights[agent.role][permission] ?? null;
  const leads = agent.memberships.some(({ lead }) => lead) && defaultRights.lead[permission] !== undefined;
  return leads && scope !== "all" ? "department" : scope;
}
