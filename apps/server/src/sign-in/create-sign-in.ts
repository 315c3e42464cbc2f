import type { Clock } from "../platform/clock.ts";
import type { Authenticate } from "../platform/http/principal.ts";
import type { Db } from "../platform/postgres/pool.ts";
import { createSealer } from "../platform/sealed-value.ts";
import { readSecret } from "../platform/secrets.ts";
import { createBackground } from "./background.ts";
import { createCookies } from "./sessions/cookies.ts";
import { createPrincipals, type PrincipalsChange } from "./sessions/principals.ts";
import { deleteExpired } from "./sessions/sessions.queries.ts";
import type { MailPort, SignInDeps } from "./sign-in-deps.ts";
import { forgetOldTries } from "./tries/limit-tries.ts";

export type SignInSettings = {
  readonly db: Db;
  readonly clock: Clock;
  readonly accountId: number;
  readonly publicUrl: string;
  readonly mail: MailPort;
  /** Told of work that failed after its request was answered. */
  readonly onError: (error: unknown) => void;
};

/** Everything about signing in that lives as long as the process. The account must exist. */
export async function createSignIn({ onError, ...settings }: SignInSettings): Promise<SignInDeps> {
  const { db, clock, accountId, publicUrl } = settings;
  const cookies = createCookies(publicUrl);
  return {
    ...settings,
    cookies,
    principals: createPrincipals({ db, clock, cookieName: cookies.nameOf("session") }),
    sealer: await createSealer(db, accountId),
    deviceKey: await readSecret(db, accountId, "known-devices"),
    background: createBackground(onError),
  };
}

/** Reads the caller of a request: the session's cookie, or an API key. */
export function createAuthenticate({ principals }: Pick<SignInDeps, "principals">): Authenticate {
  return principals.authenticate;
}

/** Called after the commit for each agent whose rights, sessions or keys changed. Open sockets of that agent must be cut. */
export function onPrincipalsChanged(
  { principals }: Pick<SignInDeps, "principals">,
  listener: (change: PrincipalsChange) => void,
): () => void {
  return principals.onChanged(listener);
}

/** Takes away what has run out. Run it about once an hour. */
export async function tidySignIn({ db, clock }: Pick<SignInDeps, "db" | "clock">): Promise<void> {
  await forgetOldTries({ db, clock });
  await deleteExpired(db, clock.now());
}
