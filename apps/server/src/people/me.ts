import { preferences as allPreferences, type ChangeMe, type MeView } from "@kvit/contract/people";
import { permissions, type Agent, type Permission } from "@kvit/domain/permissions";
import { AppError } from "../platform/app-error.ts";
import type { Principal } from "../platform/http/principal.ts";
import { agentView } from "./agent-view.ts";
import { readAgent } from "./agents.queries.ts";
import type { PeopleDeps } from "./change-agent.ts";
import { lockMe, selectMe, updateMe } from "./me.queries.ts";
import { scopeOf } from "./scope-of.ts";

export type MeDeps = PeopleDeps & {
  /** Whether mail leaves for the world; without a relay it is looked at in the sandbox. */
  readonly hasRelay: () => Promise<boolean>;
};

/** Who is calling, what they may do and how they like it. Throws not-signed-in for somebody who just left. */
export async function readMe(deps: MeDeps, caller: Principal): Promise<MeView> {
  const { db } = deps;
  const [row, more, hasRelay] = await Promise.all([
    readAgent(db, caller.accountId, caller.agent.id),
    selectMe(db, caller.accountId, caller.agent.id),
    deps.hasRelay(),
  ]);
  if (row === null || more === null) throw new AppError("not-signed-in");
  return {
    // The role is the caller's and not the row's, which differ while a role is only looked at.
    agent: { ...agentView(row), role: caller.agent.role },
    preferences: allPreferences.parse(more.preferences),
    signature: more.signature,
    desk: more.desk,
    rights: rightsOf(caller.agent),
    twoFactor: more.twoFactor,
    sandbox: !hasRelay,
  };
}

function rightsOf(agent: Agent): MeView["rights"] {
  return Object.fromEntries(permissions.map((permission) => [permission, reachOf(agent, permission)]));
}

function reachOf(agent: Agent, permission: Permission): MeView["rights"][string] {
  const scope = scopeOf(agent, permission);
  return scope === "own-and-unassigned" ? "own" : (scope ?? "none");
}

/** Changes the caller's own name, language, time zone, signature or preferences. */
export async function changeMe(deps: MeDeps, caller: Principal, patch: ChangeMe): Promise<MeView> {
  const { accountId, agent } = caller;
  await deps.db.transaction().execute(async (tx) => {
    const before = await lockMe(tx, accountId, agent.id);
    const preferences =
      patch.preferences === undefined ? {} : { preferences: { ...before, ...patch.preferences } };
    await updateMe(tx, accountId, agent.id, { ...patch, ...preferences });
  });
  if (patch.name !== undefined || patch.language !== undefined)
    deps.principals.changed({ accountId, agentId: agent.id });
  return readMe(deps, caller);
}
