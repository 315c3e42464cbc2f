import { canonicalJson, type Instant } from "../kernel/index.ts";
import {
  genesisHash,
  type Actor,
  type Cause,
  type DraftEvent,
  type ErasedEvent,
  type TicketEvent,
} from "./event.ts";
import type { Ticket } from "./ticket.ts";

/** SHA-256 of a UTF-8 string in lower-case hexadecimal; handed in, since the domain has no crypto of its own. */
export type Digest = (utf8: string) => string;

/** Who, when, why: the same for all events of one act. */
export type Seal = {
  readonly ticketId: number;
  readonly at: Instant;
  readonly actor: Actor;
  readonly cause: Cause;
  readonly act: string;
};

/**
 * Gives drafts their place in the history: number, instant and the hash that
 * ties each event to the one before.
 */
export function seal(
  drafts: readonly DraftEvent[],
  ticket: Ticket | null,
  { ticketId, at, actor, cause, act }: Seal,
  digest: Digest,
): readonly TicketEvent[] {
  const events: TicketEvent[] = [];
  const place = { ticketId, actor, cause, act, at: instantAfter(ticket, at) };
  let prevHash = ticket === null ? genesisHash : ticket.lastHash;
  let seq = ticket === null ? 1 : ticket.version + 1;
  for (const { type, changes, data } of drafts) {
    const event = { type, changes, data, ...place, seq, prevHash };
    const hash = hashOf(event, digest);
    events.push({ ...event, hash });
    prevHash = hash;
    seq += 1;
  }
  return events;
}

/**
 * The instant of the next act, by a clock that may stand still or run back:
 * acts on one ticket follow each other by a microsecond at least, so that an
 * instant says which of them it is before, and which after.
 */
export function instantAfter(ticket: Ticket | null, now: Instant): Instant {
  return ticket === null ? now : Math.max(now, ticket.updatedAt + 1);
}

/**
 * SHA-256 over the RFC 8785 form of the event without its own hash. The keys
 * stand here in their order, because they are the same for every event and a
 * desk is proven event by event.
 */
export function hashOf(event: Omit<TicketEvent, "hash">, digest: Digest): string {
  const { act, actor, at, cause, changes, data, prevHash, seq, ticketId, type } = event;
  const spell = canonicalJson;
  return digest(
    `{"act":${spell(act)},"actor":${spell(actor)},"at":${spell(at)},"cause":${spell(cause)},"changes":${spell(changes)},"data":${spell(data)},"prevHash":${spell(prevHash)},"seq":${spell(seq)},"ticketId":${spell(ticketId)},"type":${spell(type)}}`,
  );
}

/** What purging keeps of an event that came before it. */
export function erase({ ticketId, seq, prevHash, hash }: TicketEvent): ErasedEvent {
  return { erased: true, ticketId, seq, prevHash, hash };
}
