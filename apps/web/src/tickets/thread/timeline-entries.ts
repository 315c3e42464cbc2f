import type { EventView, MessageView, ThreadView } from "@kvit/contract/tickets";
import type { Visit } from "../strip/visits.ts";
import { isToldByMessage, kindOf } from "./event-words.ts";
import { takenBack } from "./taken-back.ts";

export const filters = ["all", "messages", "notes", "changes", "sla", "rules"] as const;
export type Filter = (typeof filters)[number];

/** One line of the timeline. `anchor` names it in an address: `#m17` a message, `#e4` an event. */
export type Entry =
  | { readonly at: string; readonly anchor: string; readonly message: MessageView }
  | {
      readonly at: string;
      readonly anchor: string;
      readonly event: EventView;
      readonly isTakenBack: boolean;
    };

/** Messages and events in the order of time; what a message tells already is not told again. */
export function entriesOf(thread: ThreadView): readonly Entry[] {
  const events = thread.events.filter(
    (event) => !isToldByMessage(event) && event.type !== "message.delivery_changed",
  );
  const back = takenBack(thread.events);
  const all: Entry[] = [
    ...thread.messages.map((message) => ({ at: message.at, anchor: `m${message.id}`, message })),
    ...events.map((event) => ({
      at: event.at,
      anchor: `e${event.seq}`,
      event,
      isTakenBack: back.has(event.seq),
    })),
  ];
  return all.sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || rankOf(a) - rankOf(b));
}

/** Of one moment: that the ticket came to be, then what was written, then what followed from it. */
function rankOf(entry: Entry): number {
  if (!("event" in entry)) return 1;
  return entry.event.type === "ticket.created" ? 0 : 2;
}

export function passes(entry: Entry, filter: Filter): boolean {
  if (filter === "all") return true;
  if ("event" in entry) return kindOf(entry.event) === filter;
  return filter === (entry.message.kind === "note" ? "notes" : "messages");
}

export function isDuring(entry: Entry, visit: Visit | null): boolean {
  if (visit === null) return true;
  const at = Date.parse(entry.at);
  return at >= visit.from && (visit.to === null || at < visit.to);
}
