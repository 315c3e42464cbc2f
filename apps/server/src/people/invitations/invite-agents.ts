import type { AcceptInvitation, OpenInvitation } from "@kvit/contract/sign-in";
import { invitationDays } from "@kvit/domain/sign-in";
import type { InvitationView, Invite, Invited } from "@kvit/contract/settings";
import { emailAddress } from "@kvit/contract/wire";
import { formatInstant, microsPerDay } from "@kvit/domain/kernel";
import { replaceMemberships, selectDepartments } from "../../departments/index.ts";
import { AppError } from "../../platform/app-error.ts";
import type { Principal } from "../../platform/http/principal.ts";
import { refuseDouble } from "../../platform/postgres/conflict.ts";
import type { Tx } from "../../platform/postgres/pool.ts";
import { recordChange } from "../../settings/index.ts";
import {
  demandStrongPassword,
  hashPassword,
  letIn,
  newToken,
  setPassword,
  tokenHash,
  type SignedIn,
  type SignInDeps,
  type Visitor,
} from "../../sign-in/index.ts";
import { insertAgent } from "../agents.queries.ts";
import {
  findOpenInvitation,
  insertInvitation,
  readDesk,
  selectInvitations,
  selectKnownEmails,
  takeInvitation,
  withdrawInvitationRow,
  type InvitationRow,
} from "./invitations.queries.ts";

const invitationAge = invitationDays * microsPerDay;

/**
 * Mails each address a link that is good for `invitationDays` and once; an older
 * invitation of the same address ends. What is no address, or belongs to an
 * agent already, is answered as refused and keeps nobody else from being
 * invited. `last` is done in the same transaction. Throws bad-request for an
 * unknown department.
 */
export async function inviteAgents<Result>(
  deps: SignInDeps,
  caller: Principal,
  wanted: Invite,
  last: (tx: Tx, invited: Invited) => Promise<Result>,
): Promise<Result> {
  const emails = distinct(wanted.emails);
  return deps.db.transaction().execute(async (tx) => {
    await demandDepartments(tx, caller.accountId, wanted.departmentIds);
    const known = await selectKnownEmails(tx, caller.accountId, emails);
    const refused = emails.flatMap((email) => refusalOf(email, known));
    const desk = await readDesk(tx, caller.accountId);
    const rows: InvitationRow[] = [];
    for (const email of emails)
      if (!refused.some((each) => each.email === email))
        rows.push(await inviteOne(deps, tx, caller, { ...wanted, email, desk }));
    return last(tx, { items: rows.map(viewOf), refused, next: null });
  });
}

function refusalOf(email: string, known: readonly string[]): Invited["refused"] {
  if (!emailAddress.safeParse(email).success) return [{ email, reason: "no-address" }];
  const taken = known.some((each) => each.toLowerCase() === email.toLowerCase());
  return taken ? [{ email, reason: "agent" }] : [];
}

/** Each address once, however it is capitalised. */
function distinct(emails: readonly string[]): string[] {
  return [...new Map(emails.map((email) => [email.toLowerCase(), email])).values()];
}

async function demandDepartments(tx: Tx, accountId: number, ids: readonly number[]): Promise<void> {
  const known = (await selectDepartments(tx, accountId)).filter((row) => row.retired_at === null);
  const unknown = ids.filter((id) => !known.some((row) => row.id === id));
  if (unknown.length > 0)
    throw new AppError("bad-request", { detail: `There is no department ${unknown.join(", ")}.` });
}

type One = Pick<Invite, "role" | "departmentIds"> & {
  readonly email: string;
  readonly desk: { readonly name: string; readonly language: string };
};

