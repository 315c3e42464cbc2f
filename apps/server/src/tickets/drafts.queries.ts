import { sql } from "kysely";
import type { Db, Tx } from "../platform/postgres/pool.ts";

type Draft = {
  readonly accountId: number;
  readonly agentId: number;
  readonly ticketId: number;
  readonly kind: "reply" | "note";
  readonly body: string;
};

/** Keeps what somebody is writing; an empty text removes it. */
export async function saveDraft(db: Db | Tx, draft: Draft): Promise<void> {
  const key = {
    account_id: draft.accountId,
    agent_id: draft.agentId,
    ticket_id: draft.ticketId,
    kind: draft.kind,
  };
  if (draft.body.trim() === "") {
    await db
      .deleteFrom("draft")
      .where("account_id", "=", key.account_id)
      .where("agent_id", "=", key.agent_id)
      .where("ticket_id", "=", key.ticket_id)
      .where("kind", "=", key.kind)
      .execute();
    return;
  }
  await db
    .insertInto("draft")
    .values({ ...key, body: draft.body })
    .onConflict((conflict) =>
      conflict
        .columns(["account_id", "agent_id", "ticket_id", "kind"])
        .doUpdateSet({ body: draft.body, updated_at: sql`now()` }),
    )
    .execute();
}

/** Gives a writer the text of a message back that was taken back before it left. */
export async function messageToDraft(
  tx: Tx,
  {
    accountId,
    agentId,
    messageId,
  }: { readonly accountId: number; readonly agentId: number; readonly messageId: number },
): Promise<void> {
  const message = await tx
    .selectFrom("message")
    .select(["ticket_id", "text", "html"])
    .where("account_id", "=", accountId)
    .where("id", "=", messageId)
    .executeTakeFirst();
  if (message === undefined) return;
  await saveDraft(tx, {
    accountId,
    agentId,
    ticketId: message.ticket_id,
    kind: "reply",
    body: message.html ?? message.text,
  });
}
