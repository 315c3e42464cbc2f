import { assertNever } from "@kvit/domain/kernel";
import type { Actor } from "@kvit/domain/tickets";
import { decide } from "@kvit/domain/tickets";
import { addressKeyOf, findOrCreateContact } from "../../../contacts/contacts.queries.ts";
import { judgeOf } from "../../../lifecycle/index.ts";
import { executeCommand, type By } from "../../../tickets/execute-command.ts";
import { insertMessage, type NewMessage } from "../../../tickets/messages.queries.ts";
import { openTicket } from "../../../tickets/open-ticket.ts";
import { together } from "../../../platform/postgres/side-by-side.ts";
import { lockTicket, takeKeys } from "../../../tickets/tickets.queries.ts";
import type { Work } from "../../../tickets/unit-of-work.ts";
import { firstLanguage, wordsIn } from "../mails/words.ts";
import type { Correspondence } from "../outbox/correspondence.queries.ts";
import { enqueueReceipt, readForReceipt } from "../outbox/enqueue-receipt.ts";
import type { OutboxDeps } from "../outbox/outbox-deps.ts";
import { recordBounce } from "../outbox/record-bounce.ts";
import type { Incoming, Verdict } from "./incoming.ts";
import type { LedgerReason } from "./ledger-reason.ts";

export type Applied = {
  readonly ticketId: number;
  readonly messageId: number;
  readonly reason: LedgerReason;
};
type Kept = Exclude<Verdict, { readonly kind: "set-aside" }>;

/** What it takes to write a mail into a ticket: the mail, and its files as they were stored. */
export type Writing = {
  readonly work: Work;
  readonly outbox: OutboxDeps;
  readonly incoming: Incoming;
  readonly attachmentIds: readonly number[];
};

/** Carries out what the filters decided, in the caller's transaction, through the one use case for commands. */
export async function applyVerdict(writing: Writing, verdict: Kept): Promise<Applied> {
  switch (verdict.kind) {
    case "append-automatic":
      return appendAutomatic(writing, verdict);
    case "append-note":
      return appendNote(writing, verdict);
    case "append":
      return append(writing, verdict);
    case "open":
      return open(writing, verdict);
    default:
      return assertNever(verdict);
  }
}

async function appendAutomatic(
  writing: Writing,
  verdict: Extract<Kept, { kind: "append-automatic" }>,
): Promise<Applied> {
  const { work, incoming } = writing;
  let messageId = 0;
  await executeCommand(work, {
    accountId: incoming.accountId,
    target: { id: verdict.ticketId },
    name: "receive-automatic",
    by: byMail(incoming, system),
    input: async () => {
      const written = await insertMessage(work.tx, {
        ...contentOf(writing),
        ticketId: verdict.ticketId,
        kind: "automatic",
        author: authorOf(incoming, system),
        threadedBy: verdict.threadedBy,
        verified: false,
      });
      messageId = written.messageId;
      return { ...written, kind: verdict.sort };
    },
  });
  if (verdict.bounced !== undefined) await recordBounce(work, incoming.accountId, verdict.bounced);
  return { ticketId: verdict.ticketId, messageId, reason: verdict.sort };
}

async function appendNote(
  writing: Writing,
  verdict: Extract<Kept, { kind: "append-note" }>,
): Promise<Applied> {
  const { work, incoming } = writing;
  let messageId = 0;
  await executeCommand(work, {
    accountId: incoming.accountId,
    target: { id: verdict.ticketId },
    name: "note",
    by: byMail(incoming, system),
    input: async () => {
      const written = await insertMessage(work.tx, {
        ...contentOf(writing),
        ticketId: verdict.ticketId,
        kind: "note",
        author: { ...authorOf(incoming, system), name: verdict.agentName },
        threadedBy: verdict.threadedBy,
        verified: false,
        flags: [...incoming.mail.flags, "agent-by-mail", "unverified"],
      });
      messageId = written.messageId;
      return written;
    },
  });
  return { ticketId: verdict.ticketId, messageId, reason: "agent-by-mail" };
}

/** A customer's message; after the time for reopening it begins a ticket linked with the old one. */
async function append(writing: Writing, { thread }: Extract<Kept, { kind: "append" }>): Promise<Applied> {
  const { work, incoming } = writing;
  const author = await contactOf(writing);
  const by = byMail(incoming, author);
  const verified = thread.participant === "writer" || (thread.proven && thread.participant !== null);
  if (await isTooLate(writing, thread.ticketId, by)) return followUp(writing, { ...thread, verified });
  let messageId = 0;
  await executeCommand(work, {
    accountId: incoming.accountId,
    target: { id: thread.ticketId },
    name: "receive",
    by,
    input: async () => {
      const written = await insertMessage(work.tx, {
        ...contentOf(writing),
        ticketId: thread.ticketId,
        kind: "customer",
        author: authorOf(incoming, author),
        threadedBy: thread.by,
        addressedTicketId: thread.addressedTo,
        verified,
      });
      messageId = written.messageId;
      return { ...written, flagged: !verified };
    },
  });
  return { ticketId: thread.ticketId, messageId, reason: thread.by };
}

