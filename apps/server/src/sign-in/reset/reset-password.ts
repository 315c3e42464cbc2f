import type { OpenReset } from "@kvit/contract/sign-in";
import { formatInstant } from "@kvit/domain/kernel";
import { AppError } from "../../platform/app-error.ts";
import { resetAge } from "../durations.ts";
import { setPassword } from "../password/change-password.ts";
import { demandStrongPasswordOf } from "../password/demand-strong-password.ts";
import { hashPassword } from "../password/password.ts";
import { markDevice } from "../sessions/cookies.ts";
import type { SignInDeps } from "../sign-in-deps.ts";
import { newToken, tokenHash } from "../token.ts";
import { limitTries, mailLimit } from "../tries/limit-tries.ts";
import type { Visitor } from "../visitor.ts";
import { findAddressee, findReset, insertReset, takeReset } from "./resets.queries.ts";

/**
 * Mails a link to whoever has this address. Whether anybody does is neither
 * answered nor to be measured: looking for them begins after the answer.
 * Throws too-many-requests, for known and unknown addresses alike.
 */
export async function requestReset(deps: SignInDeps, email: string, visitor: Visitor): Promise<void> {
  const attempt = { accountId: deps.accountId, who: email, ip: visitor.ip, device: null };
  await limitTries(deps, "mail", attempt, mailLimit);
  deps.background.run(async () => mailReset(deps, email));
}

async function mailReset(deps: SignInDeps, email: string): Promise<void> {
  const { accountId } = deps;
  await deps.db.transaction().execute(async (tx) => {
    const addressee = await findAddressee(tx, accountId, email);
    if (addressee === null) return;
    const token = newToken();
    const now = deps.clock.now();
    const expiresAt = now + resetAge;
    await insertReset(tx, {
      accountId,
      agentId: addressee.agentId,
      address: addressee.email,
      tokenHash: tokenHash(token),
      now,
      expiresAt,
    });
    const { email: to, name, language, deskName } = addressee;
    const link = `${deps.publicUrl}/reset/${token}`;
    await deps.mail.reset(tx, { accountId, to, name, language, deskName, link, expiresAt });
  });
}

/** Until when a link still works, so that its page can say at once that it does not. Throws unknown-token. */
export async function showReset(deps: SignInDeps, token: string): Promise<OpenReset> {
  const expiresAt = await findReset(deps.db, deps.accountId, tokenHash(token), deps.clock.now());
  if (expiresAt === null) throw new AppError("unknown-token");
  return { expiresAt: formatInstant(expiresAt) };
}

/**
 * Sets the password of whoever the link was mailed to and ends all their
 * sessions. It signs nobody in, so a second factor is asked for as always.
 * Answers a device mark: this device has shown that it holds the mailbox.
 * Throws unknown-token, and weak-password, which leaves the link as it was.
 */
export async function resetPassword(
  deps: SignInDeps,
  { token, password }: { readonly token: string; readonly password: string },
): Promise<{ readonly device: string }> {
  const { accountId } = deps;
  const agentId = await deps.db.transaction().execute(async (tx) => {
    const found = await takeReset(tx, accountId, tokenHash(token), deps.clock.now());
    if (found === null) throw new AppError("unknown-token");
    await demandStrongPasswordOf(tx, { accountId, agentId: found }, password);
    // Only now, since hashing is the dear part and anybody can send tokens.
    await setPassword(deps, tx, { agentId: found, hash: await hashPassword(password), keepSession: null });
    return found;
  });
  deps.principals.changed({ accountId, agentId });
  return { device: markDevice(deps.deviceKey, agentId) };
}
