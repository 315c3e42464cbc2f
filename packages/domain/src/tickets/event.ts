import type { Instant, JsonObject } from "../kernel/index.ts";
import type { TicketFields } from "./ticket.ts";

export const eventTypes = [
  "ticket.created",
  "ticket.answered",
  "ticket.opened",
  "ticket.postponed",
  "ticket.woken",
  "ticket.resolved",
  "ticket.confirmed",
  "ticket.rejected",
  "ticket.closed",
  "ticket.reopened",
  "ticket.spammed",
  "ticket.unspammed",
  "ticket.deleted",
  "ticket.restored",
  "ticket.purged",
  "ticket.assigned",
  "ticket.transferred",
  "ticket.staged",
  "ticket.prioritised",
  "ticket.tagged",
  "ticket.fields_changed",
  "ticket.linked",
  "ticket.merged",
  "ticket.unmerged",
  "ticket.split",
  "ticket.escalated",
  "ticket.consulted",
  "ticket.approval_asked",
  "ticket.approval_given",
  "ticket.approval_refused",
  "ticket.attempted",
  "ticket.reviewed",
  "message.received",
  "message.sent",
  "message.delivery_changed",
  "message.auto_received",
  "note.added",
  "sla.started",
  "sla.paused",
  "sla.resumed",
  "sla.warned",
  "sla.breached",
  "sla.met",
  "sla.excused",
  "undone",
] as const;
export type EventType = (typeof eventTypes)[number];

/** Who did it. `id` is the agent's, contact's, rule's or API key's; null for the system. */
export type Actor = {
  readonly kind: "agent" | "customer" | "rule" | "system" | "api" | "import";
  readonly id: number | null;
};

/** Why it happened: by hand, rule r version v, mail m, timer t, macro m, import i, undo of an act. */
export type Cause =
  | { readonly kind: "hand" }
  | { readonly kind: "rule"; readonly id: number; readonly version: number }
  | { readonly kind: "mail"; readonly id: number }
  /** `version`: of the life cycle that set the timer. */
  | { readonly kind: "timer"; readonly name: string; readonly version?: number }
  | { readonly kind: "macro"; readonly id: number }
  | { readonly kind: "import"; readonly id: number }
  | { readonly kind: "undo"; readonly act: string };

export type Change<Value> = { readonly from: Value; readonly to: Value };
export type Changes = { readonly [Field in keyof TicketFields]?: Change<TicketFields[Field]> };

/** An event before it has its place: what `decide` answers. */
export type DraftEvent = {
  readonly type: EventType;
  readonly changes: Changes;
  /** Facts beside the change: message id and digest, reason, clock, outcome … never a body. */
  readonly data: JsonObject;
};

/** One line of a ticket's history. `hash` is SHA-256 over the RFC 8785 form of all the rest. */
export type TicketEvent = DraftEvent & {
  readonly ticketId: number;
  readonly seq: number;
  readonly at: Instant;
  readonly actor: Actor;
  readonly cause: Cause;
  /** Shared by all events of one command, so that one undo takes them back together. */
  readonly act: string;
  readonly prevHash: string;
  readonly hash: string;
};

/** What purging leaves of an event: enough for the chain, nothing of what was said. */
export type ErasedEvent = {
  readonly erased: true;
  readonly ticketId: number;
  readonly seq: number;
  readonly prevHash: string;
  readonly hash: string;
};

/** What the first event of a history has as the hash before it. */
export const genesisHash = "0".repeat(64);
