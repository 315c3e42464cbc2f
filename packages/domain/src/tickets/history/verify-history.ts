import { equal, type Json } from "../../kernel/index.ts";
import { hashOf, type Digest } from "../chain.ts";
import { genesisHash, type ErasedEvent, type TicketEvent } from "../event.ts";
import { evolve, unborn } from "../evolve.ts";
import { unsoundness } from "./soundness.ts";
import type { Ticket } from "../ticket.ts";
import { illegality } from "./legality.ts";

export const historyProblems = [
  "no-events",
  "seq-gap",
  "other-ticket",
  "broken-chain",
  "hash-differs",
  "malformed",
  "time-runs-back",
  "illegal-step",
  "unsound",
  "row-differs",
] as const;
export type HistoryProblem = (typeof historyProblems)[number];

/** `seq` is where the history stops being true; `detail` says what is wrong there, in English, for the operator. */
export type Verification =
  | { readonly ok: true }
  | { readonly ok: false; readonly seq: number; readonly problem: HistoryProblem; readonly detail: string };

/** One place at which a history is not true. */
export type Fault = Extract<Verification, { ok: false }>;

export type Replay = {
  /** Empty when the history is proven. Of a broken chain every broken place; else the first step that cannot be. */
  readonly faults: readonly Fault[];
  /**
   * The ticket after each event, so that nobody folds them twice; after purging
   * has erased them, the tombstone alone. Empty when the events tell no ticket.
   */
  readonly states: readonly Ticket[];
};

const fault = (seq: number, problem: HistoryProblem, detail: string): Fault => ({
  ok: false,
  seq,
  problem,
  detail,
});

/**
 * Proves a ticket's history: numbered without a gap, each event tied to the one
 * before by its hash, every step in the table, every change from what was there,
 * and the fold equal to the stored `row` (null: there is none to compare).
 * Of a purged ticket the events before the last may have been erased; then the
 * chain is proven, and the row against what the last event kept.
 */
export function verifyHistory(events: History, row: Ticket | null, digest: Digest): Verification {
  return replayHistory(events, row, digest).faults[0] ?? { ok: true };
}

/** As `verifyHistory`, and answers all there is to say. */
export function replayHistory(events: History, row: Ticket | null, digest: Digest): Replay {
  const broken = chainFaults(events, digest);
  if (broken.length > 0) return { faults: broken, states: [] };
  const whole = events.filter(isWhole);
  const states = whole.length === events.length ? replay(whole) : readTombstone(events);
  if ("ok" in states) return { faults: [states], states: [] };
  const folded = states.at(-1);
  const differs = row === null || folded === undefined ? null : rowFault(row, folded);
  return { faults: differs === null ? [] : [differs], states };
}

type History = readonly (TicketEvent | ErasedEvent)[];

const isErased = (event: TicketEvent | ErasedEvent): event is ErasedEvent => "erased" in event;

const isWhole = (event: TicketEvent | ErasedEvent): event is TicketEvent => !isErased(event);

/** Where events are missing, in the wrong place or altered. */
function chainFaults(events: History, digest: Digest): readonly Fault[] {
  const faults: Fault[] = [];
  for (const [index, event] of events.entries()) {
    const before = events[index - 1];
    const found = guarded(index + 1, () => linkFault(event, before, index + 1, digest));
    if (found !== null) faults.push(found);
  }
  return faults;
}

function linkFault(
  event: TicketEvent | ErasedEvent,
  before: TicketEvent | ErasedEvent | undefined,
  place: number,
  digest: Digest,
): Fault | null {
  // behind a gap, which was named there, the rest is in order
  const seq = before !== undefined && event.seq === before.seq + 1 ? event.seq : place;
  if (event.seq !== seq) return fault(seq, "seq-gap", `expected event ${seq}, found ${event.seq}`);
  if (before !== undefined && event.ticketId !== before.ticketId) {
    return fault(seq, "other-ticket", `belongs to ticket ${event.ticketId}`);
  }
  if (event.prevHash !== (before === undefined ? genesisHash : before.hash)) {
    return fault(seq, "broken-chain", "does not follow the event before it");
  }
  return isErased(event) || event.hash === hashOf(event, digest)
    ? null
    : fault(seq, "hash-differs", "has been altered since it was written");
}

/** The ticket after each event, or the first step that the life cycle does not know. */
function replay(events: readonly TicketEvent[]): readonly Ticket[] | Fault {
  const states: Ticket[] = [];
  for (const event of events) {
    const before = states.at(-1) ?? unborn(event);
    const next = guarded(event.seq, () => takeStep(before, event, events));
    if ("ok" in next) return next;
    states.push(next);
  }
  return states.length > 0 ? states : fault(0, "no-events", "a ticket begins with an event");
}

function takeStep(before: Ticket, event: TicketEvent, events: readonly TicketEvent[]): Ticket | Fault {
  if (event.at < before.updatedAt)
    return fault(event.seq, "time-runs-back", "is older than the event before it");
  const after = evolve(before, event);
  const illegal = illegality({ before, event, after }, events);
  if (illegal !== null) return fault(event.seq, "illegal-step", illegal);
  const isLastOfAct = events[event.seq]?.act !== event.act;
  const untrue = isLastOfAct ? unsoundness(after) : null;
  return untrue === null ? after : fault(event.seq, "unsound", `after it this does not hold: ${untrue}`);
}

/** What is not even an event stops no verification: it is what was looked for. */
function guarded<Found>(seq: number, look: () => Found): Found | Fault {
  try {
    return look();
  } catch {
    return fault(seq, "malformed", "cannot be read as an event");
  }
}

/** Once erased, a history is its chain and the one event that says so. */
function readTombstone(events: History): readonly Ticket[] | Fault {
  const last = events.at(-1);
  const isTombstone = last !== undefined && isWhole(last) && last.type === "ticket.purged";
  if (isTombstone && events.slice(0, -1).every(isErased)) return [evolve(null, last)];
  const first = events.findIndex(isErased) + 1;
  return fault(first, "illegal-step", "is erased, but not by purging the whole ticket");
}

function rowFault(row: Ticket, folded: Ticket): Fault | null {
  const stored: Readonly<Record<string, Json>> = row;
  const differing = Object.entries(folded).filter(([field, value]) => !equal(value, stored[field]));
  if (differing.length === 0) return null;
  const names = differing.map(([field]) => field).join(", ");
  return fault(folded.version, "row-differs", `the stored ticket differs from its events in ${names}`);
}
