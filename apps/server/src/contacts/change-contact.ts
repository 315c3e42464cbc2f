import type { ChangeContact, ContactView, CreateContact } from "@kvit/contract/people";
import { cleanLine, formatInstant } from "@kvit/domain/kernel";
import { AppError } from "../platform/app-error.ts";
import { cutPage } from "../platform/http/cut-page.ts";
import { readCursor } from "../platform/http/cursor.ts";
import type { Principal } from "../platform/http/principal.ts";
import type { Db, Tx } from "../platform/postgres/pool.ts";
import {
  hasCompany,
  readContact,
  selectContacts,
  updateContact,
  type ContactChange,
  type ContactRow,
} from "./contact-list.queries.ts";
import { findOrCreateContact } from "./contacts.queries.ts";

export type ContactsDeps = {
  readonly db: Db;
  /** Called after the commit: the name stands in tickets held in memory. */
  readonly onContactChanged: (accountId: number, contactId: number) => void;
};

type ContactQuery = {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly q?: string | undefined;
  readonly company?: number | undefined;
};

export async function listContacts(
  { db }: ContactsDeps,
  caller: Principal,
  { limit, cursor, q, company }: ContactQuery,
): Promise<{ items: ContactView[]; next: string | null }> {
  const rows = await selectContacts(db, {
    accountId: caller.accountId,
    words: q === undefined || q.trim() === "" ? null : q,
    companyId: company ?? null,
    beforeId: readCursor("contacts", cursor)?.[1] ?? null,
    limit: limit + 1,
  });
  return cutPage(rows, limit, { order: "contacts", cursorOf: (last) => ["", last.id], toItem: viewOf });
}

/** Throws not-found. */
export async function showContact({ db }: ContactsDeps, caller: Principal, id: number): Promise<ContactView> {
  return viewOf(await mustRead(db, caller, id));
}

/** `last` is done in the same transaction. Throws conflict when somebody has this address already, bad-request for an unknown company. */
export async function createContact<Result>(
  { db }: ContactsDeps,
  caller: Principal,
  { email, ...fields }: CreateContact,
  last: (tx: Tx, view: ContactView) => Promise<Result>,
): Promise<Result> {
  return db.transaction().execute(async (tx) => {
    const { contactId, created } = await findOrCreateContact(tx, caller.accountId, {
      address: email,
      name: fields.name ?? "",
    });
    if (!created)
      throw new AppError("conflict", { detail: `Contact ${contactId} has this address already.` });
    await write(tx, caller, contactId, fields);
    return last(tx, viewOf(await mustRead(tx, caller, contactId)));
  });
}

/** Throws not-found, bad-request for an unknown company. */
export async function changeContact(
  { db, onContactChanged }: ContactsDeps,
  caller: Principal,
  id: number,
  patch: ChangeContact,
): Promise<ContactView> {
  const view = await db.transaction().execute(async (tx) => {
    await write(tx, caller, id, patch);
    return viewOf(await mustRead(tx, caller, id));
  });
  onContactChanged(caller.accountId, id);
  return view;
}

async function write(tx: Tx, { accountId }: Principal, id: number, change: ContactChange): Promise<void> {
  const { companyId } = change;
  if (companyId !== undefined && companyId !== null && !(await hasCompany(tx, accountId, companyId)))
    throw new AppError("bad-request", { detail: `There is no company ${companyId}.` });
  if (!(await updateContact(tx, accountId, id, readable(change)))) throw new AppError("not-found");
}

function readable(change: ContactChange): ContactChange {
  return change.name === undefined ? change : { ...change, name: cleanLine(change.name) };
}

async function mustRead(db: Db | Tx, { accountId }: Principal, id: number): Promise<ContactRow> {
  const row = await readContact(db, accountId, id);
  if (row === null) throw new AppError("not-found");
  return row;
}

function viewOf(row: ContactRow): ContactView {
  return {
    id: row.id,
    name: row.name,
    emails: [...row.emails],
    company: row.company_id === null ? null : { id: row.company_id, name: row.company_name ?? "" },
    language: row.language,
    timeZone: row.time_zone,
    notes: row.notes,
    verified: row.verified_at !== null,
    createdAt: formatInstant(row.created_at),
  };
}
