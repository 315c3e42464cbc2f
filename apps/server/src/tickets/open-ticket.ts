import { randomUUID } from "node:crypto";
import { cleanLine, formatInstant, type Instant } from "@kvit/domain/kernel";
import {
  evolve,
  openTicket as draftOpening,
  seal,
  type Cause,
  type CopiedMessage,
  type FirstMessage,
  type Actor,
  type Ticket,
  type TicketEvent,
  type Priority,
  type TicketLink,
} from "@kvit/domain/tickets";
import { sha256Hex } from "../platform/digest.ts";
import type { Tx } from "../platform/postgres/pool.ts";
import { insertTogether, into, type Rows } from "../platform/postgres/insert-rows.ts";
import { ladderDue, readTerms, waitTermsOf } from "../lifecycle/index.ts";
import { together } from "../platform/postgres/side-by-side.ts";
import {
  messageRow,
  prepareMessage,
  previewOf,
  tieAttachments,
  type NewMessage,
  type PreparedMessage,
} from "./messages.queries.ts";
import {
  activeRows,
  eventRows,
  intervalRows,
  newTicketRow,
  takeKeys,
  type NewKeys,
} from "./tickets.queries.ts";
import { copyMessage } from "./relations/message-copies.queries.ts";
import type { StoredTicket } from "./stored-ticket.ts";
import type { Work } from "./unit-of-work.ts";

export type Opening = {
  readonly accountId: number;
  readonly subject: string;
  readonly requesterId: number;
  readonly departmentId: number;
  readonly assigneeId?: number | null;
  readonly priority?: Priority;
  readonly tags?: readonly string[];
  readonly links?: readonly TicketLink[];
  readonly channel: StoredTicket["channel"];
  readonly mailboxId?: number | null;
  readonly language?: string | null;
  readonly actor: Actor;
  readonly cause: Cause;
  /** Where the caller has taken them already, beside something else it had to ask. */
  readonly keys?: NewKeys;
  /** The act it is part of, when it does not stand alone. */
  readonly act?: string;
  /** The first message, whose ticket is this one; or messages of another ticket, of which it gets copies. */
  readonly message:
    | Omit<NewMessage, "accountId" | "ticketId" | "at" | "channel">
    | { readonly kind: "copied"; readonly messages: readonly MessageToCopy[] };
};

export type MessageToCopy = Omit<CopiedMessage, "digest"> & { readonly visibleText: string };

export type Opened = {
  readonly stored: StoredTicket;
  readonly ticket: Ticket;
  readonly events: readonly TicketEvent[];
  readonly messageId: number;
};

/** Creates a ticket with its first message in the caller's transaction. */
export async function openTicket(work: Work, opening: Opening): Promise<Opened> {
  const { tx, now } = work;
  const { accountId } = opening;
  const prepared =
    opening.message.kind === "copied"
      ? null
      : await prepareMessage(tx, { ...opening.message, accountId, at: now, channel: opening.channel });
  // Numbers that were taken are not given back, so nothing is refused from here on.
  const [{ id, number, messageId }, terms] = await together([
    opening.keys === undefined ? takeKeys(tx) : Promise.resolve(opening.keys),
    readTerms(tx, accountId),
  ]);
  const { departmentId } = opening;
  const waiting = await waitTermsOf(tx, terms, { accountId, departmentId, version: terms.version });
  const written =
    prepared === null ? null : { message: { ...prepared.message, ticketId: id }, digest: prepared.digest };
  const keys = { id, number, messageId };
  const first = written === null ? await copied(tx, opening, id) : firstMessage(written, messageId);
  const events = beginning(opening, { keys, first, now, reopenWindowDays: waiting.ladder.reopenWindowDays });
  const ticket = foldNew(events);
  const stored: StoredTicket = {
    ticket,
    channel: opening.channel,
    mailboxId: opening.mailboxId ?? null,
    language: opening.language ?? null,
    lifecycleVersion: terms.version,
  };
  const { preview, count } = shownOf(opening);
  const rows: readonly [Rows, ...Rows[]] = [
    into("ticket_event", eventRows(accountId, events)),
    into("message", written === null ? [] : [{ id: messageId, ...messageRow(written) }]),
    into("ticket", [{ ...newTicketRow(accountId, stored, preview), message_count: count }]),
    into("ticket_active", activeRows(accountId, ticket)),
    into("ticket_interval", intervalRows(accountId, null, ticket)),
    into("sla_timer", ladderRows(accountId, id, ladderDue(waiting, ticket, now))),
  ];
  work.beside(
    insertTogether(tx, rows, "position").then((positions) =>
      work.changes.push({ accountId, ticketId: id, position: Math.max(...positions) }),
    ),
    written === null ? Promise.resolve() : tieAttachments(tx, written.message, messageId),
  );
  return { stored, ticket, events, messageId };
}

type Beginning = {
  readonly keys: NewKeys;
  readonly first: FirstMessage;
  readonly now: Instant;
  readonly reopenWindowDays: number;
};

/** The first events of a ticket, in their chain. */
function beginning(
  opening: Opening,
  { keys, first, now, reopenWindowDays }: Beginning,
): readonly TicketEvent[] {
  const { actor, cause } = opening;
  const drafts = draftOpening(
    {
      number: keys.number,
      subject: cleanLine(opening.subject),
      requesterId: opening.requesterId,
      departmentId: opening.departmentId,
      assigneeId: opening.assigneeId ?? null,
      priority: opening.priority ?? "normal",
      tags: opening.tags ?? [],
      links: opening.links ?? [],
      channel: opening.channel,
      message: first,
    },
    { now, actor, cause, reopenWindowDays },
  );
  const act = opening.act ?? randomUUID();
  return seal(drafts, null, { ticketId: keys.id, at: now, actor, cause, act }, sha256Hex);
}

function firstMessage({ message, digest }: PreparedMessage, messageId: number): FirstMessage {
  if (message.kind === "agent") return { kind: "sent", messageId, digest, holdUntil: null };
  return { kind: "received", messageId, digest, flagged: message.verified === false };
}

async function copied(tx: Tx, { accountId, message }: Opening, ticketId: number): Promise<FirstMessage> {
  const messages: CopiedMessage[] = [];
  const wanted = message.kind === "copied" ? message.messages : [];
  for (const { messageId, from, writtenAt } of wanted)
    messages.push({ from, writtenAt, ...(await copyMessage(tx, { accountId, messageId, to: ticketId })) });
  return { kind: "copied", messages };
}

/** What lists say of its messages. */
function shownOf({ message }: Opening): { preview: string; count: number } {
  if (message.kind !== "copied") return { preview: previewOf(message.visibleText ?? message.text), count: 1 };
  const last = message.messages.at(-1);
  return { preview: previewOf(last?.visibleText ?? ""), count: message.messages.length };
}

function ladderRows(accountId: number, ticketId: number, due: Instant | null) {
  if (due === null) return [];
  return [{ account_id: accountId, ticket_id: ticketId, kind: "ladder", due_at: formatInstant(due) }];
}

function foldNew(events: readonly TicketEvent[]): Ticket {
  const ticket = events.reduce<Ticket | null>((state, event) => evolve(state, event), null);
  if (ticket === null) throw new Error("A new ticket has no events.");
  return ticket;
}
