import type { FastifyInstance } from "fastify";
import type { Agent } from "@kvit/domain/permissions";
import { AppError } from "../platform/app-error.ts";
import type { Principal } from "../platform/http/principal.ts";
import type { Db } from "../platform/postgres/pool.ts";
import { selectDepartments } from "../departments/index.ts";
import { hasSomewhere } from "./rights.ts";

const header = "x-kvit-view-as";
const roles = ["agent", "lead", "admin"] as const;
type ViewedRole = (typeof roles)[number];

/**
 * Lets owners and admins look at the desk as another role does, by the header
 * `X-Kvit-View-As`. The caller is narrowed before anything is read, so what is
 * shown is exactly what that role gets; nothing can be changed meanwhile.
 * Register it right after the web server is made.
 */
export function registerViewAs(app: FastifyInstance, db: Db): void {
  app.addHook("onRequest", async (request) => {
    const given = request.headers[header];
    if (given === undefined || request.principal === null) return;
    const role = roles.find((each) => each === given);
    if (role === undefined)
      throw new AppError("bad-request", { detail: `View as one of: ${roles.join(", ")}.` });
    if (request.method !== "GET" && request.method !== "HEAD")
      throw new AppError("forbidden", {
        detail: "While you look through another role's eyes nothing can be changed.",
      });
    request.principal = await viewedAs(db, request.principal, role);
    const access = request.routeOptions.config.access;
    if (
      access !== undefined &&
      "permission" in access &&
      !hasSomewhere(request.principal.agent, access.permission)
    )
      throw new AppError("forbidden");
  });
}

const rank = { agent: 0, lead: 1, admin: 2, owner: 3 } as const;

async function viewedAs(db: Db, caller: Principal, role: ViewedRole): Promise<Principal> {
  if (caller.agent.role === "agent" || rank[role] > rank[caller.agent.role]) throw new AppError("forbidden");
  return { ...caller, scope: "read", agent: await narrowed(db, caller, role) };
}

/** Somebody in no department is shown as belonging to all of them; there would be nothing to see else. */
async function narrowed(db: Db, { accountId, agent }: Principal, role: ViewedRole): Promise<Agent> {
  if (role === "admin") return { ...agent, role };
  const own = agent.memberships.map(({ departmentId }) => departmentId);
  const ids = own.length > 0 ? own : await activeDepartments(db, accountId);
  return {
    ...agent,
    role: "agent",
    memberships: ids.map((departmentId) => ({ departmentId, lead: role === "lead" })),
  };
}

async function activeDepartments(db: Db, accountId: number): Promise<number[]> {
  return (await selectDepartments(db, accountId))
    .filter((row) => row.retired_at === null)
    .map((row) => row.id);
}
