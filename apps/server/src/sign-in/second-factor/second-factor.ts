import type { TwoFactorSecret } from "@kvit/contract/sign-in";
import { AppError } from "../../platform/app-error.ts";
import type { Principal } from "../../platform/http/principal.ts";
import { recordChange } from "../../settings/index.ts";
import { proveAgain } from "../password/change-password.ts";
import { deleteSessionsOf } from "../sessions/sessions.queries.ts";
import { renewSession, sessionIdOf } from "../sessions/start-session.ts";
import type { SignInDeps } from "../sign-in-deps.ts";
import type { Visitor } from "../visitor.ts";
import { codeLimit, limitTries } from "../tries/limit-tries.ts";
import {
  confirmSecondFactor,
  proposeSecondFactor,
  readSecondFactor,
  removeSecondFactor,
  takeBackupCode,
  takeStep,
} from "./second-factor.queries.ts";
import { backupCodeHash, newBackupCodes, newTotpSecret, stepOfCode, totpInvitation } from "./totp.ts";

const placeOf = (accountId: number, agentId: number): string => `totp ${accountId} ${agentId}`;

/** Whether the code is good now; from then on it never is again. */
export async function isSecondFactor(deps: SignInDeps, agentId: number, code: string): Promise<boolean> {
  const { db, clock, accountId } = deps;
  const stored = await readSecondFactor(db, accountId, agentId);
  if (stored === null || !stored.confirmed) return false;
  const backup = backupCodeHash(code);
  if (backup !== null) return takeBackupCode(db, { accountId, agentId, hash: backup, now: clock.now() });
  return isFreshCode(deps, agentId, stored.sealedSecret, code);
}

async function isFreshCode(
  deps: SignInDeps,
  agentId: number,
  sealed: Buffer,
  code: string,
): Promise<boolean> {
  const { db, clock, accountId, sealer } = deps;
  const step = stepOfCode(sealer.open(sealed, placeOf(accountId, agentId)), code, clock.now());
  return step !== null && takeStep(db, accountId, agentId, step);
}

/** Offers a secret and backup codes, shown this once. Sign-in asks for them only after `confirm`. */
export async function offerSecondFactor(
  deps: SignInDeps,
  caller: Principal,
  password: string,
  visitor: Visitor,
): Promise<TwoFactorSecret> {
  await proveAgain(deps, caller, password, visitor);
  const { accountId } = deps;
  const agentId = caller.agent.id;
  const secret = newTotpSecret();
  const backupCodes = newBackupCodes();
  const sealedSecret = deps.sealer.seal(secret, placeOf(accountId, agentId));
  const backupHashes = backupCodes.flatMap((code) => backupCodeHash(code) ?? []);
  const proposed = await deps.db
    .transaction()
    .execute(async (tx) => proposeSecondFactor(tx, { accountId, agentId, sealedSecret, backupHashes }));
  if (!proposed)
    throw new AppError("conflict", { detail: "The second factor is on already. Switch it off first." });
  return { ...totpInvitation(secret, caller.email), secret, backupCodes };
}

/**
 * Switches the second factor on when the code proves that the app has the
 * secret. Answers the session's new token; the other sessions began with the
 * password alone and end. Throws wrong-code, too-many-requests.
 */
export async function confirmOffer(
  deps: SignInDeps,
  caller: Principal,
  code: string,
  visitor: Visitor,
): Promise<string> {
  const keep = sessionIdOf(caller);
  const { accountId } = deps;
  const agentId = caller.agent.id;
  const stored = await readSecondFactor(deps.db, accountId, agentId);
  if (stored === null || stored.confirmed)
    throw new AppError("conflict", { detail: "There is nothing to confirm." });
  const attempt = { accountId, who: String(agentId), ip: visitor.ip, device: null };
  const tried = await limitTries(deps, "code", attempt, codeLimit);
  if (!(await isFreshCode(deps, agentId, stored.sealedSecret, code))) throw new AppError("wrong-code");
  await tried.succeeded();
  const token = await deps.db.transaction().execute(async (tx) => {
    await confirmSecondFactor(tx, accountId, agentId, deps.clock.now());
    await deleteSessionsOf(tx, accountId, agentId, keep);
    await recordTwoFactor(deps, tx, caller, true);
    return renewSession(tx, caller);
  });
  deps.principals.changed({ accountId, agentId });
  return token;
}

/** Switches the second factor off for who has the password and a code. Answers the session's new token. */
export async function dropSecondFactor(
  deps: SignInDeps,
  caller: Principal,
  proof: { readonly password: string; readonly code: string },
  visitor: Visitor,
): Promise<string> {
  const { accountId } = deps;
  const agentId = caller.agent.id;
  await proveAgain(deps, caller, proof.password, visitor);
  const attempt = { accountId, who: String(agentId), ip: visitor.ip, device: null };
  const tried = await limitTries(deps, "code", attempt, codeLimit);
  if (!(await isSecondFactor(deps, agentId, proof.code))) throw new AppError("wrong-code");
  await tried.succeeded();
  const token = await deps.db.transaction().execute(async (tx) => {
    await removeSecondFactor(tx, accountId, agentId);
    await recordTwoFactor(deps, tx, caller, false);
    return renewSession(tx, caller);
  });
  deps.principals.changed({ accountId, agentId });
  return token;
}

async function recordTwoFactor(
  deps: SignInDeps,
  tx: Parameters<typeof recordChange>[0],
  caller: Principal,
  on: boolean,
): Promise<void> {
  await recordChange(tx, caller, deps.clock.now(), {
    subject: `agent:${caller.agent.id}`,
    action: "changed",
    before: { twoFactor: !on },
    after: { twoFactor: on },
  });
}
