import { formatInstant } from "@kvit/domain/kernel";
import { secondThoughtsSeconds } from "@kvit/domain/tickets";
import type { MergedMail } from "../../../tickets/mail-port.ts";
import { referenceOf } from "../../../tickets/ticket-views.queries.ts";
import type { Work } from "../../../tickets/unit-of-work.ts";
import type { Letter } from "../mails/letter.ts";
import { mergedMail } from "../mails/merged-mail.ts";
import { firstLanguage, wordsIn } from "../mails/words.ts";
import { readCorrespondence, type Correspondence } from "./correspondence.queries.ts";
import { insertOutgoing } from "./outbox.queries.ts";
import type { OutboxDeps } from "./outbox-deps.ts";
import { senderAddresses } from "./sender-addresses.ts";
import { oneLine } from "./subject-line.ts";

/**
 * Tells the requester of a merged ticket where the conversation goes on; of
 * somebody else's ticket it tells nothing. An answer to it finds its way by the
 * merged ticket's own address.
 */
export async function enqueueMerged(work: Work, deps: OutboxDeps, merged: MergedMail): Promise<void> {
  const { accountId, source, act } = merged;
  const { ticket } = source;
  const about = await readCorrespondence(work.tx, {
    accountId,
    contact: { id: ticket.requesterId },
    departmentId: ticket.departmentId,
    mailboxId: source.mailboxId,
    mails: { ticketId: ticket.id },
  });
  const { address } = about;
  if (address === null || address.endsWith(".invalid")) return;
  const addresses = senderAddresses(deps.tokens, about, { ticketId: ticket.id, ownHost: deps.ownHost });
  const letter = write(deps, merged, about);
  await insertOutgoing(
    work.tx,
    {
      accountId,
      kind: "merged",
      ticketId: ticket.id,
      messageId: null,
      mailboxId: about.mailboxId,
      mailId: deps.tokens.messageId(ticket.id, deps.ownHost),
      envelopeFrom: addresses.reply,
      subject: letter.subject,
      content: {
        from: { name: oneLine(about.deskName, 100), address: addresses.from },
        replyTo: addresses.reply,
        to: [address],
        cc: [],
        date: formatInstant(work.now),
        inReplyTo: about.lastCustomerMailId,
        references: [...about.mailIds],
        headers: [
          { name: "X-Kvit-Ticket", value: String(ticket.number) },
          { name: "Auto-Submitted", value: "auto-generated" },
          { name: "X-Auto-Response-Suppress", value: "All" },
        ],
        text: letter.text,
        html: letter.html,
        attachments: [],
        sandboxOnly: source.channel === "sample",
        act,
        refused: [],
      },
      dueAt: formatInstant(work.now + secondThoughtsSeconds * 1_000_000),
      held: true,
    },
    work.now,
  );
}

function write(deps: OutboxDeps, { source, target }: MergedMail, about: Correspondence): Letter {
  const words = wordsIn(
    firstLanguage([about.contactLanguage, source.language, about.mailboxLanguage, about.deskLanguage]),
  );
  const reference = referenceOf(about.ticketPrefix, source.ticket.number);
  const isTheirs = target.ticket.requesterId === source.ticket.requesterId;
  return mergedMail(words, {
    deskName: about.deskName,
    tag: `[${reference}]`,
    reference,
    into: isTheirs
      ? {
          reference: referenceOf(about.ticketPrefix, target.ticket.number),
          historyUrl: `${deps.publicUrl}/r/${deps.links.conversationToken(target.ticket.id, about.contactId)}`,
        }
      : null,
  });
}
