import { randomUUID } from "node:crypto";
import { cleanLine, formatInstant, type Instant } from "@kvit/domain/kernel";
import {
  evolve,
  openTicket as draftOpening,
  seal,
  type Cause,
  type FirstMessage,
  type Actor,
  type Ticket,
  type TicketEvent,
  type Priority,
  type TicketLink,
} from "@kvit/domain/tickets";
import { sha256Hex } from "../platform/digest.ts";
import { insertTogether, into, type Rows } from "../platform/postgres/insert-rows.ts";
import { ladderDue, readTerms, waitTermsOf } from "../lifecycle/index.ts";
import { together } from "../platform/postgres/side-by-side.ts";
import {
  messageRow,
  prepareMessage,
  previewOf,
  tieAttachments,
  type NewMessage,
} from "./messages.queries.ts";
import {
  activeRows,
  eventRows,
  intervalRows,
  newTicketRow,
  takeKeys,
  type NewKeys,
} from "./tickets.queries.ts";
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
  /** The first message; its ticket is this one. */
  readonly message: Omit<NewMessage, "accountId" | "ticketId" | "at" | "channel">;
};

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
  const { message, digest } = await prepareMessage(tx, {
    ...opening.message,
    accountId,
    at: now,
    channel: opening.channel,
  });
  // Numbers that were taken are not given back, so nothing is refused from here on.
  const [{ id, number, messageId }, terms] = await together([
    opening.keys === undefined ? takeKeys(tx) : Promise.resolve(opening.keys),
    readTerms(tx, accountId),
  ]);
  const { departmentId } = opening;
  const waiting = await waitTermsOf(tx, terms, { accountId, departmentId, version: terms.version });
  const written = { message: { ...message, ticketId: id }, digest };
  const keys = { id, number, messageId };
  const events = beginning(opening, { keys, digest, now, reopenWindowDays: waiting.ladder.reopenWindowDays });
  const ticket = foldNew(events);
  const stored: StoredTicket = {
    ticket,
    channel: opening.channel,
    mailboxId: opening.mailboxId ?? null,
    language: opening.language ?? null,
    lifecycleVersion: terms.version,
  };
  const preview = previewOf(opening.message.visibleText ?? opening.message.text);
  const rows: readonly [Rows, ...Rows[]] = [
    into("ticket_event", eventRows(accountId, events)),
    into("message", [{ id: messageId, ...messageRow(written) }]),
    into("ticket", [newTicketRow(accountId, stored, preview)]),
    into("ticket_active", activeRows(accountId, ticket)),
    into("ticket_interval", intervalRows(accountId, null, ticket)),
    into("sla_timer", ladderRows(accountId, id, ladderDue(waiting, ticket, now))),
  ];
  work.beside(
    insertTogether(tx, rows, "position").then((positions) =>
      work.changes.push({ accountId, ticketId: id, position: Math.max(...positions) }),
    ),
    tieAttachments(tx, written.message, messageId),
  );
  return { stored, ticket, events, messageId };
}

type Beginning = {
  readonly keys: NewKeys;
  readonly digest: string;
  readonly now: Instant;
  readonly reopenWindowDays: number;
};

/** The first events of a ticket, in their chain. */
function beginning(
  opening: Opening,
  { keys, digest, now, reopenWindowDays }: Beginning,
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
      message: firstMessage(opening, keys.messageId, digest),
    },
    { now, actor, cause, reopenWindowDays },
  );
  return seal(drafts, null, { ticketId: keys.id, at: now, actor, cause, act: randomUUID() }, sha256Hex);
}

function firstMessage({ message }: Opening, messageId: number, digest: string): FirstMessage {
  if (message.kind === "agent") return { kind: "sent", messageId, digest, holdUntil: null };
  return { kind: "received", messageId, digest, flagged: message.verified === false };
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
