import type { Instant } from "@kvit/domain/kernel";
import { executeCommand } from "../../../tickets/execute-command.ts";
import type { Work } from "../../../tickets/unit-of-work.ts";
import { wordsIn } from "../mails/words.ts";
import { deskLanguageOf } from "./desk.queries.ts";
import { outgoingContent } from "./outgoing-mail.ts";
import { recipientsOf } from "./outbox.queries.ts";
import type { BouncedMail } from "../intake/incoming.ts";

/** A mail of ours came back: said on its row and in the ticket's history. News that are no failure change nothing. */
export async function recordBounce(work: Work, accountId: number, bounced: BouncedMail): Promise<void> {
  if (!bounced.final) return;
  const detail = await describe(work, accountId, bounced);
  const before = await bouncedRow(work, accountId, bounced.outboxId);
  await work.tx
    .updateTable("outbox")
    .set({ state: "bounced", last_error: detail })
    .where("account_id", "=", accountId)
    .where("id", "=", bounced.outboxId)
    .where("state", "in", ["sending", "sent", "failed", "bounced"])
    .execute();
  if (before?.kind === "ladder" && before.state !== "bounced") {
    const { silentSince } = outgoingContent.parse(before.content);
    await recordNoAttempt(work, { accountId, ticketId: bounced.ticketId, silentSince });
  }
  if (bounced.messageId === null) return;
  await executeCommand(work, {
    accountId,
    target: { id: bounced.ticketId },
    name: "change-delivery",
    input: { messageId: bounced.messageId, state: "bounced", detail },
    by: { actor: { kind: "system", id: null }, cause: { kind: "timer", name: "outbox" } },
  });
}

async function bouncedRow({ tx }: Work, accountId: number, id: number) {
  return tx
    .selectFrom("outbox")
    .select(["kind", "state", "content"])
    .where("account_id", "=", accountId)
    .where("id", "=", id)
    .executeTakeFirst();
}

type NoAttempt = {
  readonly accountId: number;
  readonly ticketId: number;
  /** Undefined for a mail after which nothing is waited for. */
  readonly silentSince: Instant | undefined;
};

/** A mail of the ladder reached nobody: no attempt was made, and the ladder stops until a person has looked. */
export async function recordNoAttempt(
  work: Work,
  { accountId, ticketId, silentSince }: NoAttempt,
): Promise<void> {
  await executeCommand(work, {
    accountId,
    target: { id: ticketId },
    name: "attempt",
    input: { channel: "email", outcome: "bounced", climbSince: silentSince },
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
