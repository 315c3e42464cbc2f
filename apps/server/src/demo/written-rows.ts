import { formatInstant } from "@kvit/domain/kernel";
import { erase, type Interval, type Ticket, type TicketEvent } from "@kvit/domain/tickets";
import { previewOf } from "../tickets/messages.queries.ts";
import { rowFromEvent } from "../tickets/stored-event.ts";
import { rowFromTicket } from "../tickets/stored-ticket.ts";
import { expectedActive, expectedWake } from "../verify/expected-rows.ts";
import type { Written } from "./history.ts";
import type { ToldTicket } from "./tell-ticket.ts";

/** A told ticket with the keys it is stored under. */
export type Placed = ToldTicket & {
  readonly accountId: number;
  readonly mailboxId: number;
};

export function ticketRow({ accountId, mailboxId, channel, language, history }: Placed) {
  const { created_at, updated_at, rest, ...columns } = rowFromTicket(history.ticket);
  const isPurged = history.ticket.status === "purged";
  const shown = isPurged ? [] : history.messages.filter(({ kind }) => kind !== "note");
  return {
    ...columns,
    account_id: accountId,
    channel,
    mailbox_id: channel === "email" ? mailboxId : null,
    language: isPurged ? null : language,
    rest: JSON.stringify(rest),
    message_count: shown.length,
    preview: previewOf(shown.at(-1)?.text ?? ""),
    created_at: formatInstant(created_at),
    updated_at: formatInstant(updated_at),
  };
}

export function activeRows({ accountId, history }: Placed) {
  const row = expectedActive(history.ticket);
  if (row === null) return [];
  const waitingSince = row.waiting_since === null ? null : formatInstant(row.waiting_since);
  const times = { created_at: formatInstant(row.created_at), updated_at: formatInstant(row.updated_at) };
  return [{ ...row, ...times, waiting_since: waitingSince, account_id: accountId }];
}

export function timerRows({ accountId, history }: Placed) {
  const wakeAt = expectedWake(history.ticket);
  return wakeAt === null
    ? []
    : [{ account_id: accountId, ticket_id: history.ticket.id, kind: "wake", due_at: formatInstant(wakeAt) }];
}

/** Of a purged ticket all events but the last keep only their place in the chain. */
export function eventRows({ accountId, history }: Placed) {
  const { status, version } = history.ticket;
  return history.events.map((event) =>
    status === "purged" && event.seq < version
      ? blankRow(accountId, event)
      : { ...rowFromEvent(accountId, event), erased: false },
  );
}

function blankRow(accountId: number, event: TicketEvent) {
  const { ticketId, seq, prevHash, hash } = erase(event);
  return {
    account_id: accountId,
    ticket_id: ticketId,
    seq,
    at: formatInstant(event.at),
    type: "erased",
    actor_kind: "system" as const,
    actor_id: null,
    cause: "{}",
    act: "",
    changes: "{}",
    data: "{}",
    prev_hash: Buffer.from(prevHash, "hex"),
    hash: Buffer.from(hash, "hex"),
    erased: true,
  };
}

export function intervalRows({ accountId, history }: Placed) {
  return history.intervals.map((interval) => intervalRow(accountId, history.ticket, interval));
}

function intervalRow(accountId: number, ticket: Ticket, interval: Interval) {
  return {
    account_id: accountId,
    ticket_id: ticket.id,
    from_at: formatInstant(interval.from),
    from_seq: interval.fromSeq,
    to_at: interval.to === null ? null : formatInstant(interval.to),
    status: interval.status,
    stage: interval.stage,
    department_id: interval.departmentId,
    assignee_id: interval.assigneeId,
    priority: interval.priority,
    merged: interval.merged,
    waiting_since: interval.waitingSince === null ? null : formatInstant(interval.waitingSince),
  };
}

export function messageRows({ accountId, channel, language, history }: Placed) {
  if (history.ticket.status === "purged") return [];
  return history.messages.map((message) =>
    messageRow(accountId, history.ticket.id, { message, channel, language }),
  );
}

type MessageOf = Pick<ToldTicket, "channel" | "language"> & { readonly message: Written };

function messageRow(accountId: number, ticketId: number, { message, channel, language }: MessageOf) {
  const { id, kind, at, author, text, digest } = message;
  return {
    account_id: accountId,
    id,
    ticket_id: ticketId,
    kind,
    channel: channel === "phone" ? ("email" as const) : channel,
    at: formatInstant(at),
    author_kind: author.actor.kind,
    author_id: author.actor.id,
    author_name: author.name,
    author_address: author.address,
    recipients: "{}",
    language: kind === "note" ? null : language,
    text,
    visible_text: text,
    digest,
    flags: kind === "automatic" ? ["auto-reply"] : [],
  };
}
