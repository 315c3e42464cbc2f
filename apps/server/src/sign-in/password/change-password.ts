import { AppError } from "../../platform/app-error.ts";
import type { Principal } from "../../platform/http/principal.ts";
import type { Tx } from "../../platform/postgres/pool.ts";
import { deleteResetsOf } from "../reset/resets.queries.ts";
import { knownDevice } from "../sessions/cookies.ts";
import { deleteSessionsOf } from "../sessions/sessions.queries.ts";
import { renewSession, sessionIdOf } from "../sessions/start-session.ts";
import type { SignInDeps } from "../sign-in-deps.ts";
import { limitTries, passwordLimit } from "../tries/limit-tries.ts";
import type { Visitor } from "../visitor.ts";
import { demandStrongPasswordOf } from "./demand-strong-password.ts";
import { hashPassword, isPassword } from "./password.ts";
import { readSignIn, writePassword } from "./password.queries.ts";

/**
 * Asks somebody who is signed in for their password again, as before every
 * change of what guards the account. Throws wrong-credentials,
 * too-many-requests, forbidden (an API key).
 */
export async function proveAgain(
  deps: SignInDeps,
  caller: Principal,
  password: string,
  visitor: Visitor,
): Promise<void> {
  sessionIdOf(caller);
  const { accountId } = deps;
  const device = knownDevice(deps.deviceKey, visitor.device, caller.agent.id);
  const attempt = { accountId, who: caller.email, ip: visitor.ip, device };
  const tried = await limitTries(deps, "password", attempt, passwordLimit);
  const stored = await readSignIn(deps.db, accountId, caller.agent.id);
  if (!(await isPassword(stored?.passwordHash ?? null, password)))
    throw new AppError("wrong-credentials", { detail: "The password is not right." });
  await tried.succeeded();
}

/** Sets a new password. The caller's session goes on under a new token, which is answered; all others end. Throws weak-password, and what `proveAgain` throws. */
export async function changePassword(
  deps: SignInDeps,
  caller: Principal,
  { current, next }: { readonly current: string; readonly next: string },
  visitor: Visitor,
): Promise<string> {
  await proveAgain(deps, caller, current, visitor);
  const { accountId } = deps;
  const agentId = caller.agent.id;
  await demandStrongPasswordOf(deps.db, { accountId, agentId }, next);
  const hash = await hashPassword(next);
  const token = await deps.db.transaction().execute(async (tx) => {
    await setPassword(deps, tx, { agentId, hash, keepSession: sessionIdOf(caller) });
    return renewSession(tx, caller);
  });
  deps.principals.changed({ accountId, agentId });
  return token;
}

/** Writes the password and makes everything worthless that the old one has opened, but for the session kept. */
export async function setPassword(
  { accountId, clock }: Pick<SignInDeps, "accountId" | "clock">,
  tx: Tx,
  { agentId, hash, keepSession }: { agentId: number; hash: string; keepSession: number | null },
): Promise<void> {
  await writePassword(tx, { accountId, agentId, hash, at: clock.now() });
  await deleteSessionsOf(tx, accountId, agentId, keepSession);
  await deleteResetsOf(tx, accountId, agentId);
}
