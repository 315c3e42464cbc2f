import type { Instant } from "@kvit/domain/kernel";
import { decide } from "@kvit/domain/tickets";
import { judgeOf } from "../../lifecycle/index.ts";
import type { Tx } from "../../platform/postgres/pool.ts";
import { executeCommand, type By, type Executed } from "../execute-command.ts";
import type { StoredTicket } from "../stored-ticket.ts";
import { recountMessages } from "../messages.queries.ts";
import { readEvents } from "../tickets.queries.ts";
import type { Work } from "../unit-of-work.ts";
import { withdrawnMessages } from "../withdrawn-messages.ts";
import { copyMessage } from "./message-copies.queries.ts";

/** What somebody wrote to a ticket while its conversation went on in another. */
export type LaterMessage = {
  readonly id: number;
  readonly at: Instant;
  readonly contactId: number | null;
  readonly verified: boolean;
};

/** The messages written to a merged ticket that lie in others, oldest first. */
export async function selectLaterMessages(
  tx: Tx,
  accountId: number,
  ticketId: number,
): Promise<readonly LaterMessage[]> {
  const rows = await tx
    .selectFrom("message")
    .select(["id", "at", "author_id", "verified"])
    .where("account_id", "=", accountId)
    .where("addressed_ticket_id", "=", ticketId)
    .where("went_to_ticket_id", "is", null)
    .where("erased_at", "is", null)
    .orderBy("id")
    .execute();
  return rows.map((row) => ({ id: row.id, at: row.at, contactId: row.author_id, verified: row.verified }));
}

/**
 * Those that go back when the ticket is unmerged: all of them, unless the
 * ticket takes none any more (closed beyond its reopen window); then they stay
 * in the conversation they are part of.
 */
export async function givenBack(
  work: Work,
  accountId: number,
  source: StoredTicket,
): Promise<readonly LaterMessage[]> {
  const later = await selectLaterMessages(work.tx, accountId, source.ticket.id);
  const [first] = later;
  if (first === undefined) return [];
  const { ladder } = await judgeOf(work.tx, accountId, source);
  const answer = decide(
    { ...source.ticket, mergedInto: null },
    { name: "receive", input: { messageId: first.id, digest: "" } },
    {
      now: work.now,
      actor: { kind: "customer", id: first.contactId },
      cause: { kind: "hand" },
      reopenWindowDays: ladder.reopenWindowDays,
    },
  );
  return answer.ok ? later : [];
}

type Giving = {
  readonly accountId: number;
  readonly by: By;
  readonly act: string;
  readonly executed: Executed;
  readonly messages: readonly LaterMessage[];
};

/** The source receives them, each as a copy with the digest it had, as part of the same act; the originals say where they went. */
export async function giveMessagesBack(work: Work, giving: Giving): Promise<Executed> {
  const { accountId, by, act, messages } = giving;
  const ticketId = giving.executed.ticket.id;
  let executed = giving.executed;
  for (const message of messages) {
    const received = await executeCommand(work, {
      accountId,
      target: { id: ticketId },
      name: "receive",
      by: { actor: { kind: "customer", id: message.contactId }, cause: by.cause },
      act,
      input: async () => ({
        ...(await copyMessage(work.tx, { accountId, messageId: message.id, to: ticketId })),
        flagged: !message.verified,
        writtenAt: message.at,
      }),
    });
    executed = {
      ...received,
      before: giving.executed.before,
      events: [...executed.events, ...received.events],
    };
  }
  if (messages.length > 0) {
    const withdrawn = withdrawnMessages(await readEvents(work.tx, accountId, ticketId));
    await recountMessages(work.tx, { accountId, ticketId }, withdrawn);
  }
  return executed;
}
