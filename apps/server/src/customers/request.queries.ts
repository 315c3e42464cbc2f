import { sql } from "kysely";
import type { Db, Tx } from "../platform/postgres/pool.ts";

/** The person behind a request, and the desk it was made to. */
export type Surroundings = {
  readonly contact: {
    readonly id: number;
    readonly name: string;
    readonly language: string | null;
    readonly timeZone: string | null;
    /** Null for somebody who never wrote from an address. */
    readonly address: string | null;
  };
  readonly department: { readonly timeZone: string };
  readonly mailbox: { readonly language: string } | null;
  readonly desk: Desk;
};

export type Desk = {
  readonly name: string;
  readonly ticketPrefix: string;
  readonly language: string;
  readonly timeZone: string;
};

export async function selectSurroundings(
  db: Db | Tx,
  accountId: number,
  ticketId: number,
): Promise<Surroundings> {
  const row = await db
    .selectFrom("ticket as t")
    .innerJoin("account as a", "a.id", "t.account_id")
    .innerJoin("contact as c", (join) =>
      join.onRef("c.account_id", "=", "t.account_id").onRef("c.id", "=", "t.contact_id"),
    )
    .innerJoin("department as d", (join) =>
      join.onRef("d.account_id", "=", "t.account_id").onRef("d.id", "=", "t.department_id"),
    )
    .leftJoin("mailbox as m", (join) =>
      join.onRef("m.account_id", "=", "t.account_id").onRef("m.id", "=", "t.mailbox_id"),
    )
    .select([
      "c.id as contact_id",
      "c.name as contact_name",
      "c.language as contact_language",
      "c.time_zone as contact_zone",
      "d.time_zone as department_zone",
      "m.language as mailbox_language",
      "a.name as desk_name",
      "a.ticket_prefix",
      "a.language as desk_language",
      "a.time_zone as desk_zone",
    ])
    .where("t.account_id", "=", accountId)
    .where("t.id", "=", ticketId)
    .executeTakeFirstOrThrow();
  return {
    contact: {
      id: row.contact_id,
      name: row.contact_name,
      language: row.contact_language,
      timeZone: row.contact_zone,
      address: (await selectAddress(db, accountId, row.contact_id))?.address ?? null,
    },
    department: { timeZone: row.department_zone },
    mailbox: row.mailbox_language === null ? null : { language: row.mailbox_language },
    desk: {
      name: row.desk_name,
      ticketPrefix: row.ticket_prefix,
      language: row.desk_language,
      timeZone: row.desk_zone,
    },
  };
}

/** Where a contact is written to. */
export async function selectAddress(
  db: Db | Tx,
  accountId: number,
  contactId: number,
): Promise<{ address: string; key: string } | null> {
  const row = await db
    .selectFrom("contact_address")
    .select(["address", "address_key as key"])
    .where("account_id", "=", accountId)
    .where("contact_id", "=", contactId)
    .orderBy("is_primary", "desc")
    .orderBy("address_key")
    .executeTakeFirst();
  return row ?? null;
}

export async function selectDesk(db: Db, accountId: number): Promise<Desk | null> {
  const row = await db
    .selectFrom("account")
    .select(["name", "ticket_prefix", "language", "time_zone"])
    .where("id", "=", accountId)
    .executeTakeFirst();
  if (row === undefined) return null;
  return { name: row.name, ticketPrefix: row.ticket_prefix, language: row.language, timeZone: row.time_zone };
}

/** Whether an agent still works here. */
export async function isAtWork(tx: Tx, accountId: number, agentId: number): Promise<boolean> {
  const row = await tx
    .selectFrom("agent")
    .select("id")
    .where("account_id", "=", accountId)
    .where("id", "=", agentId)
    .where("deactivated_at", "is", null)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Takes the mark of one filled-in form; false when the same form was sent
 * before, by a second click or by going back. Waits for a transaction that is
 * just about to take it.
 */
export async function takeFormOnce(
  tx: Tx,
  accountId: number,
  contactId: number,
  form: { readonly mark: string; readonly digest: string },
): Promise<boolean> {
  const taken = await tx
    .insertInto("idempotency_key")
    .values({
      account_id: accountId,
      owner: `contact:${contactId}`,
      key: form.mark,
      request_hash: Buffer.from(form.digest, "hex"),
    })
    .onConflict((conflict) => conflict.columns(["account_id", "owner", "key"]).doNothing())
    .returning("key")
    .executeTakeFirst();
  return taken !== undefined;
}

/** Holds everybody else who is about to do the same for this contact, until the transaction ends. */
export async function holdContact(tx: Tx, accountId: number, contactId: number): Promise<void> {
  await sql`select 1 from contact where account_id = ${accountId} and id = ${contactId} for update`.execute(
    tx,
  );
}
