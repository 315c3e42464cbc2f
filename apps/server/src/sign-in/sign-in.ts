import { AppError } from "../platform/app-error.ts";
import type { Tx } from "../platform/postgres/pool.ts";
import { challengeAge } from "./durations.ts";
import { isPassword } from "./password/password.ts";
import { findSignIn, readSignIn } from "./password/password.queries.ts";
import { isSecondFactor } from "./second-factor/second-factor.ts";
import { knownDevice, markDevice } from "./sessions/cookies.ts";
import {
  deleteSessionByHash,
  insertChallenge,
  takeChallenge,
  tryChallenge,
} from "./sessions/sessions.queries.ts";
import { startSession } from "./sessions/start-session.ts";
import type { SignInDeps } from "./sign-in-deps.ts";
import { newToken, tokenHash } from "./token.ts";
import { codeLimit, limitTries, passwordLimit } from "./tries/limit-tries.ts";
import type { Visitor } from "./visitor.ts";

/** What the browser is given: tokens for its cookies. */
export type SignedIn = { readonly session: string; readonly device: string };
export type Answered = { readonly challenge: string } | SignedIn;

/**
 * Checks the password. With a second factor the answer is a challenge, which
 * opens nothing but the question for the code. Unknown addresses, wrong
 * passwords and deactivated agents get the same answer after the same work.
 *
 * Throws wrong-credentials, too-many-requests.
 */
export async function signIn(
  deps: SignInDeps,
  { email, password }: { readonly email: string; readonly password: string },
  visitor: Visitor,
): Promise<Answered> {
  const { db, accountId } = deps;
  const found = await findSignIn(db, accountId, email);
  const device = found === null ? null : knownDevice(deps.deviceKey, visitor.device, found.agentId);
  const tried = await limitTries(
    deps,
    "password",
    { accountId, who: email, ip: visitor.ip, device },
    passwordLimit,
  );
  const right = await isPassword(found?.passwordHash ?? null, password);
  if (found === null || !right) throw new AppError("wrong-credentials");
  await tried.succeeded();
  if (found.hasSecondFactor) return { challenge: await challenge(deps, found.agentId) };
  return db.transaction().execute(async (tx) => letIn(deps, tx, found.agentId, visitor));
}

async function challenge({ db, clock, accountId }: SignInDeps, agentId: number): Promise<string> {
  const token = newToken();
  const expiresAt = clock.now() + challengeAge;
  await insertChallenge(db, { accountId, agentId, tokenHash: tokenHash(token), expiresAt });
  return token;
}

/**
 * Checks the code that a challenge asks for: of the authenticator app, each
 * good once, or a backup code. Throws wrong-code, too-many-requests, and
 * sign-in-over when the challenge is too old or was tried too often.
 */
export async function answerChallenge(deps: SignInDeps, code: string, visitor: Visitor): Promise<SignedIn> {
  const { db, clock, accountId } = deps;
  const hash = tokenHash(visitor.challenge ?? "");
  const agentId = await tryChallenge(db, accountId, hash, clock.now());
  if (agentId === null) throw new AppError("sign-in-over");
  const device = knownDevice(deps.deviceKey, visitor.device, agentId);
  const attempt = { accountId, who: String(agentId), ip: visitor.ip, device };
  const tried = await limitTries(deps, "code", attempt, codeLimit);
  const active = await readSignIn(db, accountId, agentId);
  if (active === null || !(await isSecondFactor(deps, agentId, code))) throw new AppError("wrong-code");
  await tried.succeeded();
  return db.transaction().execute(async (tx) => {
    if (!(await takeChallenge(tx, accountId, hash))) throw new AppError("sign-in-over");
    return letIn(deps, tx, agentId, visitor);
  });
}

/** Starts the session of somebody who has proved who they are, and remembers the device. */
export async function letIn(
  { clock, accountId, deviceKey }: SignInDeps,
  tx: Tx,
  agentId: number,
  visitor: Visitor,
): Promise<SignedIn> {
  const session = await startSession(tx, {
    accountId,
    agentId,
    userAgent: visitor.userAgent,
    previousToken: visitor.session,
    now: clock.now(),
  });
  const known = knownDevice(deviceKey, visitor.device, agentId);
  return { session, device: known === null ? markDevice(deviceKey, agentId) : (visitor.device ?? "") };
}

/** Ends the session and the half-finished sign-in this browser holds. */
export async function signOut(deps: SignInDeps, visitor: Visitor, agentId: number | null): Promise<void> {
  const { db, accountId } = deps;
  if (visitor.session !== null) await deleteSessionByHash(db, tokenHash(visitor.session));
  if (visitor.challenge !== null)
    await db
      .transaction()
      .execute(async (tx) => takeChallenge(tx, accountId, tokenHash(visitor.challenge ?? "")));
  if (agentId !== null) deps.principals.changed({ accountId, agentId });
}
