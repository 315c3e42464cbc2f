import { sql } from "kysely";
import { languageOf, type Language } from "@kvit/i18n";
import type { Db, Tx } from "../../../platform/postgres/pool.ts";

export type Desk = {
  readonly name: string;
  readonly language: string;
  readonly timeZone: string;
  /** From where the desk itself writes, when no ticket says so: its first mailbox with an address. */
  readonly mailboxId: number | null;
  readonly address: string | null;
};

export async function readDesk(tx: Tx, accountId: number): Promise<Desk> {
  const found = await sql<{
    name: string;
    id: number | null;
    address: string | null;
    language: string;
    time_zone: string;
  }>`
    select a.name, m.id, m.address, a.language, a.time_zone from account a
    left join lateral (select id, address from mailbox b where b.account_id = a.id and b.retired_at is null
      order by (b.address is null), b.id limit 1) m on true
    where a.id = ${accountId}`.execute(tx);
  const [row] = found.rows;
  return {
    name: row?.name ?? "",
    language: row?.language ?? "en",
    timeZone: row?.time_zone ?? "UTC",
    mailboxId: row?.id ?? null,
    address: row?.address ?? null,
  };
}

export async function deskLanguageOf(db: Db | Tx, accountId: number): Promise<Language> {
  const row = await db
    .selectFrom("account")
    .select("language")
    .where("id", "=", accountId)
    .executeTakeFirst();
  return languageOf(row?.language ?? "en") ?? "en";
}
