import type { ApiKeyView, CreatedApiKey } from "@kvit/contract/settings";
import { formatInstant, type Instant } from "@kvit/domain/kernel";
import { AppError } from "../platform/app-error.ts";
import type { Clock } from "../platform/clock.ts";
import type { Principal } from "../platform/http/principal.ts";
import type { Db, Tx } from "../platform/postgres/pool.ts";
import { recordChange, type Changer } from "../settings/index.ts";
import { keyPrefix, newToken, sessionIdOf, tokenHash, type Principals } from "../sign-in/index.ts";
import {
  findActiveAgent,
  insertApiKey,
  readApiKey,
  revokeApiKeyRow,
  selectApiKeys,
  type ApiKeyRow,
} from "./api-keys.queries.ts";

export type ApiKeysDeps = { readonly db: Db; readonly clock: Clock; readonly principals: Principals };
type Wanted = { readonly name: string; readonly scope: "read" | "write" };

/** So much of a key is shown, to tell keys apart; the other 36 characters are secret. */
const shownLength = keyPrefix.length + 7;

export async function listApiKeys({ db }: ApiKeysDeps, caller: Principal): Promise<ApiKeyView[]> {
  return (await selectApiKeys(db, caller.accountId)).map(viewOf);
}

/** Makes a key that acts as the caller. A key cannot make keys: whoever finds one must not outlive its revocation. */
export async function createOwnApiKey(
  { db, clock }: ApiKeysDeps,
  caller: Principal,
  wanted: Wanted,
): Promise<CreatedApiKey> {
  sessionIdOf(caller);
  const at = clock.now();
  return db
    .transaction()
    .execute(async (tx) => makeKey(tx, { changer: caller, agentId: caller.agent.id, wanted, at }));
}

/**
 * For the command line: a key that acts as the agent of this address. Throws
 * bad-request when there is no such active agent.
 */
export async function createApiKey(
  { db, clock, accountId }: { readonly db: Db; readonly clock: Clock; readonly accountId: number },
  { asEmail, ...wanted }: Wanted & { readonly asEmail: string },
): Promise<CreatedApiKey> {
  return db.transaction().execute(async (tx) => {
    const agent = await findActiveAgent(tx, accountId, asEmail);
    if (agent === null)
      throw new AppError("bad-request", { detail: `There is no active agent with the address ${asEmail}.` });
    return makeKey(tx, {
      changer: { accountId, via: "command-line" },
      agentId: agent.id,
      wanted,
      at: clock.now(),
    });
  });
}

type Making = {
  readonly changer: Changer;
  readonly agentId: number;
  readonly wanted: Wanted;
  readonly at: Instant;
};

async function makeKey(tx: Tx, { changer, agentId, wanted, at }: Making): Promise<CreatedApiKey> {
  const { accountId } = changer;
  const key = `${keyPrefix}${newToken()}`;
  const prefix = key.slice(0, shownLength);
  const id = await insertApiKey(tx, { accountId, agentId, ...wanted, prefix, hash: tokenHash(key), at });
  const row = await readApiKey(tx, accountId, id);
  if (row === null) throw new Error("An API key was made and is not there.");
  await recordChange(tx, changer, at, {
    subject: `api-key:${id}`,
    action: "created",
    before: null,
    after: { name: wanted.name, scope: wanted.scope, prefix, agent: row.agent_email },
  });
  return { ...viewOf(row), key };
}

/** From the commit on the key opens nothing. Throws not-found; one revoked before stays so. */
export async function revokeApiKey(
  { db, clock, principals }: ApiKeysDeps,
  caller: Principal,
  id: number,
): Promise<void> {
  const { accountId } = caller;
  const agentId = await db.transaction().execute(async (tx) => {
    const row = await readApiKey(tx, accountId, id);
    if (row === null) throw new AppError("not-found");
    if (await revokeApiKeyRow(tx, accountId, id, clock.now()))
      await recordChange(tx, caller, clock.now(), {
        subject: `api-key:${id}`,
        action: "revoked",
        before: { name: row.name, prefix: row.prefix, agent: row.agent_email },
        after: null,
      });
    return row.agent_id;
  });
  principals.changed({ accountId, agentId });
}

function viewOf(row: ApiKeyRow): ApiKeyView {
  return {
    id: row.id,
    name: row.name,
    agent: row.agent_email,
    scope: row.scope === "read" ? "read" : "write",
    prefix: row.prefix,
    createdAt: formatInstant(row.created_at),
    lastUsedAt: row.last_used_at === null ? null : formatInstant(row.last_used_at),
    revoked: row.revoked_at !== null,
  };
}
