import type { Instant } from "@kvit/domain/kernel";
import type { Clock } from "../../platform/clock.ts";
import type { Authenticate, Principal } from "../../platform/http/principal.ts";
import type { Db } from "../../platform/postgres/pool.ts";
import { minute } from "../durations.ts";
import { tokenHash } from "../token.ts";
import { readCookie } from "./cookies.ts";
import {
  findKeyHolder,
  findSessionHolder,
  touchKey,
  touchSession,
  type Holder,
} from "./principals.queries.ts";

/** Something about this agent changed that open connections must not outlive. */
export type PrincipalsChange = { readonly accountId: number; readonly agentId: number };

/**
 * Who is calling, held in the process by the digest of the token. Whoever
 * changes an agent, session or key says so after the commit and nothing old is
 * answered from then on; what other processes change is seen after
 * `staleAfter` at the latest.
 */
export type Principals = {
  readonly authenticate: Authenticate;
  readonly changed: (change: PrincipalsChange) => void;
  readonly onChanged: (listener: (change: PrincipalsChange) => void) => () => void;
};

export type PrincipalsDeps = {
  readonly db: Db;
  readonly clock: Clock;
  /** The name of the session's cookie. */
  readonly cookieName: string;
};

type Held = { readonly principal: Principal; readonly checkedAt: Instant };

const staleAfter = 4_000_000;
/** How exact "last seen" is: it costs a write. */
const touchAfter = minute;
const mostHeld = 10_000;
export const keyPrefix = "kvit_";

export function createPrincipals({ db, clock, cookieName }: PrincipalsDeps): Principals {
  const held = new Map<string, Held>();
  const listeners = new Set<(change: PrincipalsChange) => void>();
  /** Grows with each change, so that what was read before one is not kept after it. */
  let changes = 0;

  async function find(token: string, via: Principal["via"]): Promise<Principal | null> {
    const hash = tokenHash(token);
    const place = hash.toString("latin1");
    const now = clock.now();
    const known = held.get(place);
    if (known !== undefined && now - known.checkedAt < staleAfter && now >= known.checkedAt)
      return known.principal;
    const before = changes;
    const holder = await (via === "session" ? findSessionHolder(db, hash, now) : findKeyHolder(db, hash));
    held.delete(place);
    if (holder === null) return null;
    if (holder.lastSeenAt === null || now - holder.lastSeenAt >= touchAfter)
      await (via === "session" ? touchSession(db, hash, now) : touchKey(db, hash, now));
    if (before !== changes) return find(token, via);
    const principal = toPrincipal(holder, via);
    held.set(place, { principal, checkedAt: now });
    if (held.size > mostHeld) dropOldest();
    return principal;
  }

  function dropOldest(): void {
    const oldest = held.keys().next().value;
    if (oldest !== undefined) held.delete(oldest);
  }

  return {
    async authenticate({ cookie, authorization }) {
      if (authorization !== undefined) {
        const [scheme, token] = authorization.split(" ");
        if (scheme?.toLowerCase() !== "bearer" || token?.startsWith(keyPrefix) !== true) return null;
        return find(token, "api-key");
      }
      const token = readCookie(cookie, cookieName);
      return token === null || token === "" ? null : find(token, "session");
    },
    changed(change) {
      changes += 1;
      for (const [place, { principal }] of held)
        if (principal.agent.id === change.agentId && principal.accountId === change.accountId)
          held.delete(place);
      for (const listener of listeners) listener(change);
    },
    onChanged(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function toPrincipal(holder: Holder, via: Principal["via"]): Principal {
  return {
    accountId: holder.accountId,
    agent: holder.agent,
    name: holder.name,
    email: holder.email,
    language: holder.language,
    via,
    scope: holder.scope,
    credential: `${via}:${holder.credentialId}`,
  };
}
