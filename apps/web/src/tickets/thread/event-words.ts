import type { EventView } from "@kvit/contract/tickets";
import type { Words } from "../../i18n/language.ts";
import type { SignedIn } from "../../store/session.ts";

/** Events that a message in the thread already tells; they are not listed beside it. */
const toldByMessage = new Set(["message.received", "message.sent", "message.auto_received", "note.added"]);
export const isToldByMessage = (event: EventView): boolean => toldByMessage.has(event.type);

export type EventKind = "changes" | "sla" | "rules";
export function kindOf(event: EventView): EventKind {
  if (event.type.startsWith("sla.")) return "sla";
  return event.actor.kind === "rule" || event.cause["kind"] === "rule" ? "rules" : "changes";
}

/** One event as a sentence in the reader's language. A type this app does not know shows its own name. */
export function sentenceOf(event: EventView, words: Words, world: SignedIn): string {
  const key = keyOf(event);
  if (!words.has(key)) return event.type;
  return words.t(key, valuesOf(event, words, world));
}

function keyOf(event: EventView): string {
  const rung = rungOf(event);
  if (rung !== null) return `event.ladder.${rung}`;
  const to = (field: string) => event.changes[field]?.to ?? null;
  if (event.type === "ticket.assigned" && to("assigneeId") === null) return "event.ticket.unassigned";
  if (event.type === "ticket.postponed" && untilOf(event) === null) return "event.ticket.postponedReply";
  return `event.${event.type}`;
}

const byLadder: Readonly<Record<string, string>> = {
  "ticket.escalated": "escalated",
  "ticket.resolved": "resolved",
  "ticket.closed": "closed",
};

/** Whether the closing ladder did it. */
export const isOfLadder = ({ cause }: EventView): boolean =>
  cause["kind"] === "timer" && cause["name"] === "ladder";

/** What the closing ladder did; null for what others did, and for an event that tells more than the ladder's words. */
function rungOf(event: EventView): string | null {
  if (!isOfLadder(event)) return null;
  const rung = event.data["rung"];
  return typeof rung === "string" ? rung : (byLadder[event.type] ?? null);
}

function valuesOf(event: EventView, words: Words, world: SignedIn): Record<string, string> {
  const { changes, data } = event;
  const until = untilOf(event);
  const change =
    changes["assigneeId"] ??
    changes["departmentId"] ??
    changes["priority"] ??
    changes["tags"] ??
    changes["stage"];
  return {
    at: until === null ? "" : words.format.moment(until),
    from: valueWords(change?.from, event.type, words, world),
    to: valueWords(change?.to, event.type, words, world),
    reason: word("closeReason", changes["closeReason"]?.to ?? data["reason"], words),
    channel: word("channel", data["channel"], words),
    outcome: word("attempt", data["outcome"], words),
    state: word("delivery", data["state"] ?? data["to"], words),
    clock: word("clock", data["clock"], words),
    version: versionOf(event),
  };
}

/** Of what caused it: a rule or the closing ladder. */
function versionOf({ cause }: EventView): string {
  const { version } = cause;
  return typeof version === "number" ? String(version) : "";
}

function valueWords(value: unknown, type: string, words: Words, world: SignedIn): string {
  if (Array.isArray(value))
    return value.length === 0 ? words.t("common.none") : words.format.list(value.map(String));
  if (type === "ticket.assigned")
    return world.agents.find(({ id }) => id === value)?.name ?? words.t("common.unknown");
  if (type === "ticket.transferred")
    return world.departments.find(({ id }) => id === value)?.name ?? words.t("common.unknown");
  if (type === "ticket.prioritised") return word("priority", value, words);
  return typeof value === "string" ? value : words.t("common.none");
}

/** A code as its word, when the catalogue has one; else the code itself. */
function word(group: string, code: unknown, words: Words): string {
  if (typeof code !== "string") return "";
  const key = `${group}.${code}`;
  return words.has(key) ? words.t(key, { at: "", seconds: "" }).trim() : code;
}

/** Until when a ticket was postponed, in epoch milliseconds; on the wire it is microseconds or a date-time. */
function untilOf(event: EventView): number | null {
  const postponement: unknown = event.changes["postponement"]?.to;
  if (typeof postponement !== "object" || postponement === null || !("until" in postponement)) return null;
  const { until } = postponement;
  if (typeof until === "number") return until / 1000;
  return typeof until === "string" ? Date.parse(until) : null;
}
