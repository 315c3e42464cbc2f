import { sql } from "kysely";
import type { Instant } from "@kvit/domain/kernel";
import type { Db } from "../../platform/postgres/pool.ts";

export type ShownMessage = {
  readonly id: number;
  readonly from: "customer" | "desk";
  /** The author's own contact, when the customer is the requester. */
  readonly authorId: number | null;
  readonly authorName: string;
  readonly at: Instant;
  readonly language: string | null;
  readonly text: string;
  readonly visibleText: string;
  /** Only of our own messages; what a mail brought is shown as text. */
  readonly html: string | null;
  readonly isErased: boolean;
};

export type ShownFile = {
  readonly id: number;
  readonly messageId: number;
  readonly filename: string;
  readonly contentType: string;
  readonly size: number;
  readonly sha256: string;
};

/** Not what was written to somebody else's ticket that was merged into this one. */
function writtenToTheirs(requesterId: number) {
  return sql<boolean>`(m.addressed_ticket_id is null or exists (select 1 from ticket a
    where a.account_id = m.account_id and a.id = m.addressed_ticket_id and a.contact_id = ${requesterId}))`;
}

/**
 * What a customer may read of their conversation: their own words and our
 * answers. Never notes, machines' mails, what is held or was taken back, nor
 * what came from an address that was not proven to belong here.
 */
export async function selectShownMessages(
  db: Db,
  accountId: number,
  ticketId: number,
  requesterId: number,
): Promise<ShownMessage[]> {
  const rows = await db
    .selectFrom("message as m")
    .selectAll("m")
    .where("m.account_id", "=", accountId)
    .where("m.ticket_id", "=", ticketId)
    .where(writtenToTheirs(requesterId))
    .where((where) =>
      where.or([
        where.and([
          where("m.kind", "=", "customer"),
          where.or([
            where("m.verified", "=", true),
            where.and([where("m.author_kind", "=", "customer"), where("m.author_id", "=", requesterId)]),
          ]),
        ]),
        where.and([
          where("m.kind", "=", "agent"),
          where.not(
            where.exists(
              where
                .selectFrom("outbox as o")
                .select("o.id")
                .whereRef("o.account_id", "=", "m.account_id")
                .whereRef("o.message_id", "=", "m.id")
                .where("o.state", "in", ["held", "cancelled"]),
            ),
          ),
        ]),
      ]),
    )
    .orderBy("m.id")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    from: row.kind === "agent" ? "desk" : "customer",
    authorId: row.author_kind === "customer" ? row.author_id : null,
    authorName: row.author_name,
    at: row.at,
    language: row.language,
    text: row.text,
    visibleText: row.visible_text,
    html: row.kind === "agent" ? row.visible_html : null,
    isErased: row.erased_at !== null,
  }));
}

export async function selectFiles(
  db: Db,
  accountId: number,
  messageIds: readonly number[],
): Promise<ShownFile[]> {
  if (messageIds.length === 0) return [];
  const rows = await db
    .selectFrom("attachment")
    .select(["id", "message_id", "filename", "content_type", "size", "sha256"])
    .where("account_id", "=", accountId)
    .where("message_id", "in", [...messageIds])
    .orderBy("id")
    .execute();
  return rows.flatMap((row) =>
    row.message_id === null
      ? []
      : [
          {
            id: row.id,
            messageId: row.message_id,
            filename: row.filename,
            contentType: row.content_type,
            size: row.size,
            sha256: row.sha256,
          },
        ],
  );
}
