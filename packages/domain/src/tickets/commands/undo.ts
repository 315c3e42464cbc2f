import { equal, refuse, type Json } from "../../kernel/index.ts";
import { inverseOf, targets } from "../drafting/changes.ts";
import type { CommandDefinition } from "../command.ts";
import type { EventType, TicketEvent } from "../event.ts";
import { goesOutOfSight, settlesUnapproved, unsoundness } from "../history/soundness.ts";
import { Story } from "../drafting/story.ts";
import type { Ticket } from "../ticket.ts";

/**
 * Takes an act back; undoing an undo does the act again. `events` are the
 * act's own on this ticket, in order. `messagesStillHeld`: every message the
 * act sent can still be kept from leaving (for a redo: can be sent after all).
 */
type Undo = {
  readonly act: string;
  readonly events: readonly TicketEvent[];
  readonly messagesStillHeld: boolean;
  /** The act changed other tickets too: its undo is on record here even where nothing changed by it. */
  readonly spans?: boolean | undefined;
};

export const irreversible: ReadonlySet<EventType> = new Set([
  "ticket.created",
  "ticket.purged",
  "message.received",
  "message.auto_received",
] as const);

export const undo: CommandDefinition<"undo", Undo> = {
  name: "undo",
  permission: "ticket.undo",
  undoable: true,
  decide: (ticket, { act, events, messagesStillHeld, spans }, context) => {
    const own = events.filter((event) => event.act === act);
    if (own.some((event) => irreversible.has(event.type))) return refuse("cannot-be-undone");
    const messageIds = own.flatMap(sentMessages);
    if (messageIds.length > 0 && !messagesStillHeld) return refuse("already-sent");

    const inverse = inverseOf(own);
    if (own.length === 0 || (Object.keys(inverse).length === 0 && spans !== true))
      return refuse("nothing-to-undo");
    const left = targets(inverseOf([{ changes: inverse }]));
    if (!equal({ ...ticket, ...left }, ticket)) return refuse("changed-since");

    const before = { ...ticket, ...targets(inverse) };
    if (unsoundness(before) !== null || passesOver(own, ticket, before)) return refuse("changed-since");
    if (settlesUnapproved(ticket, before)) return refuse("approval-open");

    const story = new Story(ticket, context.now);
    story.record("undone", targets(inverse), { act, seqs: own.map((event) => event.seq), messageIds });
    return story.told();
  },
};

/** Whether the ticket would go out of sight although its customer wrote after the act. */
function passesOver(act: readonly TicketEvent[], now: Ticket, before: Ticket): boolean {
  if (!goesOutOfSight(now, before)) return false;
  const done = Math.max(...act.map((event) => event.at));
  return now.lastCustomerMessageAt !== null && now.lastCustomerMessageAt > done;
}

/** The messages an event sent, or, for an undo, kept back. */
function sentMessages({ type, data }: TicketEvent): readonly Json[] {
  const ids = type === "message.sent" ? [data["messageId"]] : type === "undone" ? data["messageIds"] : [];
  return Array.isArray(ids) ? ids.filter((id) => typeof id === "number") : [];
}
