import { executeCommand } from "../../../tickets/execute-command.ts";
import type { Work } from "../../../tickets/unit-of-work.ts";
import type { BouncedMail } from "../intake/incoming.ts";

/** A mail of ours came back: said on its row and in the ticket's history. News that are no failure change nothing. */
export async function recordBounce(work: Work, accountId: number, bounced: BouncedMail): Promise<void> {
  if (!bounced.final) return;
  await work.tx
    .updateTable("outbox")
    .set({ state: "bounced", last_error: bounced.detail })
    .where("account_id", "=", accountId)
    .where("id", "=", bounced.outboxId)
    .where("state", "in", ["sending", "sent", "failed", "bounced"])
    .execute();
  if (bounced.messageId === null) return;
  await executeCommand(work, {
    accountId,
    target: { id: bounced.ticketId },
    name: "change-delivery",
    input: { messageId: bounced.messageId, state: "bounced", detail: bounced.detail },
    by: { actor: { kind: "system", id: null }, cause: { kind: "timer", name: "outbox" } },
  });
}
