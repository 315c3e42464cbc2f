import type { SessionView } from "@kvit/contract/sign-in";
import { formatInstant } from "@kvit/domain/kernel";
import { AppError } from "../../platform/app-error.ts";
import type { Principal } from "../../platform/http/principal.ts";
import type { SignInDeps } from "../sign-in-deps.ts";
import { deleteSession, deleteSessionsOf, selectSessions } from "./sessions.queries.ts";
import { sessionIdOf } from "./start-session.ts";

/** Where the caller is signed in, the last used first. */
export async function listSessions({ db, clock }: SignInDeps, caller: Principal): Promise<SessionView[]> {
  const current = sessionIdOf(caller);
  const rows = await selectSessions(db, caller.accountId, caller.agent.id, clock.now());
  return rows.map((row) => ({
    id: row.id,
    current: row.id === current,
    createdAt: formatInstant(row.created_at),
    lastSeenAt: formatInstant(row.last_seen_at),
    device: row.device,
  }));
}

/** Ends one of the caller's sessions; somebody else's is as absent as one that never was. */
export async function endSession(
  { db, principals }: SignInDeps,
  caller: Principal,
  id: number,
): Promise<void> {
  sessionIdOf(caller);
  const ended = await deleteSession(db, caller.accountId, caller.agent.id, id);
  if (!ended) throw new AppError("not-found");
  principals.changed({ accountId: caller.accountId, agentId: caller.agent.id });
}

/** Ends all of the caller's sessions but this one. */
export async function endOtherSessions({ db, principals }: SignInDeps, caller: Principal): Promise<void> {
  const current = sessionIdOf(caller);
  const { accountId, agent } = caller;
  await db.transaction().execute(async (tx) => deleteSessionsOf(tx, accountId, agent.id, current));
  principals.changed({ accountId, agentId: agent.id });
}
