import type { AgentView } from "@kvit/contract/people";
import { formatInstant, type JsonObject } from "@kvit/domain/kernel";
import type { AgentRow } from "./agents.queries.ts";

export function agentView(row: AgentRow): AgentView {
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    role: row.role,
    language: row.language,
    timeZone: row.time_zone,
    departments: row.departments.map((membership) => ({ ...membership })),
    active: row.deactivated_at === null,
    createdAt: formatInstant(row.created_at),
  };
}

/** What the audit log keeps of an agent. */
export function agentRecord(row: AgentRow): JsonObject {
  const { email, name, role, departments, active } = agentView(row);
  return { email, name, role, departments, active };
}
