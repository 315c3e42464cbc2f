import type { ChangeCompany, CompanyView, PatchCompany } from "@kvit/contract/people";
import { AppError } from "../platform/app-error.ts";
import { cutPage } from "../platform/http/cut-page.ts";
import { readCursor } from "../platform/http/cursor.ts";
import type { Principal } from "../platform/http/principal.ts";
import { refuseDouble } from "../platform/postgres/conflict.ts";
import type { Db } from "../platform/postgres/pool.ts";
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

/** Throws conflict when another company has the domain. */
export async function createCompany(
  { db }: CompaniesDeps,
  { accountId }: Principal,
  { name, domain, notes }: ChangeCompany,
): Promise<CompanyView> {
  return refuseDouble(taken, async () =>
    db
      .transaction()
      .execute(async (tx) =>
        insertCompany(tx, accountId, { name, domain: domain ?? null, notes: notes ?? "" }),
      ),
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