async function isTooLate({ work, incoming }: Writing, ticketId: number, by: By): Promise<boolean> {
  const stored = await lockTicket(work.tx, incoming.accountId, { id: ticketId });
  if (stored === null) return false;
  const command = { name: "receive" as const, input: { messageId: 0, digest: "" } };
  const { ladder } = await judgeOf(work.tx, incoming.accountId, stored);
  const decision = decide(stored.ticket, command, {
    now: work.now,
    actor: by.actor,
    cause: by.cause,
    reopenWindowDays: ladder.reopenWindowDays,
  });
  return !decision.ok && decision.reason === "reopen-window-over";
}

async function followUp(
  writing: Writing,
  old: { readonly ticketId: number; readonly by: string; readonly verified: boolean },
): Promise<Applied> {
  const { work, incoming } = writing;
  const applied = await begin(writing, {
    verified: old.verified,
    flags: [],
    threadedBy: old.by,
    links: [{ kind: "follow-up-of", ticketId: old.ticketId }],
    receipt: old.verified,
  });
  await executeCommand(work, {
    accountId: incoming.accountId,
    target: { id: old.ticketId },
    name: "link",
    by: byMail(incoming, system),
    input: { kind: "followed-up-by", ticketId: applied.ticketId },
  });
  return { ...applied, reason: "follow-up" };
}

async function open(writing: Writing, verdict: Extract<Kept, { kind: "open" }>): Promise<Applied> {
  const unproven = verdict.flags.includes("unverified");
  const applied = await begin(writing, {
    verified: !unproven,
    flags: verdict.flags,
    threadedBy: null,
    links: [],
    receipt: verdict.receipt,
  });
  return { ...applied, reason: verdict.reason };
}

type Beginning = {
  readonly verified: boolean;
  readonly flags: readonly string[];
  readonly threadedBy: string | null;
  readonly links: readonly { readonly kind: "follow-up-of"; readonly ticketId: number }[];
  readonly receipt: boolean;
};

async function begin(writing: Writing, beginning: Beginning): Promise<Omit<Applied, "reason">> {
  const { work, incoming } = writing;
  const [author, keys, about] = await together([
    contactOf(writing),
    takeKeys(work.tx),
    beginning.receipt ? aboutReceipt(writing) : Promise.resolve(null),
  ]);
  const by = byMail(incoming, author);
  const { accountId: _account, at: _at, channel: _channel, ...content } = contentOf(writing);
  const opened = await openTicket(work, {
    accountId: incoming.accountId,
    subject: incoming.mail.subject === "" ? withoutSubject(incoming) : incoming.mail.subject,
    requesterId: author.id ?? 0,
    departmentId: incoming.mailbox.departmentId,
    channel: "email",
    mailboxId: incoming.mailbox.id,
    language: incoming.mail.language,
    links: beginning.links,
    actor: by.actor,
    cause: by.cause,
    keys,
    message: {
      ...content,
      kind: "customer",
      author: authorOf(incoming, author),
      threadedBy: beginning.threadedBy,
      verified: beginning.verified,
      flags: [...incoming.mail.flags, ...beginning.flags],
    },
  });
  const { stored, messageId } = opened;
  if (about !== null) enqueueReceipt(work, writing.outbox, { accountId: incoming.accountId, stored, about });
  return { ticketId: stored.ticket.id, messageId };
}

/** What a receipt has to know, read behind the statement that finds or makes the contact. */
async function aboutReceipt({ work, incoming }: Writing): Promise<Correspondence> {
  const { accountId, mail, claimed, mailbox } = incoming;
  return readForReceipt(work.tx, {
    accountId,
    contact: { addressKey: addressKeyOf(senderOf(incoming).address) },
    departmentId: mailbox.departmentId,
    mailboxId: mailbox.id,
    mails: {
      arrivedAt: claimed.envelopeTo?.split(", ")[0] ?? null,
      mailIds: mail.messageId === null ? [] : [mail.messageId],
      lastCustomerMailId: mail.messageId,
    },
  });
}

function withoutSubject({ mailbox }: Incoming): string {
  return wordsIn(firstLanguage([mailbox.language])).t("mail.noSubject");
}

const system: Actor = { kind: "system", id: null };

function byMail(incoming: Incoming, actor: Actor): By {
  return { actor, cause: { kind: "mail", id: incoming.claimed.id } };
}

/** Stands for whoever wrote a mail without a usable sender, once an agent has let it in (RFC 2606). */
const nobody = { address: "unknown-sender@mail.invalid", name: "" };

const senderOf = ({ sender }: Incoming) => sender ?? nobody;

async function contactOf({ work, incoming }: Writing): Promise<Actor> {
  const { address, name } = senderOf(incoming);
  const { contactId } = await findOrCreateContact(work.tx, incoming.accountId, {
    address,
    name,
    language: incoming.mail.language,
  });
  return { kind: "customer", id: contactId };
}

function authorOf({ sender }: Incoming, actor: Actor): NewMessage["author"] {
  return { actor, name: sender?.name ?? "", address: sender?.address ?? null };
}

function contentOf({ work, incoming, attachmentIds }: Writing) {
  const { mail, claimed, accountId } = incoming;
  return {
    accountId,
    channel: "email" as const,
    at: work.now,
    recipients: {
      to: mail.to.slice(0, 100).map(({ address }) => address),
      cc: mail.cc.slice(0, 100).map(({ address }) => address),
    },
    language: mail.language,
    text: mail.text,
    visibleText: mail.visibleText,
    html: mail.html,
    visibleHtml: mail.visibleHtml,
    hasRemoteImages: mail.hasRemoteImages,
    mailId: mail.messageId,
    intakeId: claimed.id,
    flags: mail.flags,
    attachmentIds,
  };
}
