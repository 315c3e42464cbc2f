import { executeCommand } from "../../../tickets/execute-command.ts";
import type { Work } from "../../../tickets/unit-of-work.ts";
import { wordsIn } from "../mails/words.ts";
import { deskLanguageOf } from "./desk.queries.ts";
import { recipientsOf } from "./outbox.queries.ts";
import type { BouncedMail } from "../intake/incoming.ts";

/** A mail of ours came back: said on its row and in the ticket's history. News that are no failure change nothing. */
export async function recordBounce(work: Work, accountId: number, bounced: BouncedMail): Promise<void> {
  if (!bounced.final) return;
  const detail = await describe(work, accountId, bounced);
  await work.tx
    .updateTable("outbox")
    .set({ state: "bounced", last_error: detail })
    .where("account_id", "=", accountId)
    .where("id", "=", bounced.outboxId)
    .where("state", "in", ["sending", "sent", "failed", "bounced"])
    .execute();
  if (bounced.messageId === null) return;
  await executeCommand(work, {
    accountId,
    target: { id: bounced.ticketId },
    name: "change-delivery",
    input: { messageId: bounced.messageId, state: "bounced", detail },
    by: { actor: { kind: "system", id: null }, cause: { kind: "timer", name: "outbox" } },
  });
}

async function describe(
  { tx }: Work,
  accountId: number,
  { recipient, outboxId, technical }: BouncedMail,
): Promise<string> {
  const { t } = wordsIn(await deskLanguageOf(tx, accountId));
  const address = recipient ?? (await recipientsOf(tx, accountId, outboxId)).join(", ");
  return `${t("mail.bounced", { address })} (${technical})`;
}
