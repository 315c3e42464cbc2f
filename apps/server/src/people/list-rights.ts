import type { RightRow } from "@kvit/contract/settings";
import { permissions, type Agent, type Permission } from "@kvit/domain/permissions";
import { commands } from "@kvit/domain/tickets";
import type { ListedRoute } from "../platform/http/route-list.ts";
import { scopeOf } from "./scope-of.ts";

const somebody = (role: Agent["role"], lead: boolean): Agent => ({
  id: 0,
  role,
  memberships: [{ departmentId: 0, lead }],
});

/** The four columns of the page: whom each stands for. */
const columns = {
  agent: somebody("agent", false),
  lead: somebody("agent", true),
  admin: somebody("admin", false),
  owner: somebody("owner", false),
} as const;

/**
 * Who may do what, made from the very declarations that let requests in: each
 * permission with the routes that ask for it, the ticket commands it stands
 * for, and how far it reaches for each role.
 */
export function listRights(routes: readonly ListedRoute[]): RightRow[] {
  return permissions.map((permission) => ({
    permission,
    routes: usesOf(permission, routes),
    agent: scopeOf(columns.agent, permission) ?? "none",
    lead: scopeOf(columns.lead, permission) ?? "none",
    admin: scopeOf(columns.admin, permission) ?? "none",
    owner: scopeOf(columns.owner, permission) ?? "none",
  }));
}

function usesOf(permission: Permission, routes: readonly ListedRoute[]): string[] {
  const asked = routes
    .filter(({ access }) => "permission" in access && access.permission === permission)
    .map(({ method, path }) => `${method} ${path}`);
  const verbs = commands
    .filter((command) => command.permission === permission)
    .map((command) => command.name)
    .filter((name) => !asked.some((route) => route.endsWith(`/${name}`)))
    .map((name) => `command ${name}`);
  return [...asked.sort(), ...verbs.sort()];
}
