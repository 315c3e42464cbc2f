import { problemAt, type ProofProblem } from "@kvit/domain/proof";
import {
  replayHistory,
  type Digest,
  type ErasedEvent,
  type Ticket,
  type TicketEvent,
} from "@kvit/domain/tickets";
import { ticketFromRow } from "../tickets/stored-ticket.ts";
import { intervalProblems, purgedIntervalProblems } from "./check-intervals.ts";
import { messageProblems } from "./check-messages.ts";
import { storedProblems } from "./check-stored.ts";
import type { EventEvidence, Evidence } from "./evidence.queries.ts";
import { historyEvent } from "./history-event.ts";
import { coded, finding, type Finding, type Problem } from "./problem.ts";

/**
 * Everything about one ticket that is not as its history says: the history
 * itself (chain, steps, fold), the row, the queue's row, intervals, timers,
 * messages with their files, and what purging should have taken away.
 */
export function checkTicket(evidence: Evidence, digest: Digest): Problem[] {
  const { ticketId, ticket } = evidence;
  const found =
    ticket === null ? [problemAt(null, "no-row", remains(evidence))] : problemsOf(evidence, digest);
  const inOrder = found.toSorted((one, other) => placeOf(one) - placeOf(other));
  return inOrder.map((each) => ({ ticketId, number: ticket?.number ?? null, ...each }));
}

/** What cannot be blamed on one event comes last. */
const placeOf = ({ seq }: ProofProblem): number => seq ?? Number.MAX_SAFE_INTEGER;

function remains({ events, messages, intervals, active }: Evidence): string {
  const counts = `${events.length} events, ${messages.length} messages, ${intervals.length} intervals`;
  return `there is no row of this ticket, but ${counts}${active.length > 0 ? " and a place in the queue" : ""}`;
}

function problemsOf(evidence: Evidence, digest: Digest): ProofProblem[] {
  const events = evidence.events.map(historyEvent);
  const row = evidence.ticket === null ? null : ticketFromRow(evidence.ticket).ticket;
  const { faults, states } = replayHistory(events, row, digest);
  const found = faults.map(({ seq, problem, detail }) => problemAt(seq, problem, detail));
  const whole = events.filter(isWhole);
  const folded = states.at(-1);
  if (folded !== undefined) {
    found.push(...coded("beside-differs", storedProblems(evidence, folded)));
    const intervals =
      whole.length === events.length
        ? intervalProblems(evidence.intervals, whole, states)
        : purgedIntervalProblems(evidence.intervals, folded);
    found.push(...coded("intervals-differ", intervals));
  }
  if (folded?.status === "purged") found.push(...coded("not-erased", leftoverProblems(evidence, folded)));
  // without its events nothing says which messages there must be
  else if (whole.length === events.length) found.push(...messageProblems(evidence, whole, digest));
  return found;
}

const isWhole = (event: TicketEvent | ErasedEvent): event is TicketEvent => !("erased" in event);

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
