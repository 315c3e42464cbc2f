import { sql } from "kysely";
import type { Instant } from "@kvit/domain/kernel";
import type { Tx } from "../../platform/postgres/pool.ts";

type Copying = { readonly accountId: number; readonly messageId: number; readonly to: number };

/**
 * Writes a message into another ticket as well: the same words and files under
 * the same digest, so that both histories can be proven. The original keeps
 * its place in its own and says where it went.
 */
export async function copyMessage(
  tx: Tx,
  { accountId, messageId, to }: Copying,
): Promise<{ messageId: number; digest: string }> {
  const copied = await sql<{ id: number; digest: string }>`
    insert into message (account_id, ticket_id, kind, channel, at, author_kind, author_id, author_name, author_address,
        verified, recipients, language, text, visible_text, html, visible_html, has_remote_images, digest, mail_id,
        intake_id, threaded_by, flags, copy_of)
      select account_id, ${to}, kind, channel, at, author_kind, author_id, author_name, author_address,
        verified, recipients, language, text, visible_text, html, visible_html, has_remote_images, digest, mail_id,
        intake_id, threaded_by, flags, id
      from message where account_id = ${accountId} and id = ${messageId}
    returning id, digest`.execute(tx);
  const [copy] = copied.rows;
  if (copy === undefined) throw new Error(`Message ${messageId} is not there to be copied.`);
  await sql`
    insert into attachment (account_id, sha256, size, filename, original_name, content_type, content_id, inline,
        ticket_id, message_id, uploaded_by)
      select account_id, sha256, size, filename, original_name, content_type, content_id, inline, ${to}, ${copy.id}, uploaded_by
      from attachment where account_id = ${accountId} and message_id = ${messageId} order by id`.execute(tx);
  await tx
    .updateTable("message")
    .set({ went_to_ticket_id: to })
    .where("account_id", "=", accountId)
    .where("id", "=", messageId)
    .execute();
  return { messageId: copy.id, digest: copy.digest };
}

export type SplittableMessage = {
  readonly messageId: number;
  readonly from: "customer" | "agent";
  readonly at: Instant;
  /** The contact who wrote it; null for our own. */
  readonly contactId: number | null;
  readonly visibleText: string;
};

type Choosing = {
  readonly accountId: number;
  readonly ticketId: number;
  readonly ids: readonly number[];
};

/** Of these, what a customer wrote or we have sent, and has not gone elsewhere yet; in the order of the thread. */
export async function selectSplittable(
  tx: Tx,
  { accountId, ticketId, ids }: Choosing,
): Promise<readonly SplittableMessage[]> {
  const rows = await tx
    .selectFrom("message as m")
    .select(["m.id", "m.kind", "m.at", "m.author_kind", "m.author_id", "m.visible_text"])
    .where("m.account_id", "=", accountId)
    .where("m.ticket_id", "=", ticketId)
    .where("m.id", "in", [...ids])
    .where("m.kind", "in", ["customer", "agent"])
    .where("m.erased_at", "is", null)
    .where(
      sql<boolean>`not exists (select 1 from outbox o where o.account_id = m.account_id and o.message_id = m.id and o.state = 'held')`,
    )
    .orderBy("m.id")
    .execute();
  return rows.map((row) => ({
    messageId: row.id,
    from: row.kind === "agent" ? "agent" : "customer",
    at: row.at,
    contactId: row.author_kind === "customer" ? row.author_id : null,
    visibleText: row.visible_text,
  }));
}
