import type { Instant } from "@kvit/domain/kernel";
import type { Tx } from "../../platform/postgres/pool.ts";
import type { Principal } from "../../platform/http/principal.ts";
import { AppError } from "../../platform/app-error.ts";
import { sessionAge } from "../durations.ts";
import { newToken, tokenHash } from "../token.ts";
import { deleteSessionByHash, insertSession, replaceToken } from "./sessions.queries.ts";
import { deviceName } from "./device-name.ts";

export type SessionStart = {
  readonly accountId: number;
  readonly agentId: number;
  readonly userAgent: string | undefined;
  /** The session the browser came with: it ends, so that nobody can plant one (T73). */
  readonly previousToken: string | null;
  readonly now: Instant;
};

/** Starts a session and answers its token, which exists nowhere else from then on. */
export async function startSession(tx: Tx, start: SessionStart): Promise<string> {
  const token = newToken();
  if (start.previousToken !== null) await deleteSessionByHash(tx, tokenHash(start.previousToken));
  await insertSession(tx, {
    accountId: start.accountId,
    agentId: start.agentId,
    tokenHash: tokenHash(token),
    device: deviceName(start.userAgent),
    now: start.now,
    expiresAt: start.now + sessionAge,
  });
  return token;
}

/** Gives the caller's session another token, as after every change of what proves who they are. */
export async function renewSession(tx: Tx, caller: Principal): Promise<string> {
  const token = newToken();
  await replaceToken(tx, caller.accountId, sessionIdOf(caller), tokenHash(token));
  return token;
}

/** The caller's session. What guards the sign-in itself is not for API keys. */
export function sessionIdOf(caller: Principal): number {
  const id = /^session:(\d+)$/.exec(caller.credential)?.[1];
  if (id === undefined)
    throw new AppError("forbidden", { detail: "Sign in for this; an API key is not enough." });
  return Number(id);
}
