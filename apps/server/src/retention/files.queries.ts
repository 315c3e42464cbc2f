import { sql } from "kysely";
import type { Db } from "../platform/postgres/pool.ts";

/** Of these files, those that neither an attachment nor a mail of the ledger names, at any desk. */
export async function selectUnnamed(db: Db, files: readonly string[]): Promise<readonly string[]> {
  const found = await sql<{ sha256: string }>`
    select f.sha256 from unnest(${[...files]}::text[]) as f(sha256)
    where not exists (select 1 from attachment a where a.sha256 = f.sha256)
      and not exists (select 1 from account join intake i on i.account_id = account.id and i.sha256 = f.sha256)`.execute(
    db,
  );
  return found.rows.map(({ sha256 }) => sha256);
}
