import type { Tx } from "../../../../platform/postgres/pool.ts";
import { statement } from "../../../../platform/postgres/statement.ts";

/** The message that a line of the ledger became; null when it became none. */
export async function messageOfIntake(tx: Tx, accountId: number, intakeId: number): Promise<number | null> {
  const row = await tx
    .selectFrom("intake")
    .select("message_id")
    .where("account_id", "=", accountId)
    .where("id", "=", intakeId)
    .where("state", "=", "message")
    .executeTakeFirst();
  return row?.message_id ?? null;
}

type Twin = {
  readonly accountId: number;
  readonly intakeId: number;
  readonly mailboxId: number;
  readonly mailId: string;
  readonly address: string;
  readonly text: string;
  readonly html: string | null;
  readonly files: number;
};

/**
 * The line of the ledger under which this very message came to the mailbox
 * before. The few mails of that Message-ID are read first, whatever the planner
 * believes of tables it has no statistics of yet.
 */
export async function findTwinMessage(tx: Tx, twin: Twin): Promise<number | null> {
  const found = await statement<{ id: number }>`
    with named as materialized (
      select id, intake_id, author_address, text, html from message
      where account_id = ${twin.accountId} and mail_id = ${twin.mailId} and intake_id is not null
      order by id limit 20)
    select i.id from named m
    join lateral (select * from intake where account_id = ${twin.accountId} and id = m.intake_id offset 0) i on true
    where i.mailbox_id = ${twin.mailboxId} and i.id <> ${twin.intakeId} and i.state = 'message'
      and lower(m.author_address) = ${twin.address} and m.text = ${twin.text} and m.html is not distinct from ${twin.html}::text
      and (select count(*) from attachment a where a.account_id = ${twin.accountId} and a.message_id = m.id) = ${twin.files}
    order by i.id limit 1`.execute(tx);
  return found.rows[0]?.id ?? null;
}

/** The mail we sent under one of these Message-IDs. */
export async function findSentMail(
  tx: Tx,
  accountId: number,
  mailIds: readonly string[],
): Promise<{ outboxId: number; messageId: number | null; ticketId: number } | null> {
  if (mailIds.length === 0) return null;
  const row = await tx
    .selectFrom("outbox")
    .select(["id", "message_id", "ticket_id"])
    .where("account_id", "=", accountId)
    .where("mail_id", "in", [...mailIds])
    .orderBy("id", "desc")
    .executeTakeFirst();
  if (row === undefined || row.ticket_id === null) return null;
  return { outboxId: row.id, messageId: row.message_id, ticketId: row.ticket_id };
}

export async function findAgentByAddress(
  tx: Tx,
  accountId: number,
  address: string,
): Promise<{ id: number; name: string } | null> {
  const found = await statement<{ id: number; name: string }>`
    select id, name from agent
    where account_id = ${accountId} and lower(email) = ${address.toLowerCase()} and deactivated_at is null`.execute(
    tx,
  );
  return found.rows[0] ?? null;
}
