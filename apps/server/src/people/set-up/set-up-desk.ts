import { timingSafeEqual } from "node:crypto";
import type { SetUp } from "@kvit/contract/settings";
import type { SetUpState } from "@kvit/contract/sign-in";
import { pickLanguage } from "@kvit/i18n/language";
import { AppError } from "../../platform/app-error.ts";
import { readSecret } from "../../platform/secrets.ts";
import type { Tx } from "../../platform/postgres/pool.ts";
import { recordChange } from "../../settings/index.ts";
import {
  demandStrongPassword,
  hashPassword,
  letIn,
  limitTries,
  passwordLimit,
  setPassword,
  tokenHash,
  type SignedIn,
  type SignInDeps,
  type Visitor,
} from "../../sign-in/index.ts";
import { insertAgent } from "../agents.queries.ts";
import {
  findSetUpSecret,
  finishAccount,
  hasOwner,
  lockAccount,
  readAccount,
  setUpSecret,
  type DeskFields,
} from "./desk.queries.ts";
import { translateFirsts } from "./prepare-desk.ts";

type Deps = Pick<SignInDeps, "db" | "clock" | "accountId">;

/**
 * The link that the terminal prints until the desk is set up, the same at each
 * start; null afterwards. Its token stands behind a hash sign, which browsers
 * send to nobody.
 */
export async function setupLink({
  db,
  accountId,
  publicUrl,
}: Pick<SignInDeps, "db" | "accountId" | "publicUrl">): Promise<string | null> {
  const account = await readAccount(db, accountId);
  if (account === null || account.setUpAt !== null) return null;
  const secret = await readSecret(db, accountId, setUpSecret);
  return `${publicUrl}/setup#${secret.toString("base64url")}`;
}

/** Whether there is anything to set up, and what to propose to this browser. */
export async function readSetUpState(
  { db, accountId }: Deps,
  acceptLanguage: string | undefined,
): Promise<SetUpState> {
  const account = await readAccount(db, accountId);
  const tags = (acceptLanguage ?? "").split(",").map((part) => part.split(";")[0]?.trim() ?? "");
  const fallback = pickLanguage([account?.language ?? ""]);
  return {
    needed: account?.setUpAt === null,
    language: account?.setUpAt === null ? pickLanguage(tags, fallback) : fallback,
    timeZone: account?.timeZone ?? "UTC",
  };
}

export type NewOwner = SignedIn & { readonly agentId: number };

/**
 * Makes whoever holds the set-up link the owner, names the desk and signs them
 * in. Works once. Throws already-set-up, forbidden (wrong link),
 * too-many-requests, weak-password.
 */
export async function setUpDesk(deps: SignInDeps, given: SetUp, visitor: Visitor): Promise<NewOwner> {
  const { db, accountId } = deps;
  const attempt = { accountId, who: "set-up", ip: visitor.ip, device: null };
  const tried = await limitTries(deps, "password", attempt, passwordLimit);
  const { deskName: name, language, timeZone } = given;
  const signedIn = await db.transaction().execute(async (tx) => {
    const account = await lockAccount(tx, accountId);
    if (account.setUpAt !== null) throw new AppError("already-set-up");
    await demandToken(tx, accountId, given.token);
    demandStrongPassword(given.password, [given.email, given.name, name]);
    const agentId = await makeOwner(deps, tx, { ...given, desk: { name, language, timeZone } });
    await translateFirsts(tx, accountId, { before: account.language, after: { name, language, timeZone } });
    return { agentId, ...(await letIn(deps, tx, agentId, visitor)) };
  });
  await tried.succeeded();
  return signedIn;
}

async function demandToken(tx: Tx, accountId: number, token: string): Promise<void> {
  const secret = await findSetUpSecret(tx, accountId);
  const expected = secret === null ? null : tokenHash(secret.toString("base64url"));
  if (expected === null || !timingSafeEqual(expected, tokenHash(token)))
    throw new AppError("forbidden", {
      detail: "This is not the set-up link. Open the one that the terminal shows.",
    });
}

/** For an unattended first start: creates the owner and finishes the set-up. False when there is an owner already. */
export async function createOwner(
  deps: Deps,
  { email, password, name }: { readonly email: string; readonly password: string; readonly name?: string },
): Promise<boolean> {
  return deps.db.transaction().execute(async (tx) => {
    const account = await lockAccount(tx, deps.accountId);
    if (await hasOwner(tx, deps.accountId)) return false;
    const { setUpAt: _, ...desk } = account;
    await makeOwner(deps, tx, { email, password, name: name ?? email.split("@")[0] ?? email, desk });
    return true;
  });
}

type Owner = {
  readonly email: string;
  readonly password: string;
  readonly name: string;
  readonly desk: DeskFields;
};

async function makeOwner(deps: Deps, tx: Tx, { email, password, name, desk }: Owner): Promise<number> {
  const { accountId } = deps;
  const at = deps.clock.now();
  const { language, timeZone } = desk;
  const agentId = await insertAgent(tx, { accountId, email, name, role: "owner", language, timeZone, at });
  await setPassword(deps, tx, { agentId, hash: await hashPassword(password), keepSession: null });
  await finishAccount(tx, accountId, desk, at);
  await recordChange(tx, { accountId, agent: { id: agentId }, via: "session" }, at, {
    subject: "desk",
    action: "set-up",
    before: null,
    after: { ...desk, owner: email },
  });
  return agentId;
}
