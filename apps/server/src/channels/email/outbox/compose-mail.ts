import { formatInstant, type Instant } from "@kvit/domain/kernel";
import type { Status } from "@kvit/domain/tickets";
import type { StoredTicket } from "../../../tickets/stored-ticket.ts";
import { referenceOf } from "../../../tickets/ticket-views.queries.ts";
import type { Work } from "../../../tickets/unit-of-work.ts";
import type { Letter } from "../mails/letter.ts";
import { firstLanguage, wordsIn, type Words } from "../mails/words.ts";
import { readCorrespondence, type Correspondence, type WrittenMessage } from "./correspondence.queries.ts";
import type { OutboxDeps } from "./outbox-deps.ts";
import type { NewOutgoing, OutboxKind } from "./outgoing-mail.ts";
import { senderAddresses } from "./sender-addresses.ts";
import { oneLine, replySubject } from "./subject-line.ts";

/** What a letter to a ticket's customer is written from, besides its own words. */
export type Addressed = {
  readonly words: Words;
  readonly about: Correspondence;
  readonly reference: string;
  /** `Re:` the ticket's subject, with the tag by which an answer finds it. */
  readonly subject: string;
  readonly historyUrl: string;
  /** The page where the customer decides; `?a=yes` and `?a=no` name an answer. */
  readonly decisionUrl: string;
};

export type Composing = {
  readonly accountId: number;
  readonly stored: StoredTicket;
  readonly kind: OutboxKind;
  readonly cc?: readonly string[];
  /** Who signs, beside the desk; empty for the desk alone. */
  readonly author: string;
  readonly files?: WrittenMessage["files"];
  readonly act: string | null;
  /** See `OutgoingContent`. */
  readonly only?: readonly Status[];
  readonly silentSince?: Instant;
  readonly write: (addressed: Addressed) => Letter;
};

export type Composed = Omit<NewOutgoing, "messageId" | "dueAt" | "held">;

/** A mail to the ticket's requester, in their language and in their conversation. Null when there is nobody to write to. */
export async function composeMail(
  work: Work,
  deps: OutboxDeps,
  composing: Composing,
): Promise<Composed | null> {
  const { accountId, stored, kind } = composing;
  const { ticket } = stored;
  const about = await readCorrespondence(work.tx, {
    accountId,
    contact: { id: ticket.requesterId },
    departmentId: ticket.departmentId,
    mailboxId: stored.mailboxId,
    mails: { ticketId: ticket.id },
  });
  const { address } = about;
  if (address === null || address.endsWith(".invalid")) return null;
  const addresses = senderAddresses(deps.tokens, about, { ticketId: ticket.id, ownHost: deps.ownHost });
  const letter = composing.write(addressedTo(deps, stored, about));
  return {
    accountId,
    kind,
    ticketId: ticket.id,
    mailboxId: about.mailboxId,
    mailId: deps.tokens.messageId(ticket.id, deps.ownHost),
    envelopeFrom: addresses.reply,
    subject: letter.subject,
    content: {
      from: { name: senderName(about, composing.author), address: addresses.from },
      replyTo: addresses.reply,
      to: [address],
      cc: (composing.cc ?? []).filter((other) => other.toLowerCase() !== address.toLowerCase()),
      date: formatInstant(work.now),
      inReplyTo: about.lastCustomerMailId,
      references: [...about.mailIds],
      headers: headersFor(kind, ticket.number),
      text: letter.text,
      html: letter.html,
      attachments: [...(composing.files ?? [])],
      sandboxOnly: stored.channel === "sample",
      act: composing.act,
      ...(composing.only === undefined ? {} : { only: [...composing.only] }),
      ...(composing.silentSince === undefined ? {} : { silentSince: composing.silentSince }),
      refused: [],
    },
  };
}

function addressedTo(
  { publicUrl, links }: OutboxDeps,
  { ticket, language }: StoredTicket,
  about: Correspondence,
): Addressed {
  const reference = referenceOf(about.ticketPrefix, ticket.number);
  const languages = [about.contactLanguage, language, about.mailboxLanguage, about.deskLanguage];
  return {
    words: wordsIn(firstLanguage(languages)),
    about,
    reference,
    subject: replySubject(ticket.subject, `[${reference}]`),
    historyUrl: `${publicUrl}/r/${links.conversationToken(ticket.id, about.contactId)}`,
    decisionUrl: `${publicUrl}/s/${links.decisionToken(ticket.id)}`,
  };
}

function senderName(about: Correspondence, authorName: string): string {
  const desk = oneLine(about.deskName, 100);
  const author = oneLine(authorName, 100);
  return author === "" ? desk : `${author} (${desk})`;
}

/** A person's answer is no automatic mail; all others are (RFC 3834 §5). */
function headersFor(kind: OutboxKind, number: number) {
  const mark = { name: "X-Kvit-Ticket", value: String(number) };
  if (kind === "reply") return [mark];
  return [
    mark,
    { name: "Auto-Submitted", value: "auto-generated" },
    { name: "X-Auto-Response-Suppress", value: "All" },
  ];
}
