import type { ReplyMail } from "../../../tickets/mail-port.ts";
import type { StoredTicket } from "../../../tickets/stored-ticket.ts";
import { referenceOf } from "../../../tickets/ticket-views.queries.ts";
import type { Work } from "../../../tickets/unit-of-work.ts";
import { formatInstant } from "@kvit/domain/kernel";
import { secondThoughtsSeconds } from "@kvit/domain/tickets";
import { replyMail } from "../mails/reply-mail.ts";
import { firstLanguage, wordsIn } from "../mails/words.ts";
import {
  readCorrespondence,
  readWrittenMessage,
  writeMailId,
  type Correspondence,
  type WrittenMessage,
} from "./correspondence.queries.ts";
import { insertOutgoing } from "./outbox.queries.ts";
import type { OutboxDeps } from "./outbox-deps.ts";
import type { NewOutgoing } from "./outgoing-mail.ts";
import { senderAddresses } from "./sender-addresses.ts";
import { oneLine, replySubject } from "./subject-line.ts";

/**
 * Writes an agent's answer into the outbox, in the transaction that wrote the
 * answer itself. Goes to the requester and to those the agent named; nobody
 * else in the conversation is added.
 */
export async function enqueueReply(work: Work, deps: OutboxDeps, reply: ReplyMail): Promise<void> {
  const { accountId, messageId } = reply;
  const written = await readWrittenMessage(work.tx, accountId, messageId);
  const mail = await compose(work, deps, {
    ...reply,
    kind: "reply",
    written,
    asks: reply.resolves,
    act: null,
  });
  if (mail === null) return;
  await insertOutgoing(work.tx, { ...mail, messageId, dueAt: reply.dueAt, held: reply.held }, work.now);
  await writeMailId(work.tx, accountId, messageId, mail.mailId);
}

type SolvedToAsk = { readonly accountId: number; readonly stored: StoredTicket; readonly act: string };

/** Asks by mail whether it is solved, where a ticket was resolved without a further word. */
export async function enqueueSolved(work: Work, deps: OutboxDeps, solved: SolvedToAsk): Promise<void> {
  const written: WrittenMessage = { text: "", html: null, authorName: "", files: [] };
  const mail = await compose(work, deps, { ...solved, cc: [], kind: "solved", written, asks: true });
  if (mail === null) return;
  const dueAt = formatInstant(work.now + secondThoughtsSeconds * 1_000_000);
  await insertOutgoing(work.tx, { ...mail, messageId: null, dueAt, held: true }, work.now);
}

type Composing = {
  readonly accountId: number;
  readonly stored: StoredTicket;
  readonly cc: readonly string[];
  readonly kind: "reply" | "solved";
  readonly written: WrittenMessage;
  readonly asks: boolean;
  readonly act: string | null;
};

type Composed = Omit<NewOutgoing, "messageId" | "dueAt" | "held">;

/** Null when there is nobody to write to. */
async function compose(work: Work, deps: OutboxDeps, composing: Composing): Promise<Composed | null> {
  const { accountId, stored, written } = composing;
  const { ticket } = stored;
  const about = await readCorrespondence(work.tx, {
    accountId,
    contact: { id: ticket.requesterId },
    departmentId: ticket.departmentId,
    mailboxId: stored.mailboxId,
    mails: { ticketId: ticket.id },
  });
  if (about.address === null || about.address.endsWith(".invalid")) return null;
  const language = firstLanguage([
    about.contactLanguage,
    stored.language,
    about.mailboxLanguage,
    about.deskLanguage,
  ]);
  const addresses = senderAddresses(deps.tokens, about, { ticketId: ticket.id, ownHost: deps.ownHost });
  const subject = replySubject(ticket.subject, `[${referenceOf(about.ticketPrefix, ticket.number)}]`);
  const letter = replyMail(wordsIn(language), {
    deskName: about.deskName,
    subject,
    text: written.text,
    html: written.html,
    signature: about.mailboxSignature,
    historyUrl: `${deps.publicUrl}/r/${deps.links.conversationToken(ticket.id, about.contactId)}`,
    decisionUrl: composing.asks ? `${deps.publicUrl}/s/${deps.links.decisionToken(ticket.id)}` : null,
  });
  return {
    accountId,
    kind: composing.kind,
    ticketId: ticket.id,
    mailboxId: about.mailboxId,
    mailId: deps.tokens.messageId(ticket.id, deps.ownHost),
    envelopeFrom: addresses.reply,
    subject: letter.subject,
    content: {
      from: { name: senderName(about, written), address: addresses.from },
      replyTo: addresses.reply,
      to: [about.address],
      cc: composing.cc.filter((address) => address.toLowerCase() !== about.address?.toLowerCase()),
      date: formatInstant(work.now),
      inReplyTo: about.lastCustomerMailId,
      references: [...about.mailIds],
      headers: headersFor(composing.kind, ticket.number),
      text: letter.text,
      html: letter.html,
      attachments: [...written.files],
      sandboxOnly: stored.channel === "sample",
      act: composing.act,
      refused: [],
    },
  };
}

function senderName(about: Correspondence, written: WrittenMessage): string {
  const desk = oneLine(about.deskName, 100);
  const author = oneLine(written.authorName, 100);
  return author === "" ? desk : `${author} (${desk})`;
}

/** A person's answer is no automatic mail; the bare question is (RFC 3834 §5). */
function headersFor(kind: "reply" | "solved", number: number) {
  const mark = { name: "X-Kvit-Ticket", value: String(number) };
  if (kind === "reply") return [mark];
  return [
    mark,
    { name: "Auto-Submitted", value: "auto-generated" },
    { name: "X-Auto-Response-Suppress", value: "All" },
  ];
}
