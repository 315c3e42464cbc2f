import { sql } from "kysely";
import type { Db, Tx } from "../platform/postgres/pool.ts";
import { eraseContent } from "../tickets/purge.queries.ts";

/** Addresses of the people who appear in samples; nobody real can have one (RFC 2606). */
export const sampleDomain = "sample.example";

export async function countSamples(db: Db | Tx, accountId: number): Promise<number> {
  const { count } = await db
    .selectFrom("ticket")
    .select((select) => select.fn.countAll<number>().as("count"))
    .where("account_id", "=", accountId)
    .where("channel", "=", "sample")
    .executeTakeFirstOrThrow();
  return count;
}

export async function readAgent(
  tx: Tx,
  accountId: number,
  agentId: number,
): Promise<{ name: string; email: string }> {
  return tx
    .selectFrom("agent")
    .select(["name", "email"])
    .where("account_id", "=", accountId)
    .where("id", "=", agentId)
    .executeTakeFirstOrThrow();
}

/** Where a mail to no special address would go. */
export async function readFirstDepartment(tx: Tx, accountId: number): Promise<number> {
  const { id } = await tx
    .selectFrom("department")
    .select("id")
    .where("account_id", "=", accountId)
    .where("retired_at", "is", null)
    .orderBy("id")
    .limit(1)
    .executeTakeFirstOrThrow();
  return id;
}

/**
 * Takes the samples out of every table, with the people who wrote nothing else
 * and mails that came to them; answers the keys of the tickets that are gone.
 */
export async function deleteSamples(tx: Tx, accountId: number): Promise<number[]> {
  const tickets = await tx
    .selectFrom("ticket")
    .select("id")
    .where("account_id", "=", accountId)
    .where("channel", "=", "sample")
    .orderBy("id")
    .forUpdate()
    .execute();
  const ids = tickets.map((ticket) => ticket.id);
  for (const ticketId of ids) await eraseContent(tx, { accountId, ticketId, keepFromSeq: 0 });
  for (const table of ["ticket_event", "ticket_interval", "sla_timer"] as const)
    await tx
      .deleteFrom(table)
      .where("account_id", "=", accountId)
      .where("ticket_id", "in", [0, ...ids])
      .execute();
  for (const table of ["ticket_active", "ticket"] as const)
    await tx
      .deleteFrom(table)
      .where("account_id", "=", accountId)
      .where("id", "in", [0, ...ids])
      .execute();
  await deletePeople(tx, accountId);
  return ids;
}

async function deletePeople(tx: Tx, accountId: number): Promise<void> {
  const found = await sql<{ id: number }>`
    select distinct a.contact_id as id from contact_address a
    where a.account_id = ${accountId} and a.address_key like ${`%@${sampleDomain}`}
      and not exists (select 1 from ticket t where t.account_id = a.account_id and t.contact_id = a.contact_id)
      and not exists (select 1 from contact_address other where other.account_id = a.account_id
        and other.contact_id = a.contact_id and other.address_key not like ${`%@${sampleDomain}`})`.execute(
    tx,
  );
  const ids = [0, ...found.rows.map((row) => row.id)];
  for (const table of ["customer_code", "customer_device", "contact_address"] as const)
    await tx.deleteFrom(table).where("account_id", "=", accountId).where("contact_id", "in", ids).execute();
  await tx.deleteFrom("contact").where("account_id", "=", accountId).where("id", "in", ids).execute();
}
