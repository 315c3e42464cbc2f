import type { ReplyMail } from "../../../tickets/mail-port.ts";
import type { StoredTicket } from "../../../tickets/stored-ticket.ts";
import type { Work } from "../../../tickets/unit-of-work.ts";
import { formatInstant } from "@kvit/domain/kernel";
import { replyMail } from "../mails/reply-mail.ts";
import { composeMail } from "./compose-mail.ts";
import { readWrittenMessage, writeMailId } from "./correspondence.queries.ts";
import { holdEnd } from "./hold-end.ts";
import { insertOutgoing } from "./outbox.queries.ts";
import type { OutboxDeps } from "./outbox-deps.ts";

/**
 * Writes an agent's answer into the outbox, in the transaction that wrote the
 * answer itself. Goes to the requester and to those the agent named; nobody
 * else in the conversation is added.
 */
export async function enqueueReply(work: Work, deps: OutboxDeps, reply: ReplyMail): Promise<void> {
  const { accountId, stored, messageId, cc, resolves } = reply;
  const written = await readWrittenMessage(work.tx, accountId, messageId);
  const mail = await composeMail(work, deps, {
    accountId,
    stored,
    kind: "reply",
    cc,
    author: written.authorName,
    files: written.files,
    act: null,
    write: ({ words, about, subject, historyUrl, decisionUrl }) =>
      replyMail(words, {
        deskName: about.deskName,
        subject,
        text: written.text,
        html: written.html,
        signature: about.mailboxSignature,
        historyUrl,
        decisionUrl: resolves ? decisionUrl : null,
      }),
  });
  if (mail === null) return;
  await insertOutgoing(work.tx, { ...mail, messageId, dueAt: reply.dueAt, held: reply.held }, work.now);
  await writeMailId(work.tx, accountId, messageId, mail.mailId);
}

type SolvedToAsk = { readonly accountId: number; readonly stored: StoredTicket; readonly act: string };

/** Asks by mail whether it is solved, where a ticket was resolved without a further word. */
export async function enqueueSolved(work: Work, deps: OutboxDeps, solved: SolvedToAsk): Promise<void> {
  const mail = await composeMail(work, deps, {
    ...solved,
    kind: "solved",
    only: ["resolved"],
    author: "",
    write: ({ words, about, subject, historyUrl, decisionUrl }) =>
      replyMail(words, {
        deskName: about.deskName,
        subject,
        text: "",
        html: null,
        signature: about.mailboxSignature,
        historyUrl,
        decisionUrl,
      }),
  });
  if (mail === null) return;
  const dueAt = formatInstant(holdEnd(work));
  await insertOutgoing(work.tx, { ...mail, messageId: null, dueAt, held: true }, work.now);
}
