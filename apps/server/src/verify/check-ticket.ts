import {
  evolve,
  verifyHistory,
  type Digest,
  type ErasedEvent,
  type Ticket,
  type TicketEvent,
} from "@kvit/domain/tickets";
import { trusted } from "../platform/postgres/trusted-json.ts";
import { ticketFromRow } from "../tickets/stored-ticket.ts";
import { intervalProblems, purgedIntervalProblems } from "./check-intervals.ts";
import { messageProblems } from "./check-messages.ts";
import { storedProblems } from "./check-stored.ts";
import type { EventEvidence, Evidence } from "./evidence.queries.ts";
import { finding, type Finding, type Problem } from "./problem.ts";

/**
 * Everything about one ticket that is not as its history says: the history
 * itself (chain, steps, fold), the row, the queue's row, intervals, timers,
 * messages with their files, and what purging should have taken away.
 */
export function checkTicket(evidence: Evidence, digest: Digest): Problem[] {
  const { ticketId, ticket } = evidence;
  const findings = ticket === null ? [finding(null, remains(evidence))] : findingsOf(evidence, digest);
  return findings.map((each) => ({ ticketId, number: ticket?.number ?? null, ...each }));
}

function remains({ events, messages, intervals, active }: Evidence): string {
  const counts = `${events.length} events, ${messages.length} messages, ${intervals.length} intervals`;
  return `there is no row of this ticket, but ${counts}${active.length > 0 ? " and a place in the queue" : ""}`;
}

function findingsOf(evidence: Evidence, digest: Digest): Finding[] {
  const events = evidence.events.map(historyEvent);
  const row = evidence.ticket === null ? null : ticketFromRow(evidence.ticket).ticket;
  const verification = verifyHistory(events, row, digest);
  const broken = verification.ok ? [] : [finding(verification.seq, verification.detail)];
  const isTold = verification.ok || verification.problem === "row-differs";
  const whole = events.filter(isWhole);
  if (!isTold)
    return [...broken, ...(whole.length === events.length ? messageProblems(evidence, whole) : [])];
  return [
    ...broken,
    ...(whole.length === events.length ? wholeProblems(evidence, whole) : purgedProblems(evidence, whole)),
  ];
}

const isWhole = (event: TicketEvent | ErasedEvent): event is TicketEvent => !("erased" in event);

function historyEvent(row: EventEvidence): TicketEvent | ErasedEvent {
  const { ticket_id: ticketId, seq, prev_hash: prevHash, hash } = row;
  if (row.erased) return { erased: true, ticketId, seq, prevHash, hash };
  return {
    ticketId,
    seq,
    at: row.at,
    type: trusted<TicketEvent["type"]>(row.type),
    actor: { kind: row.actor_kind, id: row.actor_id },
    cause: trusted<TicketEvent["cause"]>(row.cause),
    act: row.act,
    changes: trusted<TicketEvent["changes"]>(row.changes),
    data: trusted<TicketEvent["data"]>(row.data),
    prevHash,
    hash,
  };
}

function wholeProblems(evidence: Evidence, events: readonly TicketEvent[]): Finding[] {
  const states = statesOf(events);
  const folded = states.at(-1);
  if (folded === undefined) return [];
  const purged = folded.status === "purged";
  return [
    ...storedProblems(evidence, folded),
    ...intervalProblems(evidence.intervals, events, states),
    ...(purged ? leftoverProblems(evidence, folded) : messageProblems(evidence, events)),
  ];
}

/** The ticket after each of its events. */
function statesOf(events: readonly TicketEvent[]): readonly Ticket[] {
  const states: Ticket[] = [];
  for (const event of events) states.push(evolve(states.at(-1) ?? null, event));
  return states;
}

function purgedProblems(evidence: Evidence, whole: readonly TicketEvent[]): Finding[] {
  const folded = whole.reduce<Ticket | null>((ticket, event) => evolve(ticket, event), null);
  if (folded === null) return [];
  return [
    ...storedProblems(evidence, folded),
    ...purgedIntervalProblems(evidence.intervals, folded),
    ...leftoverProblems(evidence, folded),
  ];
}

/** A purged ticket's content must be gone everywhere, also from the events before the last. */
function leftoverProblems({ events, messages, files, leftovers }: Evidence, folded: Ticket): Finding[] {
  const found: Finding[] = [];
  for (const row of events) {
    if (row.seq < folded.version && !isBlank(row))
      found.push(finding(row.seq, "it was purged, but this event still tells something"));
  }
  if (messages.length > 0)
    found.push(finding(folded.version, `it was purged, but ${messages.length} messages are left`));
  if (files.length > 0)
    found.push(finding(folded.version, `it was purged, but ${files.length} files are left`));
  if (leftovers > 0)
    found.push(finding(folded.version, `it was purged, but ${leftovers} mails or drafts are left`));
  return found;
}

function isBlank(row: EventEvidence): boolean {
  const empty = [row.cause, row.changes, row.data].every((value) => Object.keys(Object(value)).length === 0);
  return row.erased && empty && row.actor_id === null && row.act === "";
}
