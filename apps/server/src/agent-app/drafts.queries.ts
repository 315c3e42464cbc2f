import { sql } from "kysely";
import type { Db } from "../platform/postgres/pool.ts";

type Draft = {
  readonly accountId: number;
  readonly agentId: number;
  readonly ticketId: number;
  readonly kind: "reply" | "note";
  readonly body: string;
};

/** Keeps what somebody is writing; an empty text removes it. */
export async function saveDraft(db: Db, draft: Draft): Promise<void> {
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
