import { formatInstant } from "@kvit/domain/kernel";
import type { Tx } from "../../../platform/postgres/pool.ts";
import type { StoredTicket } from "../../../tickets/stored-ticket.ts";
import { referenceOf } from "../../../tickets/ticket-views.queries.ts";
import type { Work } from "../../../tickets/unit-of-work.ts";
import type { Letter } from "../mails/letter.ts";
import { receiptMail } from "../mails/receipt-mail.ts";
import { firstLanguage, wordsIn } from "../mails/words.ts";
import { readCorrespondence, type Asked, type Correspondence } from "./correspondence.queries.ts";
import { insertAutomatic } from "./outbox.queries.ts";
import type { OutboxDeps } from "./outbox-deps.ts";
import type { NewOutgoing } from "./outgoing-mail.ts";
import { senderAddresses } from "./sender-addresses.ts";
import { oneLine } from "./subject-line.ts";

export type ReceiptToSend = {
  readonly accountId: number;
  readonly stored: StoredTicket;
  /** As `readForReceipt` found it. */
  readonly about: Correspondence;
};

/** What a receipt has to know of its reader, who may be sent nothing automatic by anybody else until the commit. */
export async function readForReceipt(tx: Tx, asked: Omit<Asked, "automatic">): Promise<Correspondence> {
  return readCorrespondence(tx, { ...asked, automatic: true });
}

/** Addresses behind which nobody reads (RFC 3834 §2). */
const nobodyReads = /^(?:no-?_?reply|do-?_?not-?_?reply|mailer-daemon|postmaster|bounces?)(?:[+._-][^@]*)?@/i;

/**
 * "We've got it", for a new ticket. Answers nothing that a machine wrote, goes
 * to one address once in ten minutes and three times an hour at most, has no
 * return path, and repeats no word of somebody whose address is not proven.
 */
export function enqueueReceipt(work: Work, deps: OutboxDeps, receipt: ReceiptToSend): void {
  const { accountId, stored, about } = receipt;
  const { address } = about;
  if (address === null || address.endsWith(".invalid") || nobodyReads.test(address)) return;
  const date = formatInstant(work.now);
  const mail = compose(deps, { accountId, stored, about, address, date });
  work.beside(insertAutomatic(work.tx, mail, work.now, address));
}

type Composing = {
  readonly accountId: number;
  readonly stored: StoredTicket;
  readonly about: Correspondence;
  readonly address: string;
  readonly date: string;
};

function compose(deps: OutboxDeps, { accountId, stored, about, address, date }: Composing): NewOutgoing {
  const { ticket } = stored;
  const addresses = senderAddresses(deps.tokens, about, { ticketId: ticket.id, ownHost: deps.ownHost });
  const letter = write(deps, stored, about);
  const answers = about.lastCustomerMailId;
  return {
    accountId,
    kind: "receipt",
    ticketId: ticket.id,
    messageId: null,
    mailboxId: about.mailboxId,
    mailId: deps.tokens.messageId(ticket.id, deps.ownHost),
    envelopeFrom: "",
    subject: letter.subject,
    content: {
      from: { name: oneLine(about.deskName, 100), address: addresses.from },
      replyTo: addresses.reply,
      to: [address],
      cc: [],
      date,
      inReplyTo: answers,
      references: answers === null ? [] : [answers],
      headers: [
        { name: "X-Kvit-Ticket", value: String(ticket.number) },
        { name: "Auto-Submitted", value: "auto-replied" },
        { name: "X-Auto-Response-Suppress", value: "All" },
      ],
      text: letter.text,
      html: letter.html,
      attachments: [],
      sandboxOnly: stored.channel === "sample",
      act: null,
      refused: [],
    },
    dueAt: date,
    held: false,
  };
}

function write(deps: OutboxDeps, { ticket, language }: StoredTicket, about: Correspondence): Letter {
  const words = wordsIn(
    firstLanguage([about.contactLanguage, language, about.mailboxLanguage, about.deskLanguage]),
  );
  const reference = referenceOf(about.ticketPrefix, ticket.number);
  return receiptMail(words, {
    deskName: about.deskName,
    tag: `[${reference}]`,
    reference,
    departmentName: about.departmentName,
    receivedAt: words.format(about.timeZone).dateTime(ticket.createdAt / 1000),
    subject: about.contactVerified ? oneLine(ticket.subject, 200) : null,
    historyUrl: `${deps.publicUrl}/r/${deps.links.conversationToken(ticket.id, about.contactId)}`,
  });
}
