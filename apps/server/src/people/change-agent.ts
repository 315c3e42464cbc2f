import type { AgentView, ChangeAgent } from "@kvit/contract/people";
import { revokeKeysOf } from "../api-keys/index.ts";
import { replaceMemberships } from "../departments/index.ts";
import { AppError } from "../platform/app-error.ts";
import type { Clock } from "../platform/clock.ts";
import type { Principal } from "../platform/http/principal.ts";
import { refuseDouble, refuseUnknown } from "../platform/postgres/conflict.ts";
import type { Db, Tx } from "../platform/postgres/pool.ts";
import { recordChange } from "../settings/index.ts";
import { endSessionsOf, type Principals } from "../sign-in/index.ts";
import { agentRecord, agentView } from "./agent-view.ts";
import {
  lockAgents,
  readAgent,
  selectActiveOwners,
  selectAgents,
  setDeactivated,
  updateAgent,
  type AgentRow,
} from "./agents.queries.ts";

export type PeopleDeps = { readonly db: Db; readonly clock: Clock; readonly principals: Principals };

export async function listAgents({ db }: PeopleDeps, caller: Principal): Promise<AgentView[]> {
  return (await selectAgents(db, caller.accountId)).map(agentView);
}

/** Throws not-found. */
export async function showAgent({ db }: PeopleDeps, caller: Principal, id: number): Promise<AgentView> {
  const row = await readAgent(db, caller.accountId, id);
  if (row === null) throw new AppError("not-found");
  return agentView(row);
}

/**
 * Changes somebody's name, address, role or departments. Owners are changed by
 * owners only, and one always stays. Another role ends their sessions, so that
 * nothing goes on under the rights of before.
 *
 * Throws not-found, forbidden, in-use (the last owner), conflict (address
 * taken), bad-request (unknown department).
 */
export async function changeAgent(
  deps: PeopleDeps,
  caller: Principal,
  id: number,
  patch: ChangeAgent,
): Promise<AgentView> {
  if (patch.role === "owner" && caller.agent.role !== "owner")
    throw new AppError("forbidden", { detail: "Only an owner can make somebody an owner." });
  demandOnce(patch.departments ?? []);
  return refuseDouble("Another agent has this address already.", async () =>
    change(deps, caller, { id, action: "changed" }, async (tx, before) => {
      const { role = before.role, name = before.name, email = before.email, departments } = patch;
      if (before.role === "owner" && role !== "owner") await demandOtherOwner(tx, caller, id);
      await updateAgent(tx, caller.accountId, id, { role, name, email });
      if (departments !== undefined)
        await refuseUnknown("One of these departments does not exist.", async () =>
          replaceMemberships(tx, caller.accountId, id, departments),
        );
      if (role !== before.role) await endSessionsOf(tx, caller.accountId, id);
    }),
  );
}

function demandOnce(departments: readonly { readonly departmentId: number }[]): void {
  if (new Set(departments.map(({ departmentId }) => departmentId)).size < departments.length)
    throw new AppError("bad-request", { detail: "A department is named twice." });
}

/**
 * Shuts somebody out: sessions and API keys end for good, open connections are
 * cut. Throws not-found, forbidden (oneself; an owner, unless by an owner),
 * in-use (the last owner).
 */
export async function deactivateAgent(deps: PeopleDeps, caller: Principal, id: number): Promise<AgentView> {
  if (id === caller.agent.id)
    throw new AppError("forbidden", { detail: "You cannot deactivate yourself. Ask somebody else to." });
  return change(deps, caller, { id, action: "deactivated" }, async (tx, before) => {
    if (before.deactivated_at !== null) return;
    if (before.role === "owner") await demandOtherOwner(tx, caller, id);
    const now = deps.clock.now();
    await setDeactivated(tx, caller.accountId, id, now);
    await endSessionsOf(tx, caller.accountId, id);
    await revokeKeysOf(tx, caller.accountId, id, now);
  });
}

/** Lets somebody in again with the password they had; their API keys stay revoked. */
export async function activateAgent(deps: PeopleDeps, caller: Principal, id: number): Promise<AgentView> {
  return change(deps, caller, { id, action: "activated" }, async (tx) =>
    setDeactivated(tx, caller.accountId, id, null),
  );
}

async function demandOtherOwner(tx: Tx, caller: Principal, id: number): Promise<void> {
  const owners = await selectActiveOwners(tx, caller.accountId);
  if (!owners.some((owner) => owner !== id))
    throw new AppError("in-use", { detail: "A desk needs an owner. Make somebody else owner first." });
}

async function change(
  { db, clock, principals }: PeopleDeps,
  caller: Principal,
  { id, action }: { id: number; action: string },
  work: (tx: Tx, before: AgentRow) => Promise<void>,
): Promise<AgentView> {
  const view = await db.transaction().execute(async (tx) => {
    await lockAgents(tx, caller.accountId);
    const before = await mustRead(tx, caller, id);
    if (before.role === "owner" && caller.agent.role !== "owner")
      throw new AppError("forbidden", { detail: "Only an owner can change an owner." });
    await work(tx, before);
    const after = await mustRead(tx, caller, id);
    await recordChange(tx, caller, clock.now(), {
      subject: `agent:${id}`,
      action,
      before: agentRecord(before),
      after: agentRecord(after),
    });
    return agentView(after);
  });
  principals.changed({ accountId: caller.accountId, agentId: id });
  return view;
}

async function mustRead(tx: Tx, caller: Principal, id: number): Promise<AgentRow> {
  const row = await readAgent(tx, caller.accountId, id);
  if (row === null) throw new AppError("not-found");
  return row;
}
