import type { ChangeMailbox, MailboxView, PatchMailbox } from "@kvit/contract/people";
import type { JsonObject } from "@kvit/domain/kernel";
import { AppError } from "../platform/app-error.ts";
import type { Clock } from "../platform/clock.ts";
import type { Principal } from "../platform/http/principal.ts";
import { refuseDouble } from "../platform/postgres/conflict.ts";
import type { Db, Tx } from "../platform/postgres/pool.ts";
import type { Sealer } from "../platform/sealed-value.ts";
import { recordChange } from "../settings/index.ts";
import { imapView, relayView, storedServer } from "./mail-servers.ts";
import {
  insertMailbox,
  isActiveDepartment,
  lockMailboxes,
  readMailbox,
  retireMailboxRow,
  selectMailboxes,
  updateMailbox,
  writeServers,
  type MailboxFields,
  type MailboxRow,
} from "./mailboxes.queries.ts";

export type MailboxesDeps = {
  readonly db: Db;
  readonly clock: Clock;
  readonly sealer: Sealer;
  /** Called after the commit of each change, so that mail is fetched and sent by the new settings. */
  readonly onMailboxesChanged: () => void;
};

export async function listMailboxes({ db }: MailboxesDeps, caller: Principal): Promise<MailboxView[]> {
  return (await selectMailboxes(db, caller.accountId)).map(mailboxView);
}

/** Throws not-found. */
export async function showMailbox(
  { db }: MailboxesDeps,
  caller: Principal,
  id: number,
): Promise<MailboxView> {
  const row = await readMailbox(db, caller.accountId, id);
  if (row === null) throw new AppError("not-found");
  return mailboxView(row);
}

const taken = "Another mailbox has this address already.";

/**
 * Opens a mailbox. The first address of the desk's own closes the mailbox that
 * took mail to every address until then. `last` is done in the same transaction.
 * Throws bad-request, conflict.
 */
export async function createMailbox<Result>(
  deps: MailboxesDeps,
  caller: Principal,
  given: ChangeMailbox,
  last: (tx: Tx, view: MailboxView) => Promise<Result>,
): Promise<Result> {
  const { accountId } = caller;
  const result = await changing(deps, caller, async (tx, before) => {
    const fields = fieldsOf(given, null);
    await demandSound(tx, caller, fields, before);
    const id = await insertMailbox(tx, accountId, fields);
    await writeServers(tx, accountId, id, serversOf(deps, { accountId, id }, given, null));
    if (fields.address !== null && before.every((row) => row.address === null))
      for (const row of before) await retireAndRecord(deps, tx, caller, row);
    const after = await mustRead(tx, accountId, id);
    await record(deps, tx, caller, { id, action: "created", before: null, after: recordOf(after) });
    return last(tx, mailboxView(after));
  });
  deps.onMailboxesChanged();
  return result;
}

/** Throws not-found, bad-request, conflict. */
export async function changeMailbox(
  deps: MailboxesDeps,
  caller: Principal,
  id: number,
  patch: PatchMailbox,
): Promise<MailboxView> {
  const { accountId } = caller;
  const view = await changing(deps, caller, async (tx, active) => {
    const before = await mustRead(tx, accountId, id);
    const fields = fieldsOf(patch, before);
    await demandSound(
      tx,
      caller,
      fields,
      active.filter((row) => row.id !== id),
    );
    await updateMailbox(tx, accountId, id, fields);
    await writeServers(tx, accountId, id, serversOf(deps, { accountId, id }, patch, before));
    const after = await mustRead(tx, accountId, id);
    await record(deps, tx, caller, {
      id,
      action: "changed",
      before: recordOf(before),
      after: recordOf(after, before),
    });
    return mailboxView(after);
  });
  deps.onMailboxesChanged();
  return view;
}

/** Takes a mailbox out of use; its mail stays. Throws not-found, in-use (the last one). */
export async function retireMailbox(deps: MailboxesDeps, caller: Principal, id: number): Promise<void> {
  await changing(deps, caller, async (tx, active) => {
    const row = await mustRead(tx, caller.accountId, id);
    if (row.retiredAt !== null) return;
    if (active.length === 1) throw new AppError("in-use", { detail: "A desk needs at least one mailbox." });
    await retireAndRecord(deps, tx, caller, row);
  });
  deps.onMailboxesChanged();
}

