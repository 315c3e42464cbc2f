import { formatInstant, type Instant } from "@kvit/domain/kernel";
import { fold, type Ticket, type TicketEvent } from "@kvit/domain/tickets";
import type { Tx } from "../../platform/postgres/pool.ts";
import { together } from "../../platform/postgres/side-by-side.ts";
import { previewOf } from "../messages.queries.ts";
import { selectTicketViewsById, type SeenTicket } from "../ticket-views.queries.ts";
import { withdrawnMessages } from "../withdrawn-messages.ts";
import { selectEventsUntil, selectNames, selectShownMessages, type Names } from "./folded-views.queries.ts";

/**
 * Tickets as they stood at an instant, by folding their events up to it.
 * People, departments and companies are called what they are called now. One
 * that did not exist yet is left out; of a purged one the tombstone is shown.
 */
export async function foldedViews(
  tx: Tx,
  accountId: number,
  ids: readonly number[],
  at: Instant,
): Promise<ReadonlyMap<number, SeenTicket>> {
  if (ids.length === 0) return new Map();
  const [now, events] = await together([
    selectTicketViewsById(tx, accountId, ids),
    selectEventsUntil(tx, accountId, ids, at),
  ]);
  const folded = new Map([...events].map(([id, history]) => [id, foldKnown(history)]));
  const tickets = [...folded.values()].filter((each) => each !== null);
  const lastSaid = [...events.values()].flatMap((history) => saidIn(history).slice(-1));
  const [names, messages] = await together([
    selectNames(tx, accountId, tickets),
    selectShownMessages(tx, accountId, lastSaid),
  ]);
  const views = new Map<number, SeenTicket>();
  for (const seen of now) {
    const history = events.get(seen.id);
    const ticket = folded.get(seen.id) ?? null;
    if (seen.view.status === "purged") {
      if (seen.view.createdAt <= formatInstant(at)) views.set(seen.id, seen);
    } else if (history !== undefined && ticket !== null) {
      const said = saidIn(history);
      const last = messages.get(said.at(-1) ?? 0)?.visibleText ?? "";
      views.set(seen.id, viewOf(seen, ticket, { names, count: said.length, last }));
    }
  }
  return views;
}

/** Erased events tell nothing that could be folded. */
function foldKnown(history: readonly (TicketEvent | null)[]): Ticket | null {
  const known = history.filter((event) => event !== null);
  return known.length === history.length ? fold(known) : null;
}

const saying: ReadonlySet<string> = new Set(["message.received", "message.sent", "message.auto_received"]);

/** What had been said to be seen by both sides, in order: the messages the events name, without those taken back by then. */
function saidIn(history: readonly (TicketEvent | null)[]): number[] {
  const events = history.filter((event) => event !== null);
  const withdrawn = withdrawnMessages(events);
  const named = events.map(({ type, data }) => (saying.has(type) ? data["messageId"] : null));
  const ids = named.filter((id) => typeof id === "number");
  return [...new Set(ids)].filter((id) => !withdrawn.has(id)).sort((one, other) => one - other);
}

type Beside = {
  readonly names: Names;
  /** How many messages there were, and what the last said. */
  readonly count: number;
  readonly last: string;
};

function viewOf(seen: SeenTicket, ticket: Ticket, { names, count, last }: Beside): SeenTicket {
  const { assigneeId, departmentId, requesterId } = ticket;
  const instantOrNull = (instant: Instant | null) => (instant === null ? null : formatInstant(instant));
  return {
    ...seen,
    departmentId,
    assigneeId,
    view: {
      ...seen.view,
      status: ticket.status,
      stage: ticket.stage,
      subject: ticket.subject,
      requester: names.contacts.get(requesterId) ?? { id: requesterId, name: "", email: null },
      department: { id: departmentId, name: names.departments.get(departmentId) ?? "" },
      assignee:
        assigneeId === null
          ? null
          : (names.agents.get(assigneeId) ?? { id: assigneeId, name: "", email: null }),
      priority: ticket.priority,
      tags: [...ticket.tags],
      updatedAt: formatInstant(ticket.updatedAt),
      version: ticket.version,
      postponedUntil: instantOrNull(ticket.postponement?.until ?? null),
      postponedFrom: ticket.postponement?.from ?? null,
      waitingSince: instantOrNull(ticket.oldestUnansweredAt),
      reopenCount: ticket.reopenCount,
      resolvedAt: instantOrNull(ticket.resolvedAt),
      closedAt: instantOrNull(ticket.closedAt),
      closeReason: ticket.closeReason,
      needsReview: ticket.needsReview,
      purgeAt: null,
      mergedInto: ticket.mergedInto,
      messageCount: count,
      preview: previewOf(last),
    },
  };
}
