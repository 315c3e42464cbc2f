import { formatInstant } from "@kvit/domain/kernel";
import type { VerbBody } from "@kvit/contract/tickets";
import type { Principal } from "../platform/http/principal.ts";
import type { Tx } from "../platform/postgres/pool.ts";
import { AppError } from "../platform/app-error.ts";
import type { MailPort } from "./mail-port.ts";
import { executeCommand, type Executed } from "./execute-command.ts";
import { insertMessage } from "./messages.queries.ts";
import { byAgent } from "./by-agent.ts";
import { contentOf } from "./message-content.ts";
import type { Work } from "./unit-of-work.ts";

/** Seconds a reply is held on the server, so that it can be taken back. */
export const defaultHoldSeconds = 10;

type ReplyRequest = { readonly caller: Principal; readonly number: number; readonly body: VerbBody<"reply"> };

/**
 * Writes an agent's public answer: message, event and outbox row in one
 * transaction. Nothing leaves before the commit and before the hold is over.
 * Stops with newer-message when somebody wrote since the writer last looked.
 */
export async function replyToTicket(
  work: Work,
  mail: MailPort,
  { caller, number, body }: ReplyRequest,
): Promise<Executed> {
  const { accountId } = caller;
  const content = contentOf(body);
  const holdMicros = (body.hold ?? defaultHoldSeconds) * 1_000_000;
  let messageId = 0;
  const executed = await executeCommand(work, {
    accountId,
    target: { number },
    name: "reply",
    by: byAgent(caller),
    expectedStatus: body.expectedStatus,
    expectedVersion: body.expectedVersion,
    input: async (stored) => {
      if (body.anyway !== true && body.seenMessageId !== undefined)
        await demandNothingNewer(work.tx, accountId, stored.ticket.id, body.seenMessageId);
      const written = await insertMessage(work.tx, {
        accountId,
        ticketId: stored.ticket.id,
        kind: "agent",
        channel: stored.channel === "sample" ? "sample" : "email",
        at: work.now,
        author: { actor: { kind: "agent", id: caller.agent.id }, name: caller.name, address: caller.email },
        recipients: { to: [], cc: body.cc ?? [] },
        ...content,
        attachmentIds: body.attachments ?? [],
      });
      messageId = written.messageId;
      return {
        ...written,
        then: outcomeOf(body, stored.ticket.status),
        holdUntil: holdMicros === 0 ? null : work.now + holdMicros,
      };
    },
  });
  await mail.reply(work, {
    accountId,
    stored: executed.before,
    messageId,
    cc: body.cc ?? [],
    dueAt: formatInstant(work.now + holdMicros),
    held: holdMicros > 0,
    resolves: body.resolve === true,
  });
  return executed;
}

function outcomeOf(body: VerbBody<"reply">, status: string): "answered" | "resolved" | "keep" {
  if (body.resolve === true) return "resolved";
  if (body.resolve === false) return "answered";
  return status === "resolved" ? "keep" : "answered";
}

/** What was taken back before it left is not there for anybody, so it stops nothing. */
async function demandNothingNewer(
  tx: Tx,
  accountId: number,
  ticketId: number,
  seenMessageId: number,
): Promise<void> {
  const newer = await tx
    .selectFrom("message as m")
    .leftJoin("outbox as o", (join) =>
      join
        .onRef("o.account_id", "=", "m.account_id")
        .onRef("o.message_id", "=", "m.id")
        .on("o.kind", "=", "reply"),
    )
    .select(["m.author_name", "m.at"])
    .where("m.account_id", "=", accountId)
    .where("m.ticket_id", "=", ticketId)
    .where("m.id", ">", seenMessageId)
    .where((where) => where.or([where("o.state", "is", null), where("o.state", "!=", "cancelled")]))
    .orderBy("m.id")
    .executeTakeFirst();
  if (newer !== undefined)
    throw new AppError("newer-message", {
      detail: `${newer.author_name} wrote at ${formatInstant(newer.at).slice(11, 16)} UTC while you were writing. Read it, then send with "anyway": true.`,
    });
}