/** Runs a change while no other one runs; `active` are the mailboxes in use before it. */
async function changing<Value>(
  { db }: MailboxesDeps,
  { accountId }: Principal,
  work: (tx: Tx, active: readonly MailboxRow[]) => Promise<Value>,
): Promise<Value> {
  return refuseDouble(taken, async () =>
    db.transaction().execute(async (tx) => {
      await lockMailboxes(tx, accountId);
      const all = await selectMailboxes(tx, accountId);
      return work(
        tx,
        all.filter((row) => row.retiredAt === null),
      );
    }),
  );
}

async function demandSound(
  tx: Tx,
  { accountId }: Principal,
  fields: MailboxFields,
  others: readonly MailboxRow[],
): Promise<void> {
  if (!(await isActiveDepartment(tx, accountId, fields.departmentId)))
    throw new AppError("bad-request", { detail: `There is no department ${fields.departmentId}.` });
  if (fields.address === null && others.some((row) => row.address === null))
    throw new AppError("conflict", {
      detail: "Another mailbox takes mail to every address already. Write an address.",
    });
}

const fallback = {
  name: "",
  address: null,
  departmentId: 0,
  language: "en",
  signature: "",
  plusAddressing: true,
} as const satisfies MailboxFields;

/** What is not given stays as it was, or begins with the fallback. */
function fieldsOf(given: PatchMailbox, before: MailboxFields | null): MailboxFields {
  const base = before ?? fallback;
  return {
    name: given.name ?? base.name,
    address: given.address === undefined ? base.address : given.address,
    departmentId: given.departmentId ?? base.departmentId,
    language: given.language ?? base.language,
    signature: given.signature ?? base.signature,
    plusAddressing: given.plusAddressing ?? base.plusAddressing,
  };
}

function serversOf(
  { sealer }: MailboxesDeps,
  { accountId, id }: { accountId: number; id: number },
  { imap, relay }: Pick<PatchMailbox, "imap" | "relay">,
  before: MailboxRow | null,
): Pick<MailboxRow, "imap" | "relay"> {
  const place = (kind: "imap" | "relay") => ({ accountId, mailboxId: id, kind });
  const old = { imap: before?.imap ?? null, relay: before?.relay ?? null };
  return {
    imap:
      imap === undefined || imap === null
        ? kept(imap, old.imap)
        : { ...storedServer(sealer, place("imap"), imap, old.imap), folder: imap.folder },
    relay:
      relay === undefined || relay === null
        ? kept(relay, old.relay)
        : storedServer(sealer, place("relay"), relay, old.relay),
  };
}

/** Null takes the settings away, left out they stay. */
function kept<Stored>(given: null | undefined, before: Stored | null): Stored | null {
  return given === null ? null : before;
}

async function retireAndRecord(
  deps: MailboxesDeps,
  tx: Tx,
  caller: Principal,
  row: MailboxRow,
): Promise<void> {
  await retireMailboxRow(tx, caller.accountId, row.id, deps.clock.now());
  const after = { ...recordOf(row), retired: true };
  await record(deps, tx, caller, { id: row.id, action: "retired", before: recordOf(row), after });
}

type Entry = { id: number; action: string; before: JsonObject | null; after: JsonObject };

async function record({ clock }: MailboxesDeps, tx: Tx, caller: Principal, entry: Entry): Promise<void> {
  const { id, ...change } = entry;
  await recordChange(tx, caller, clock.now(), { subject: `mailbox:${id}`, ...change });
}

async function mustRead(tx: Tx, accountId: number, id: number): Promise<MailboxRow> {
  const row = await readMailbox(tx, accountId, id);
  if (row === null) throw new AppError("not-found");
  return row;
}

function mailboxView(row: MailboxRow): MailboxView {
  return {
    id: row.id,
    name: row.name,
    address: row.address,
    departmentId: row.departmentId,
    language: row.language,
    signature: row.signature,
    plusAddressing: row.plusAddressing,
    imap: imapView(row.imap),
    relay: relayView(row.relay),
    retired: row.retiredAt !== null,
  };
}

/** For the audit log, where of a password is only seen that there is one, or another one than `before`. */
function recordOf(row: MailboxRow, before: MailboxRow = row): JsonObject {
  const { id: _, imap, relay, ...view } = mailboxView(row);
  return {
    ...view,
    imap: imap === null ? null : { ...imap, password: maskOf(row.imap, before.imap) },
    relay: relay === null ? null : { ...relay, password: maskOf(row.relay, before.relay) },
  };
}

type WithPassword = { readonly password: string | null } | null;

function maskOf(stored: WithPassword, before: WithPassword): string | null {
  if (stored === null || stored.password === null) return null;
  return before === null || before.password === null || before.password === stored.password
    ? "••••"
    : "•••• (another)";
}
