import type { ChangeCompany, CompanyView, PatchCompany } from "@kvit/contract/people";
import { AppError } from "../platform/app-error.ts";
import { cutPage } from "../platform/http/cut-page.ts";
import { readCursor } from "../platform/http/cursor.ts";
import type { Principal } from "../platform/http/principal.ts";
import { refuseDouble } from "../platform/postgres/conflict.ts";
import type { Db, Tx } from "../platform/postgres/pool.ts";
import { insertCompany, readCompany, selectCompanies, updateCompany } from "./companies.queries.ts";

export type CompaniesDeps = { readonly db: Db };

export async function listCompanies(
  { db }: CompaniesDeps,
  { accountId }: Principal,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<{ items: CompanyView[]; next: string | null }> {
  const rows = await selectCompanies(db, {
    accountId,
    afterId: readCursor("companies", cursor)?.[1] ?? 0,
    limit: limit + 1,
  });
  return cutPage(rows, limit, {
    order: "companies",
    cursorOf: (last) => ["", last.id],
    toItem: (row) => row,
  });
}

/** Throws not-found. */
export async function showCompany(
  { db }: CompaniesDeps,
  caller: Principal,
  id: number,
): Promise<CompanyView> {
  const row = await readCompany(db, caller.accountId, id);
  if (row === null) throw new AppError("not-found");
  return row;
}

const taken = "Another company has this domain already.";

/** `last` is done in the same transaction. Throws conflict when another company has the domain. */
export async function createCompany<Result>(
  { db }: CompaniesDeps,
  { accountId }: Principal,
  { name, domain, notes }: ChangeCompany,
  last: (tx: Tx, view: CompanyView) => Promise<Result>,
): Promise<Result> {
  const fields = { name, domain: domain ?? null, notes: notes ?? "" };
  return refuseDouble(taken, async () =>
    db.transaction().execute(async (tx) => last(tx, await insertCompany(tx, accountId, fields))),
  );
}

/** Throws not-found, conflict. */
export async function changeCompany(
  { db }: CompaniesDeps,
  { accountId }: Principal,
  id: number,
  patch: PatchCompany,
): Promise<CompanyView> {
  return refuseDouble(taken, async () =>
    db.transaction().execute(async (tx) => {
      const before = await readCompany(tx, accountId, id);
      if (before === null) throw new AppError("not-found");
      const after = {
        id,
        name: patch.name ?? before.name,
        domain: patch.domain === undefined ? before.domain : patch.domain,
        notes: patch.notes ?? before.notes,
      };
      await updateCompany(tx, accountId, after);
      return after;
    }),
  );
}