async function inviteOne(deps: SignInDeps, tx: Tx, caller: Principal, wanted: One): Promise<InvitationRow> {
  const { accountId } = caller;
  const { email, role, departmentIds, desk } = wanted;
  const token = newToken();
  const now = deps.clock.now();
  const row = await insertInvitation(tx, {
    accountId,
    email,
    role,
    departmentIds: [...new Set(departmentIds)],
    tokenHash: tokenHash(token),
    invitedBy: caller.agent.id,
    now,
    expiresAt: now + invitationAge,
  });
  await recordChange(tx, caller, now, {
    subject: `invitation:${row.id}`,
    action: "created",
    before: null,
    after: { email, role, departmentIds },
  });
  await deps.mail.invitation(tx, {
    accountId,
    to: email,
    language: desk.language,
    deskName: desk.name,
    invitedBy: caller.name === "" ? caller.email : caller.name,
    link: `${deps.publicUrl}/invitation/${token}`,
    expiresAt: row.expires_at,
  });
  return row;
}

export async function listInvitations({ db }: SignInDeps, caller: Principal): Promise<InvitationView[]> {
  return (await selectInvitations(db, caller.accountId)).map(viewOf);
}

/** Makes an open invitation worthless. Throws not-found. */
export async function withdrawInvitation(deps: SignInDeps, caller: Principal, id: number): Promise<void> {
  await deps.db.transaction().execute(async (tx) => {
    const row = await withdrawInvitationRow(tx, caller.accountId, id, deps.clock.now());
    if (row === null) throw new AppError("not-found");
    await recordChange(tx, caller, deps.clock.now(), {
      subject: `invitation:${id}`,
      action: "withdrawn",
      before: { email: row.email, role: row.role },
      after: null,
    });
  });
}

/** What the page of an invitation shows. Throws unknown-token. */
export async function showInvitation(deps: SignInDeps, token: string): Promise<OpenInvitation> {
  const found = await findOpenInvitation(deps.db, deps.accountId, tokenHash(token), deps.clock.now());
  if (found === null) throw new AppError("unknown-token");
  return { email: found.email, desk: found.deskName, role: found.role };
}

/**
 * Makes the invited person an agent and signs them in. The address, role and
 * departments are the invitation's. Throws unknown-token, weak-password,
 * conflict when an agent has taken the address meanwhile.
 */
export async function acceptInvitation(
  deps: SignInDeps,
  token: string,
  given: AcceptInvitation,
  visitor: Visitor,
): Promise<SignedIn> {
  const { accountId } = deps;
  return refuseDouble("An agent has this address already. Sign in instead.", async () =>
    deps.db.transaction().execute(async (tx) => {
      const now = deps.clock.now();
      const found = await findOpenInvitation(tx, accountId, tokenHash(token), now);
      if (found === null || !(await takeInvitation(tx, accountId, found.id, now)))
        throw new AppError("unknown-token");
      const { name, language, timeZone } = given;
      demandStrongPassword(given.password, [found.email, name, found.deskName]);
      const agentId = await insertAgent(tx, {
        accountId,
        email: found.email,
        name,
        role: found.role,
        language,
        timeZone,
        at: now,
      });
      await joinDepartments(tx, accountId, agentId, found.department_ids);
      await setPassword(deps, tx, { agentId, hash: await hashPassword(given.password), keepSession: null });
      await recordChange(tx, { accountId, agent: { id: agentId }, via: "session" }, now, {
        subject: `agent:${agentId}`,
        action: "joined",
        before: null,
        after: { email: found.email, name, role: found.role, invitation: found.id },
      });
      return letIn(deps, tx, agentId, visitor);
    }),
  );
}

/** A department retired since the invitation is left out. */
async function joinDepartments(
  tx: Tx,
  accountId: number,
  agentId: number,
  wanted: readonly number[],
): Promise<void> {
  const active = (await selectDepartments(tx, accountId)).filter((row) => row.retired_at === null);
  const memberships = wanted
    .filter((id) => active.some((row) => row.id === id))
    .map((departmentId) => ({ departmentId, lead: false, deputy: false }));
  await replaceMemberships(tx, accountId, agentId, memberships);
}

function viewOf(row: InvitationRow): InvitationView {
  return {
    id: row.id,
    email: row.email,
    role: row.role,
    expiresAt: formatInstant(row.expires_at),
    acceptedAt: row.accepted_at === null ? null : formatInstant(row.accepted_at),
  };
}
