import type { Instant } from "@kvit/domain/kernel";
import type { TicketEvent } from "@kvit/domain/tickets";
import type { MessageKey } from "@kvit/i18n";

/** One line of the customer's history: when, and the sentence that says what. */
export type Step = { readonly at: Instant; readonly says: MessageKey };

/** Acts that were taken back and not done again. */
export function undoneActs(events: readonly TicketEvent[]): ReadonlySet<string> {
  const undone = new Set<string>();
  for (const event of events.toReversed()) {
    const act = event.type === "undone" ? event.data["act"] : null;
    if (typeof act === "string" && !undone.has(event.act)) undone.add(act);
  }
  return undone;
}

/** Messages that were sent in an act that was taken back. */
export function undoneMessages(events: readonly TicketEvent[]): ReadonlySet<number> {
  const undone = undoneActs(events);
  const ids = events
    .filter((event) => event.type === "message.sent" && undone.has(event.act))
    .map((event) => event.data["messageId"]);
  return new Set(ids.filter((id) => typeof id === "number"));
}

/**
 * What happened, as far as it concerns the customer: no notes, priorities,
 * tags, rules, assignments or clocks, no postponing, and nothing that was
 * taken back. `shown`: the messages they may read.
 */
export function stepsOf(events: readonly TicketEvent[], shown: ReadonlySet<number>): readonly Step[] {
  const undone = undoneActs(events);
  const first = events[0]?.act;
  const begunByUs = events.some((event) => event.act === first && event.type === "message.sent");
  return events.flatMap((event) => {
    if (undone.has(event.act)) return [];
    const says = sentenceOf(event, { shown, begunByUs, isFirstAct: event.act === first });
    return says === null ? [] : [{ at: event.at, says }];
  });
}

type Reading = {
  readonly shown: ReadonlySet<number>;
  /** The act with which the ticket began. */
  readonly isFirstAct: boolean;
  readonly begunByUs: boolean;
};

const sentences: Partial<
  Record<TicketEvent["type"], (event: TicketEvent, reading: Reading) => MessageKey | null>
> = {
  "ticket.created": (_event, { begunByUs }) =>
    begunByUs ? "customer.event.started" : "customer.event.received",
  "message.received": (event, { shown, isFirstAct }) =>
    isFirstAct || !isShown(event, shown) ? null : "customer.event.wrote",
  "message.sent": (event, { shown }) => (isShown(event, shown) ? "customer.event.answered" : null),
  "ticket.resolved": (event) => (isYours(event) ? "customer.event.resolvedByYou" : "customer.event.resolved"),
  "ticket.confirmed": () => "customer.event.confirmed",
  "ticket.closed": () => "customer.event.closed",
  "ticket.rejected": (event) => (isYours(event) ? "customer.event.reopenedByYou" : "customer.event.reopened"),
  "ticket.reopened": () => "customer.event.reopened",
};

function sentenceOf(event: TicketEvent, reading: Reading): MessageKey | null {
  return sentences[event.type]?.(event, reading) ?? null;
}

function isYours({ actor }: TicketEvent): boolean {
  return actor.kind === "customer";
}

function isShown({ data }: TicketEvent, shown: ReadonlySet<number>): boolean {
  const { messageId } = data;
  return typeof messageId === "number" && shown.has(messageId);
}
